/** The canonical bytes of envelopes and of message bodies, one package per format. */
@NullMarked
package dev.interlane.codec;

import org.jspecify.annotations.NullMarked;
