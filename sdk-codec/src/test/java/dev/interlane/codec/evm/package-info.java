/** Tests of the EVM's contract ABI. */
@NullMarked
package dev.interlane.codec.evm;

import org.jspecify.annotations.NullMarked;
