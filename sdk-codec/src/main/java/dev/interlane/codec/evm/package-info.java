/**
 * The contract ABI of the EVM: functions, returned values, errors, events and packed hashing input.
 * Encoding is exact and decoding accepts the canonical form only. {@link
 * dev.interlane.codec.evm.AbiFunction} is where to begin.
 */
@NullMarked
package dev.interlane.codec.evm;

import org.jspecify.annotations.NullMarked;
