/**
 * Local EVM nodes with Hyperlane's real contracts and our recipients on them. {@link
 * dev.interlane.devnet.Devnet} is the front door: it fetches what it needs from npm once, starts
 * anvil processes, deploys, and stops them on close.
 */
@NullMarked
package dev.interlane.devnet;

import org.jspecify.annotations.NullMarked;
