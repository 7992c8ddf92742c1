package dev.interlane.mailbox.web;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import java.util.List;

/**
 * What a contract wants to have looked up off the chain (ERC-3668).
 *
 * @param sender the contract that asks
 * @param urls templates of the gateways' URLs, in the order in which they are to be asked
 * @param callData what they are asked for
 */
public record OffchainLookup(EvmAddress sender, List<String> urls, Bytes callData) {
  public OffchainLookup {
    urls = List.copyOf(urls);
  }
}
