/** Tests of provers and their check. */
@NullMarked
package dev.interlane.zk.prover;

import org.jspecify.annotations.NullMarked;
