/** Exceptions, each with a stable code, a hint, and who must act. */
@NullMarked
package dev.interlane.error;

import org.jspecify.annotations.NullMarked;
