/** Small applications that show the SDK at work; {@link Main} starts them. */
@NullMarked
package dev.interlane.samples;

import org.jspecify.annotations.NullMarked;
