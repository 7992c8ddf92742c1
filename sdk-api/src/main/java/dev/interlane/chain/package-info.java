/**
 * Which chain, which account on it, and how sure a block is: CAIP-2, CAIP-10, ERC-7930 and
 * finality.
 */
@NullMarked
package dev.interlane.chain;

import org.jspecify.annotations.NullMarked;
