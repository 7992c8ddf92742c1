/**
 * What can go wrong between two chains: faults as values, plans of them, and the rates at which a
 * seed draws them.
 */
@NullMarked
package dev.interlane.testkit.fault;

import org.jspecify.annotations.NullMarked;
