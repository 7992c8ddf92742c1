/** Tests of transactions. */
@NullMarked
package dev.interlane.evm.transaction;

import org.jspecify.annotations.NullMarked;
