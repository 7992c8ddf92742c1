/**
 * Zero-knowledge proofs as the transport sees them: claims, their verification, their providers.
 */
@NullMarked
package dev.interlane.zk.proof;

import org.jspecify.annotations.NullMarked;
