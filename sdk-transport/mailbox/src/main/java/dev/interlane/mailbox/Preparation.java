package dev.interlane.mailbox;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;

/**
 * What an ISM wants done at the destination before the message is delivered, by a transaction that
 * anybody can send. Kept in the journal until then.
 *
 * @param contract the contract called
 * @param call the calldata
 * @param question the calldata of a view function of the same contract that returns true once it is
 *     done
 */
public record Preparation(EvmAddress contract, Bytes call, Bytes question) {}
