/** Signers: who holds a key and signs with it. */
@NullMarked
package dev.interlane.evm.signer;

import org.jspecify.annotations.NullMarked;
