/** Tests of BCS. */
@NullMarked
package dev.interlane.codec.move;

import org.jspecify.annotations.NullMarked;
