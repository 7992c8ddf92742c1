/** Blocks of execution chains, and proofs under their roots. */
@NullMarked
package dev.interlane.vectors.execution;

import org.jspecify.annotations.NullMarked;
