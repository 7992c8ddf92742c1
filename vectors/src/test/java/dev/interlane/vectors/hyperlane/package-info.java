@NullMarked
package dev.interlane.vectors.hyperlane;

import org.jspecify.annotations.NullMarked;
