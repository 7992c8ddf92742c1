/** The delivery machine, the loop that drives it, and the front door. */
@NullMarked
package dev.interlane.pipeline;

import org.jspecify.annotations.NullMarked;
