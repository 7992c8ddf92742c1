/** A simulated run or a live journal as a web page. */
@NullMarked
package dev.interlane.samples.explorer;

import org.jspecify.annotations.NullMarked;
