/**
 * What Stellar's Soroban contracts read: SCVals in XDR. {@link
 * dev.interlane.codec.stellar.ContractInvocation} is where to begin.
 */
@NullMarked
package dev.interlane.codec.stellar;

import org.jspecify.annotations.NullMarked;
