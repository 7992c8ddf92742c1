/** A shop that sells against deposits on another chain, and the books it keeps. */
@NullMarked
package dev.interlane.samples.ledger;

import org.jspecify.annotations.NullMarked;
