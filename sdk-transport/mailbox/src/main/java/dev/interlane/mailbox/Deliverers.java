package dev.interlane.mailbox;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.message.CanonicalEnvelope;
import dev.interlane.message.Ordering;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.KeyRoles;
import dev.interlane.spi.Submitter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Which of our accounts on a chain delivers a message. Deliveries are spread over several; those of
 * an ordered lane stay with one, so that they leave in their order.
 *
 * <p>Those that {@link KeyRoles} name deliver, whatever is learnt. Where none is named, an account
 * that dispatches messages from this chain delivers nothing while there are others, lest a delivery
 * that waits holds up what its application sends; one that a module trusts only what that module
 * wants of it, and what nobody else is left for. Both become known as messages pass by: a lane may
 * change its account once when they do. Thread-safe.
 */
final class Deliverers {
  private final Submitter submitter;
  private final Set<AccountId> dispatching = ConcurrentHashMap.newKeySet();
  private final Set<EvmAddress> trusted = ConcurrentHashMap.newKeySet();

  /** Of the accounts of this one, which stay in their order. */
  Deliverers(Submitter submitter) {
    this.submitter = submitter;
  }

  /** Those that may deliver what anybody may. */
  List<AccountId> any() {
    return those(submitter.roles()::mayDeliver);
  }

  /** Those that may deliver what only a trusted relayer may. */
  List<AccountId> trustable() {
    return those(submitter.roles()::mayBeTrusted);
  }

  private List<AccountId> those(Predicate<EvmAddress> may) {
    return submitter.accounts().stream().filter(account -> may.test(account.evmAddress())).toList();
  }

  /** The account sends messages from this chain. */
  void dispatches(AccountId account) {
    if (!dispatching.contains(account) && submitter.accounts().contains(account)) {
      dispatching.add(account);
    }
  }

  /** Notes whom the modules trust. */
  void sees(IsmNode ism) {
    switch (ism) {
      case IsmNode.TrustedRelayer module -> trusts(module.relayer());
      case IsmNode.Routing routing -> sees(routing.routed());
      case IsmNode.Aggregation aggregation -> aggregation.modules().forEach(this::sees);
      case IsmNode.NoMetadata module -> {}
      case IsmNode.Gate module -> {}
      case IsmNode.CcipRead module -> {}
      case IsmNode.Provable module -> {}
      case IsmNode.Unsupported module -> {}
    }
  }

  private void trusts(EvmAddress relayer) {
    // Modules are strangers' contracts: whom else they name would fill memory for nothing.
    if (submitter.accounts().stream().anyMatch(ours -> ours.evmAddress().equals(relayer))) {
      trusted.add(relayer);
    }
  }

  /**
   * Who delivers the message.
   *
   * @param only the account that has to, if any does
   * @return empty if none of ours can
   */
  Optional<AccountId> pick(
      CanonicalEnvelope envelope, Bytes32 protocolId, Optional<EvmAddress> only) {
    if (only.isPresent()) {
      return trustable().stream()
          .filter(account -> account.evmAddress().equals(only.get()))
          .findFirst();
    }
    List<AccountId> free = free();
    if (free.isEmpty()) {
      return Optional.empty();
    }
    // By content alone: the same whatever was restarted in between.
    int shard =
        envelope.ordering() == Ordering.ORDERED
            ? envelope.lane().id().hashCode()
            : protocolId.hashCode();
    return Optional.of(free.get(Math.floorMod(shard, free.size())));
  }

  /** Those that are named, or those with the least to be spared for. */
  private List<AccountId> free() {
    List<AccountId> all = any();
    if (!submitter.roles().delivering().isEmpty()) {
      return all;
    }
    int least = all.stream().mapToInt(this::burden).min().orElse(0);
    return all.stream().filter(account -> burden(account) == least).toList();
  }

  private int burden(AccountId account) {
    return (trusted.contains(account.evmAddress()) ? 2 : 0)
        + (dispatching.contains(account) ? 1 : 0);
  }
}
