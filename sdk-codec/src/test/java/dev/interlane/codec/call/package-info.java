/** Tests of the body of a call. */
@NullMarked
package dev.interlane.codec.call;

import org.jspecify.annotations.NullMarked;
