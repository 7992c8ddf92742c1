/**
 * What Solana's programs read: Borsh, and the instructions of Anchor programs. {@link
 * dev.interlane.codec.svm.AnchorInstruction} is where to begin.
 */
@NullMarked
package dev.interlane.codec.svm;

import org.jspecify.annotations.NullMarked;
