/** Tests of the curve and its pairing. */
@NullMarked
package dev.interlane.evm.bn254;

import org.jspecify.annotations.NullMarked;
