/** The vectors of chain and account ids. */
@NullMarked
package dev.interlane.vectors.chain;

import org.jspecify.annotations.NullMarked;
