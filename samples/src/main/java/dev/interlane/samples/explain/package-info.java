/** Shows what any payload of any VM says, and where one is wrong. */
@NullMarked
package dev.interlane.samples.explain;

import org.jspecify.annotations.NullMarked;
