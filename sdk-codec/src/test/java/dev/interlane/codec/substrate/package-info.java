/** Tests of SCALE. */
@NullMarked
package dev.interlane.codec.substrate;

import org.jspecify.annotations.NullMarked;
