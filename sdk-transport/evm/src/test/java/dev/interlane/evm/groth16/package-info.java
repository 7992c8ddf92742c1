/** Tests of the Groth16 verifier. */
@NullMarked
package dev.interlane.evm.groth16;

import org.jspecify.annotations.NullMarked;
