/** The vectors of the body codecs, one format for each VM. */
@NullMarked
package dev.interlane.vectors.codec;

import org.jspecify.annotations.NullMarked;
