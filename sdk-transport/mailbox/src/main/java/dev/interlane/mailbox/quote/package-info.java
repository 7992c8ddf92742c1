/**
 * Prices that a gas paymaster's signers gave off chain: what they sign, and how it gets on chain.
 */
@NullMarked
package dev.interlane.mailbox.quote;

import org.jspecify.annotations.NullMarked;
