@NullMarked
package dev.interlane.samples.vectors;

import org.jspecify.annotations.NullMarked;
