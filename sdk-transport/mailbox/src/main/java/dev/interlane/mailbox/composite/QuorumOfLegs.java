package dev.interlane.mailbox.composite;

import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Finality;
import dev.interlane.mailbox.DispatchedMessage;
import dev.interlane.mailbox.IsmMetadata;
import dev.interlane.mailbox.IsmNode;
import dev.interlane.mailbox.IsmProver;
import dev.interlane.mailbox.LegProof;
import dev.interlane.mailbox.MailboxRoute;
import dev.interlane.mailbox.OperatorLegs;
import dev.interlane.mailbox.Preparation;
import dev.interlane.primitive.Bytes;
import dev.interlane.receipt.Evidence;
import dev.interlane.spi.WakeOn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fills an aggregation ISM with the proofs of as many different legs as its threshold. */
final class QuorumOfLegs implements IsmProver {
  private final int required;
  private final List<Leg> legs;

  QuorumOfLegs(int required, List<Leg> legs) {
    this.required = required;
    this.legs = legs;
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
    return objection(ism, route).isEmpty();
  }

  @Override
  public Optional<String> objection(IsmNode ism, MailboxRoute route) {
    Optional<IsmNode.Aggregation> found = aggregation(ism);
    if (found.isEmpty()) {
      return Optional.of(
          "a quorum of transports is enforced by an aggregation ISM, the recipient's is the "
              + ism.name()
              + " "
              + ism.address());
    }
    IsmNode.Aggregation aggregation = found.get();
    if (aggregation.threshold() != required) {
      return Optional.of(
          "the aggregation ISM "
              + aggregation.address()
              + " asks for "
              + aggregation.threshold()
              + " of "
              + aggregation.modules().size()
              + " modules, the quorum is of "
              + required
              + " transports");
    }
    Pairing pairing = Pairing.of(legs, aggregation, route);
    return pairing.pairs().size() >= required
        ? Optional.empty()
        : Optional.of(
            "the aggregation ISM "
                + aggregation.address()
                + " has modules for "
                + pairing.pairs().size()
                + " of the "
                + required
                + " transports needed; "
                + String.join("; ", pairing.objections()));
  }

  private static Optional<IsmNode.Aggregation> aggregation(IsmNode ism) {
    return switch (ism) {
      case IsmNode.Aggregation aggregation -> Optional.of(aggregation);
      case IsmNode.Routing routing -> aggregation(routing.routed());
      default -> Optional.empty();
    };
  }

  @Override
  public LegProof prove(IsmNode ism, DispatchedMessage message) {
    Optional<String> objection = objection(ism, message.route());
    if (objection.isPresent()) {
      return new LegProof.Refused(objection.get());
    }
    IsmNode.Aggregation aggregation = aggregation(ism).orElseThrow();
    Count count = new Count(aggregation);
    for (Pairing.Pair pair : Pairing.of(legs, aggregation, message.route()).pairs()) {
      if (count.ready.size() < required) {
        IsmNode module = aggregation.modules().get(pair.module());
        count.take(pair, pair.leg().prove(module, message));
      }
    }
    return count.ready.size() == required ? count.quorum(message) : count.missing();
  }

  /** The legs of one message, as they come in. */
  private final class Count {
    private final IsmNode.Aggregation aggregation;
    private final List<Optional<Bytes>> metadata = new ArrayList<>();
    private final List<String> ready = new ArrayList<>();
    private final List<Evidence> evidence = new ArrayList<>();
    private final List<Preparation> preparations = new ArrayList<>();
    private final List<LegProof.Waiting> waiting = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private Optional<EvmAddress> submitter = Optional.empty();

    Count(IsmNode.Aggregation aggregation) {
      this.aggregation = aggregation;
      aggregation.modules().forEach(module -> metadata.add(Optional.empty()));
    }

    void take(Pairing.Pair pair, LegProof proof) {
      String name = pair.leg().name();
      switch (proof) {
        case LegProof.Ready leg -> {
          if (submitter.isPresent()
              && leg.submitter().isPresent()
              && !submitter.equals(leg.submitter())) {
            missing.add(
                name
                    + " wants the delivery of "
                    + leg.submitter().get()
                    + ", not of "
                    + submitter.get());
            return;
          }
          submitter = submitter.or(leg::submitter);
          metadata.set(pair.module(), Optional.of(leg.metadata()));
          evidence.add(leg.evidence());
          preparations.addAll(leg.preparations());
          ready.add(name);
        }
        case LegProof.Waiting wait -> {
          waiting.add(wait);
          missing.add(name + ": " + wait.reason());
        }
        case LegProof.Refused no -> missing.add(name + ": " + no.reason());
      }
    }

    LegProof quorum(DispatchedMessage message) {
      Bytes whole = IsmMetadata.aggregation(metadata);
      String names = String.join(" and ", ready);
      Evidence all =
          new Evidence.Composite(
              OperatorLegs.PROTOCOL,
              evidence,
              names
                  + " each proved "
                  + message.message().id()
                  + ", as "
                  + required
                  + " of the "
                  + metadata.size()
                  + " modules of the aggregation ISM "
                  + aggregation.address(),
              "that " + names + " are not wrong together",
              whole);
      return new LegProof.Ready(whole, all, submitter, preparations);
    }

    LegProof missing() {
      String reason =
          ready.size()
              + " of "
              + required
              + " transports have proven it"
              + (ready.isEmpty() ? "" : " (" + String.join(", ", ready) + ")")
              + "; "
              + String.join("; ", missing);
      return waiting.isEmpty()
          ? new LegProof.Refused(reason)
          : new LegProof.Waiting(reason, wakeOn());
    }

    /** What all that wait are waiting for; otherwise it is looked at again after a while. */
    private Optional<WakeOn> wakeOn() {
      Optional<WakeOn> first = waiting.get(0).wakeOn();
      return waiting.stream().allMatch(one -> one.wakeOn().equals(first))
          ? first
          : Optional.empty();
    }
  }
}
