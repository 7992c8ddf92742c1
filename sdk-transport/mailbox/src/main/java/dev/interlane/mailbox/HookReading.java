package dev.interlane.mailbox;

import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.spi.ChainPort;
import dev.interlane.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out whether a dispatch makes its message a leaf of the tree that validators sign, by asking
 * hooks what they are. Hooks are not trusted: the search is bounded, and what cannot be told is
 * said to be so.
 */
final class HookReading {
  private static final int MAX_HOOKS = 50;
  private static final int ROUTING = 1;
  private static final int AGGREGATION = 2;
  private static final int FALLBACK_ROUTING = 5;
  private static final int MAILBOX_DEFAULT = 13;

  /** Another tree, paymaster, id for an ISM, pause, fee, rate limit, bridges of two rollups. */
  private static final Set<Integer> WITHOUT_LEAF = Set.of(3, 4, 6, 7, 8, 10, 11, 12);

  private final ChainPort port;
  private final MailboxDeployment deployment;
  private final HyperlaneMessage message;
  private int asked;

  HookReading(ChainPort port, MailboxDeployment deployment, HyperlaneMessage message) {
    this.port = port;
    this.deployment = deployment;
    this.message = message;
  }

  /** Whether it becomes a leaf. */
  enum Leaf {
    YES,
    NO,
    UNKNOWN
  }

  /** What becomes of the message when the dispatch names this hook, or none. */
  Leaf leaf(Optional<EvmAddress> named) {
    if (named.equals(Optional.of(deployment.merkleTreeHook()))) {
      return Leaf.YES;
    }
    List<Leaf> both = new ArrayList<>();
    both.add(named.map(this::leafOf).orElseGet(() -> ofMailbox(MailboxAbi.DEFAULT_HOOK)));
    both.add(ofMailbox(MailboxAbi.REQUIRED_HOOK));
    return any(both);
  }

  private Leaf ofMailbox(AbiFunction getter) {
    return address(deployment.mailbox(), getter).map(this::leafOf).orElse(Leaf.UNKNOWN);
  }

  private Leaf leafOf(EvmAddress hook) {
    if (hook.equals(deployment.merkleTreeHook())) {
      return Leaf.YES;
    }
    if (++asked > MAX_HOOKS) {
      return Leaf.UNKNOWN;
    }
    Optional<Integer> type =
        new ContractView(port, hook).ask(MailboxAbi.HOOK_TYPE).map(value -> (int) value.asLong());
    if (type.isEmpty()) {
      return Leaf.UNKNOWN;
    }
    return switch (type.get()) {
      case AGGREGATION -> aggregated(hook);
      case ROUTING, FALLBACK_ROUTING ->
          address(hook, MailboxAbi.HOOK_OF_DOMAIN, message.recipient().domain())
              .map(this::leafOf)
              .orElse(Leaf.UNKNOWN);
      case MAILBOX_DEFAULT -> ofMailbox(MailboxAbi.DEFAULT_HOOK);
      default -> WITHOUT_LEAF.contains(type.get()) ? Leaf.NO : Leaf.UNKNOWN;
    };
  }

  private Leaf aggregated(EvmAddress hook) {
    Optional<Value> hooks = new ContractView(port, hook).ask(MailboxAbi.HOOKS, message.bytes());
    if (hooks.isEmpty()) {
      return Leaf.UNKNOWN;
    }
    return any(
        hooks.get().asElements().stream()
            .limit(MAX_HOOKS)
            .map(one -> leafOf(one.asEvmAddress()))
            .toList());
  }

  private static Leaf any(List<Leaf> leaves) {
    if (leaves.contains(Leaf.YES)) {
      return Leaf.YES;
    }
    return leaves.contains(Leaf.UNKNOWN) ? Leaf.UNKNOWN : Leaf.NO;
  }

  private Optional<EvmAddress> address(
      EvmAddress contract, AbiFunction function, Object... arguments) {
    return new ContractView(port, contract)
        .ask(function, arguments)
        .map(Value::asEvmAddress)
        .filter(address -> !address.equals(EvmAddress.ZERO));
  }
}
