/**
 * EVM-shaped chains in memory: blocks, fees, pool, reorganisations, and contracts written in Java.
 * Nothing here knows a messaging protocol.
 */
@NullMarked
package dev.interlane.testkit.chain;

import org.jspecify.annotations.NullMarked;
