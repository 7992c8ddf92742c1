/**
 * The delivery machine, the loop that drives it, and the front door {@link
 * dev.interlane.pipeline.Interlane}. One logical thread owns every open message; whatever blocks
 * runs beside it as a task and posts its answer back.
 */
@NullMarked
package dev.interlane.pipeline;

import org.jspecify.annotations.NullMarked;
