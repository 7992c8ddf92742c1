@NullMarked
package dev.interlane.vectors.envelope;

import org.jspecify.annotations.NullMarked;
