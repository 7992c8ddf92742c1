/** Tests of what the formats share. */
@NullMarked
package dev.interlane.codec.internal;

import org.jspecify.annotations.NullMarked;
