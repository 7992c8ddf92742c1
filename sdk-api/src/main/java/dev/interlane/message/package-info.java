/** The message envelope: who sends what to whom, under which identity. */
@NullMarked
package dev.interlane.message;

import org.jspecify.annotations.NullMarked;
