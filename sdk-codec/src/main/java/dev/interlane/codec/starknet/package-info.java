/**
 * What Starknet's contracts read: Cairo's Serde as field elements. {@link
 * dev.interlane.codec.starknet.StarknetFunction} is where to begin.
 */
@NullMarked
package dev.interlane.codec.starknet;

import org.jspecify.annotations.NullMarked;
