/** Transactions as bytes: the unsigned fields, what is signed, what goes over the wire. */
@NullMarked
package dev.interlane.evm.transaction;

import org.jspecify.annotations.NullMarked;
