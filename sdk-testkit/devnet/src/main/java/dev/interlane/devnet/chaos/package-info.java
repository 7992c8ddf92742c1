/**
 * A node that misbehaves: {@link dev.interlane.devnet.chaos.ChaosProxy} stands before a real one,
 * has geth's pool rules, and lets happen what a test asks for.
 */
@NullMarked
package dev.interlane.devnet.chaos;

import org.jspecify.annotations.NullMarked;
