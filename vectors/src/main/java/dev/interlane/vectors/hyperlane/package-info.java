/** What Hyperlane's contracts wrote, answered, accepted and refused. */
@NullMarked
package dev.interlane.vectors.hyperlane;

import org.jspecify.annotations.NullMarked;
