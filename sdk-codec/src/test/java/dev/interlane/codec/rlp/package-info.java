/** Tests of recursive length prefix. */
@NullMarked
package dev.interlane.codec.rlp;

import org.jspecify.annotations.NullMarked;
