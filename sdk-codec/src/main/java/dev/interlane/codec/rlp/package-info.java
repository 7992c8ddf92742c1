/**
 * Recursive length prefix, the byte form of Ethereum's transactions, headers and tries: {@link
 * dev.interlane.codec.rlp.Rlp} writes it, {@link dev.interlane.codec.rlp.RlpReader} reads its
 * canonical form only.
 */
@NullMarked
package dev.interlane.codec.rlp;

import org.jspecify.annotations.NullMarked;
