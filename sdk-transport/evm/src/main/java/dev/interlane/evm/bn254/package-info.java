/**
 * The curve alt_bn128 (BN254) with its pairing, as the EVM's precompiled contracts have it
 * (EIP-196, EIP-197), in Java without native code. Nothing here is secret, so nothing here runs in
 * constant time: it verifies, and must never see a private key.
 */
@NullMarked
package dev.interlane.evm.bn254;

import org.jspecify.annotations.NullMarked;
