@NullMarked
package dev.interlane.samples.survive;

import org.jspecify.annotations.NullMarked;
