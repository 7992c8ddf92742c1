@NullMarked
package dev.interlane.vectors.codec;

import org.jspecify.annotations.NullMarked;
