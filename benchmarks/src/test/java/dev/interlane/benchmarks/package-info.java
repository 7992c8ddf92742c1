/** Tests of the measuring programs, in their short forms. */
@NullMarked
package dev.interlane.benchmarks;

import org.jspecify.annotations.NullMarked;
