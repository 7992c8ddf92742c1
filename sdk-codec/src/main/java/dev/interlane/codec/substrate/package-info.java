/**
 * What Substrate's chains read: SCALE, messages of ink contracts and calls of pallets. {@link
 * dev.interlane.codec.substrate.InkMessage} is where to begin.
 */
@NullMarked
package dev.interlane.codec.substrate;

import org.jspecify.annotations.NullMarked;
