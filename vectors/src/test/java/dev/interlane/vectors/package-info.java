@NullMarked
package dev.interlane.vectors;

import org.jspecify.annotations.NullMarked;
