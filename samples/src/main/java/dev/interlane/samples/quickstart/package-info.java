/** The first message: send a call across two chains and print what happened to it. */
@NullMarked
package dev.interlane.samples.quickstart;

import org.jspecify.annotations.NullMarked;
