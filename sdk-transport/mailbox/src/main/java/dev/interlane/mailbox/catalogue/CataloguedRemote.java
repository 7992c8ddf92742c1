package dev.interlane.mailbox.catalogue;

import dev.interlane.mailbox.RemoteDomain;

/**
 * What Hyperlane's registry says about one chain without an EVM. Immutable.
 *
 * <pre>{@code
 * RemoteDomain celestia =
 *     ChainCatalogue.hyperlane().remoteNamed("celestia").orElseThrow().remote();
 * }</pre>
 *
 * @param name Hyperlane's name of the chain, such as {@code celestia}
 * @param remote the chain and its domain, for a transport's options
 * @param network what it is for
 * @param status whether it is served
 */
public record CataloguedRemote(
    String name,
    RemoteDomain remote,
    CataloguedChain.Network network,
    CataloguedChain.Status status) {}
