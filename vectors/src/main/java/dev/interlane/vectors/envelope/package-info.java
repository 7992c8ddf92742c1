/** The vectors of the canonical envelope and of ERC-7786. */
@NullMarked
package dev.interlane.vectors.envelope;

import org.jspecify.annotations.NullMarked;
