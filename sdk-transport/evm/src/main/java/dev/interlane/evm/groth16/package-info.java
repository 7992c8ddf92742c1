/**
 * Verification of Groth16 proofs over BN254, in the layout that EVM contracts take.
 *
 * @see <a href="https://eprint.iacr.org/2016/260">Groth, On the Size of Pairing-based
 *     Non-interactive Arguments</a>
 */
@NullMarked
package dev.interlane.evm.groth16;

import org.jspecify.annotations.NullMarked;
