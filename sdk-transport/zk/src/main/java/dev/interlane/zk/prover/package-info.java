/** Services that make proofs, and the check of what they deliver. */
@NullMarked
package dev.interlane.zk.prover;

import org.jspecify.annotations.NullMarked;
