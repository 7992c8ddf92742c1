package dev.interlane.mailbox.composite;

import dev.interlane.chain.Finality;
import dev.interlane.mailbox.DispatchedMessage;
import dev.interlane.mailbox.IsmNode;
import dev.interlane.mailbox.IsmProver;
import dev.interlane.mailbox.LegProof;
import dev.interlane.mailbox.MailboxRoute;
import dev.interlane.mailbox.OperatorLegs;
import dev.interlane.receipt.Evidence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks one leg after the other, each next one a deadline later. */
final class FirstOfLegs implements IsmProver {
  private final List<Leg> legs;
  private final Duration deadline;
  private final OriginClock clock;

  FirstOfLegs(List<Leg> legs, Duration deadline, OriginClock clock) {
    this.legs = legs;
    this.deadline = deadline;
    this.clock = clock;
  }

  @Override
  public Finality finality() {
    return Legs.finality(legs);
  }

  @Override
  public Duration pollInterval() {
    return Legs.pollInterval(legs);
  }

  @Override
  public Optional<String> preparation() {
    return Legs.preparation(legs);
  }

  @Override
  public boolean decides(IsmNode ism, MailboxRoute route) {
    return legs.stream().allMatch(leg -> leg.prover().decides(ism, route));
  }

  @Override
  public Optional<String> objection(IsmNode ism, MailboxRoute route) {
    List<String> refused = new ArrayList<>();
    for (Leg leg : legs) {
      leg.prover()
          .objection(ism, route)
          .ifPresent(reason -> refused.add(leg.name() + ": " + reason));
    }
    return refused.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "a fallback dispatches once, so the recipient must accept each of its legs; "
                + String.join("; ", refused));
  }

  @Override
  public LegProof prove(IsmNode ism, DispatchedMessage message) {
    List<String> waiting = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    Optional<Duration> elapsed = Optional.empty();
    for (Leg leg : legs) {
      if (!waiting.isEmpty()) {
        elapsed = elapsed.or(() -> Optional.of(clock.since(message.dispatch())));
        Duration turn = deadline.multipliedBy(waiting.size());
        if (elapsed.get().compareTo(turn) < 0) {
          waiting.add(leg.name() + " is next " + turn + " after the dispatch");
          break;
        }
      }
      switch (leg.prove(ism, message)) {
        case LegProof.Ready ready -> {
          return named(leg, ready, waiting, refused);
        }
        case LegProof.Waiting wait -> waiting.add(leg.name() + ": " + wait.reason());
        case LegProof.Refused no -> refused.add(leg.name() + ": " + no.reason());
      }
    }
    return waiting.isEmpty()
        ? new LegProof.Refused(String.join("; ", refused))
        : new LegProof.Waiting(String.join("; ", joined(refused, waiting)));
  }

  /** The leg's proof, with what the receipt should say about the legs before it. */
  private LegProof named(
      Leg leg, LegProof.Ready ready, List<String> waiting, List<String> refused) {
    List<String> before = joined(refused, waiting);
    Evidence evidence =
        new Evidence.Composite(
            OperatorLegs.PROTOCOL,
            List.of(ready.evidence()),
            "the leg "
                + leg.name()
                + " of the fallback "
                + legs.stream().map(Leg::name).toList()
                + (before.isEmpty() ? "" : ", after " + String.join("; ", before)),
            "the weakest of these legs: the recipient accepts any one of them",
            ready.metadata());
    return ready.with(evidence);
  }

  private static List<String> joined(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
