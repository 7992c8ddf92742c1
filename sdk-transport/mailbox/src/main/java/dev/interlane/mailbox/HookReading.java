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
 * Finds out whether a dispatch makes its message a leaf of the tree that validators sign, and which
 * gas paymasters it runs, by asking hooks what they are. Hooks are not trusted: the search is
 * bounded, and what cannot be told is said to be so.
 */
final class HookReading {
  private static final int MAX_HOOKS = 50;
  private static final int ROUTING = 1;
  private static final int AGGREGATION = 2;
  private static final int INTERCHAIN_GAS_PAYMASTER = 4;
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
    Optional<Integer> type = type(hook);
    if (type.isEmpty()) {
      return Leaf.UNKNOWN;
    }
    if (WITHOUT_LEAF.contains(type.get())) {
      return Leaf.NO;
    }
    return behind(hook, type.get())
        .map(hooks -> any(hooks.stream().map(this::leafOf).toList()))
        .orElse(Leaf.UNKNOWN);
  }

  /**
   * The gas paymasters that a dispatch runs when it names this hook, or none, each as often as it
   * is run. There may be more behind hooks that do not say what they run.
   */
  List<EvmAddress> paymasters(Optional<EvmAddress> named) {
    List<EvmAddress> found = new ArrayList<>();
    addPaymasters(address(deployment.mailbox(), MailboxAbi.REQUIRED_HOOK), found);
    addPaymasters(named.or(() -> address(deployment.mailbox(), MailboxAbi.DEFAULT_HOOK)), found);
    return found;
  }

  private void addPaymasters(Optional<EvmAddress> hook, List<EvmAddress> found) {
    if (hook.isEmpty() || ++asked > MAX_HOOKS) {
      return;
    }
    Optional<Integer> type = type(hook.get());
    if (type.equals(Optional.of(INTERCHAIN_GAS_PAYMASTER))) {
      found.add(hook.get());
    } else {
      type.flatMap(known -> behind(hook.get(), known))
          .ifPresent(hooks -> hooks.forEach(one -> addPaymasters(Optional.of(one), found)));
    }
  }

  /** The hooks that a hook of this type runs for the message; empty if it does not say. */
  private Optional<List<EvmAddress>> behind(EvmAddress hook, int type) {
    return switch (type) {
      case AGGREGATION ->
          new ContractView(port, hook)
              .ask(MailboxAbi.HOOKS, message.bytes())
              .map(
                  hooks ->
                      hooks.asElements().stream()
                          .limit(MAX_HOOKS)
                          .map(Value::asEvmAddress)
                          .toList());
      case ROUTING, FALLBACK_ROUTING ->
          address(hook, MailboxAbi.HOOK_OF_DOMAIN, message.recipient().domain()).map(List::of);
      case MAILBOX_DEFAULT -> address(deployment.mailbox(), MailboxAbi.DEFAULT_HOOK).map(List::of);
      default -> Optional.empty();
    };
  }

  private Optional<Integer> type(EvmAddress hook) {
    return new ContractView(port, hook)
        .ask(MailboxAbi.HOOK_TYPE)
        .map(value -> (int) value.asLong());
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
