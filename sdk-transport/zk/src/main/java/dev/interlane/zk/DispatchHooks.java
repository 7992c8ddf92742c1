package dev.interlane.zk;

import dev.interlane.chain.EvmAddress;
import dev.interlane.mailbox.ContractView;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.ChainPort;
import dev.interlane.value.Value;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The hooks that a dispatch on one origin runs, as far as they can be seen. */
final class DispatchHooks {
  /** How many hooks are looked at. */
  static final int MAX_HOOKS = 32;

  private static final int AGGREGATION = 2;

  private final ChainPort port;
  private final MailboxDeployment origin;

  DispatchHooks(ChainPort port, MailboxDeployment origin) {
    this.port = port;
    this.origin = origin;
  }

  /** Why messages would not get into this hook's storage; empty when they do. */
  Optional<String> objection(EvmAddress hook) {
    ContractView wanted = new ContractView(port, hook);
    Optional<EvmAddress> mailbox = wanted.ask(StateProofAbi.HOOK_MAILBOX).map(Value::asEvmAddress);
    if (mailbox.isEmpty() || wanted.ask(StateProofAbi.DISPATCHED, Bytes32.ZERO).isEmpty()) {
      return Optional.of("there is no DispatchedHook at " + hook + " on " + origin.chain());
    }
    if (!mailbox.get().equals(origin.mailbox())) {
      return Optional.of(
          "the hook "
              + hook
              + " on "
              + origin.chain()
              + " records what the mailbox "
              + mailbox.get()
              + " dispatches, not "
              + origin.mailbox());
    }
    Set<EvmAddress> run = all();
    return run.contains(hook)
        ? Optional.empty()
        : Optional.of(
            "a dispatch on "
                + origin.chain()
                + " runs the hooks "
                + run
                + " and not "
                + hook
                + ", in whose storage the recipient wants to see it; name a dispatchHook in the"
                + " origin's deployment that does");
  }

  private Set<EvmAddress> all() {
    ContractView mailbox = new ContractView(port, origin.mailbox());
    Deque<EvmAddress> open = new ArrayDeque<>();
    mailbox.ask(StateProofAbi.REQUIRED_HOOK).map(Value::asEvmAddress).ifPresent(open::add);
    origin
        .dispatchHook()
        .or(() -> mailbox.ask(StateProofAbi.DEFAULT_HOOK).map(Value::asEvmAddress))
        .ifPresent(open::add);
    Set<EvmAddress> seen = new LinkedHashSet<>();
    while (!open.isEmpty() && seen.size() < MAX_HOOKS) {
      EvmAddress hook = open.remove();
      if (seen.add(hook)) {
        open.addAll(aggregated(new ContractView(port, hook)));
      }
    }
    return seen;
  }

  private static Set<EvmAddress> aggregated(ContractView hook) {
    Set<EvmAddress> run = new LinkedHashSet<>();
    Optional<Value> type = hook.ask(StateProofAbi.HOOK_TYPE);
    if (type.isPresent() && type.get().asLong() == AGGREGATION) {
      hook.ask(StateProofAbi.HOOKS, Bytes.EMPTY)
          .ifPresent(hooks -> hooks.asElements().forEach(one -> run.add(one.asEvmAddress())));
    }
    return run;
  }
}
