package dev.interlane.spi;

import dev.interlane.chain.Inclusion;
import dev.interlane.primitive.Bytes;

/**
 * Of which execution a transport is asked by what rule the destination accepted it.
 *
 * @param message the message
 * @param memo what the transport keeps for it; empty while its dispatch is in no block
 * @param delivery the transaction that executed it
 */
public record AcceptanceQuestion(Outbound message, Bytes memo, Inclusion delivery) {}
