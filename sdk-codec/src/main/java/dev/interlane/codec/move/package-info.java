/**
 * What Move's VMs read: BCS, and calls of entry functions on Aptos and Sui. {@link
 * dev.interlane.codec.move.EntryFunction} is where to begin.
 */
@NullMarked
package dev.interlane.codec.move;

import org.jspecify.annotations.NullMarked;
