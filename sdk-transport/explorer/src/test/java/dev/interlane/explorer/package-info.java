/** The explorer, its page in a real browser among it. */
@NullMarked
package dev.interlane.explorer;

import org.jspecify.annotations.NullMarked;
