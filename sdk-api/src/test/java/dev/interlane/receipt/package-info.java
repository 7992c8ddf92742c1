/** Tests of receipts and evidence. */
@NullMarked
package dev.interlane.receipt;

import org.jspecify.annotations.NullMarked;
