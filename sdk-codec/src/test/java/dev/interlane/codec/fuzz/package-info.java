/**
 * What every decoder must keep for any input: mutations, a kept corpus, and a fuzzer that finds
 * more of it.
 */
@NullMarked
package dev.interlane.codec.fuzz;

import org.jspecify.annotations.NullMarked;
