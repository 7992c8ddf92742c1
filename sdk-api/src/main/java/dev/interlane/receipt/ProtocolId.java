package dev.interlane.receipt;

import dev.interlane.chain.ChainId;

/**
 * What a protocol calls the message, beside our {@code MessageId}: what one pastes into the
 * protocol's explorer. Provisional until the origin is final, because a re-included dispatch may
 * get another one. Immutable.
 *
 * @param role what it identifies, such as {@code message} or {@code packet}
 * @param protocol the protocol, such as {@code hyperlane/v3}
 * @param chain the chain that assigned it
 * @param value the id as text: hex for hashes
 */
public record ProtocolId(String role, String protocol, ChainId chain, String value) {}
