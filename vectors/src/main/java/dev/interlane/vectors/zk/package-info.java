/** Zero-knowledge proofs. */
@NullMarked
package dev.interlane.vectors.zk;

import org.jspecify.annotations.NullMarked;
