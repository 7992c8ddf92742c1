/** Measurements of the SDK: JMH for single operations, whole runs for the rest. */
@NullMarked
package dev.interlane.benchmarks;

import org.jspecify.annotations.NullMarked;
