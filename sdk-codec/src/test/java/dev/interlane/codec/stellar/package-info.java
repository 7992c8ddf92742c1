/** Tests of SCVals. */
@NullMarked
package dev.interlane.codec.stellar;

import org.jspecify.annotations.NullMarked;
