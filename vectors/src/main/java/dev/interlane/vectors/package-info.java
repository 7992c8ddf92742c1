/**
 * Golden vectors: the files, the formats that read them, and the runner. A format is one class,
 * found by {@link java.util.ServiceLoader}.
 */
@NullMarked
package dev.interlane.vectors;

import org.jspecify.annotations.NullMarked;
