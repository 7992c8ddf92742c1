/**
 * Contracts for simulated chains, in Java: Hyperlane's mailbox, hooks and security modules, and
 * recipients. They speak the calldata, events, storage layout and revert data of the Solidity
 * contracts they stand for, refusals included, and share no code with the SDK that talks to them.
 */
@NullMarked
package dev.interlane.testkit.contract;

import org.jspecify.annotations.NullMarked;
