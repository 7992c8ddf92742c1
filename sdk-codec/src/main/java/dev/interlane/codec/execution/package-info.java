/**
 * What Ethereum's execution layer hashes: headers, accounts, receipts and logs in RLP, strictly
 * read; and the proofs that lead to them from a block's roots. Pure: bytes in, values or a refusal
 * out.
 */
@NullMarked
package dev.interlane.codec.execution;

import org.jspecify.annotations.NullMarked;
