/** Tests of Cairo's serde. */
@NullMarked
package dev.interlane.codec.starknet;

import org.jspecify.annotations.NullMarked;
