/** Tests of the signers. */
@NullMarked
package dev.interlane.evm.signer;

import org.jspecify.annotations.NullMarked;
