/** Immutable byte values, equal by content, and the one hash function every protocol here needs. */
@NullMarked
package dev.interlane.primitive;

import org.jspecify.annotations.NullMarked;
