/** Tests of bytes and hashes. */
@NullMarked
package dev.interlane.primitive;

import org.jspecify.annotations.NullMarked;
