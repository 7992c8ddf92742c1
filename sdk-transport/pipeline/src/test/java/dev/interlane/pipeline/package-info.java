/** Tests of the pipeline, over a chain in memory that keeps to the SPI. */
@NullMarked
package dev.interlane.pipeline;

import org.jspecify.annotations.NullMarked;
