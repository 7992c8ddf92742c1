@NullMarked
package dev.interlane.samples.ledger;

import org.jspecify.annotations.NullMarked;
