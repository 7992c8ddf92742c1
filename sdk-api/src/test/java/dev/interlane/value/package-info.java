/** Tests of the neutral types, values and signatures. */
@NullMarked
package dev.interlane.value;

import org.jspecify.annotations.NullMarked;
