/** Receipts, timelines and events as text for people. */
@NullMarked
package dev.interlane.samples.text;

import org.jspecify.annotations.NullMarked;
