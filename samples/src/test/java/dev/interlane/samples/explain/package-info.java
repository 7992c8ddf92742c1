@NullMarked
package dev.interlane.samples.explain;

import org.jspecify.annotations.NullMarked;
