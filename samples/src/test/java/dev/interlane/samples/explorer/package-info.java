/** The explorer's command line. */
@NullMarked
package dev.interlane.samples.explorer;

import org.jspecify.annotations.NullMarked;
