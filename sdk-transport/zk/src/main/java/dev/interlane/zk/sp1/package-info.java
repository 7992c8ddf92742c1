/** Proofs of the SP1 zkVM, as its contracts verify them on EVM chains. */
@NullMarked
package dev.interlane.zk.sp1;

import org.jspecify.annotations.NullMarked;
