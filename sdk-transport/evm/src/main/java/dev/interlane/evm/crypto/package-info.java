/**
 * ECDSA over secp256k1 as Ethereum uses it: private keys, deterministic low-s signatures, recovery
 * of the signing account. Runs on libsecp256k1 where it loads and on pure Java elsewhere, with the
 * same results.
 */
@NullMarked
package dev.interlane.evm.crypto;

import org.jspecify.annotations.NullMarked;
