/** Local EVM nodes with the real contracts. */
@NullMarked
package dev.interlane.devnet;

import org.jspecify.annotations.NullMarked;
