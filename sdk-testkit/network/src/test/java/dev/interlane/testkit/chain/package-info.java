/** Tests of the simulated chain. */
@NullMarked
package dev.interlane.testkit.chain;

import org.jspecify.annotations.NullMarked;
