/** The build's own promises: what the BOM lists, what the papers say, what the launcher does. */
@NullMarked
package dev.interlane.build;

import org.jspecify.annotations.NullMarked;
