package dev.interlane.mailbox;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import java.util.Optional;

/**
 * What a dispatch tells the mailbox about its hooks.
 *
 * @param hook in place of the mailbox's default one
 * @param metadata what the hooks are told; nothing when empty
 */
record DispatchHooks(Optional<EvmAddress> hook, Optional<Bytes> metadata) {}
