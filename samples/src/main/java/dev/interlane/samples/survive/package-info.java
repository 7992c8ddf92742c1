/** A backend that is killed in the middle of a message, and goes on. */
@NullMarked
package dev.interlane.samples.survive;

import org.jspecify.annotations.NullMarked;
