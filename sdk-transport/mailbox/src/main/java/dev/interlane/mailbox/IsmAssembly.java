package dev.interlane.mailbox;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Finality;
import dev.interlane.mailbox.web.OffchainLookups;
import dev.interlane.primitive.Bytes;
import dev.interlane.receipt.Evidence;
import dev.interlane.spi.WakeOn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Satisfies a whole ISM, module by module. Of an aggregation exactly the threshold number of legs
 * is used, and where modules can decide that ask for what the prover proves, they do: a leg that
 * asks for less is taken only when there are too few others.
 */
final class IsmAssembly implements IsmProver {
  private final Prover prover;
  private final Optional<OffchainLookups> lookups;

  IsmAssembly(Prover prover, Optional<OffchainLookups> lookups) {
    this.prover = prover;
    this.lookups = lookups;
  }

  @Override
  public Finality finality() {
    return prover.finality();
  }

  @Override
  public Duration pollInterval() {
    return prover.pollInterval();
  }

  @Override
  public Optional<String> preparation() {
    return prover.preparation();
  }

  @Override
  public boolean decides(IsmNode ism, MailboxRoute route) {
    return new Walk(route).decides(ism);
  }

  @Override
  public Optional<String> objection(IsmNode ism, MailboxRoute route) {
    Walk walk = new Walk(route);
    Optional<String> objection = walk.objectionTo(ism);
    if (objection.isEmpty() && prover.insistsOn().isPresent() && !walk.decides(ism)) {
      return Optional.of(
          "the " + ism.name() + " " + ism.address() + " asks no " + prover.insistsOn().get());
    }
    return objection;
  }

  @Override
  public LegProof prove(IsmNode ism, DispatchedMessage message) {
    Finality needed = prover.finality();
    if (!message.finality().atLeast(needed)) {
      BlockRef block = message.dispatch().block();
      return new LegProof.Waiting(
          "the dispatch in block "
              + block.height()
              + " of "
              + block.chain()
              + " is not "
              + needed
              + " yet",
          Optional.of(new WakeOn.Height(block.chain(), needed, block.height())));
    }
    Optional<LegProof.Refused> unwanted = prover.objection(message);
    return unwanted.isPresent() ? unwanted.get() : new Walk(message.route()).prove(ism, message);
  }

  /** One ISM on one route, taken apart. */
  private final class Walk {
    private final MailboxRoute route;

    Walk(MailboxRoute route) {
      this.route = route;
    }

    Optional<String> objectionTo(IsmNode node) {
      return switch (node) {
        case IsmNode.Routing routing -> objectionTo(routing.routed());
        case IsmNode.Aggregation aggregation -> objectionTo(aggregation);
        case IsmNode.Unsupported unsupported ->
            Optional.of(
                "the "
                    + unsupported.name()
                    + " "
                    + unsupported.address()
                    + " cannot be satisfied: "
                    + unsupported.reason());
        case IsmNode.NoMetadata module -> Optional.empty();
        case IsmNode.Gate gate -> gate.neverOpens();
        case IsmNode.CcipRead module -> OffchainLegs.objection(module, lookups);
        case IsmNode.TrustedRelayer module -> OperatorLegs.objection(module, route);
        case IsmNode.Provable module -> prover.objection(module, route);
      };
    }

    private Optional<String> objectionTo(IsmNode.Aggregation aggregation) {
      List<String> objections =
          aggregation.modules().stream().flatMap(module -> objectionTo(module).stream()).toList();
      int possible = aggregation.modules().size() - objections.size();
      if (possible >= aggregation.threshold()) {
        return Optional.empty();
      }
      return Optional.of(
          "the aggregation ISM "
              + aggregation.address()
              + " needs "
              + aggregation.threshold()
              + " of "
              + aggregation.modules().size()
              + " modules, "
              + possible
              + " can be satisfied; "
              + String.join("; ", objections));
    }

    /** Whether some module asks for just what is proven here. */
    boolean decides(IsmNode node) {
      return switch (node) {
        case IsmNode.Routing routing -> decides(routing.routed());
        case IsmNode.Aggregation aggregation ->
            aggregation.modules().stream().anyMatch(this::canDecide);
        case IsmNode.NoMetadata module -> prover.decides(module);
        case IsmNode.Gate gate -> prover.decides(gate);
        case IsmNode.CcipRead module -> prover.decides(module);
        case IsmNode.TrustedRelayer module -> prover.decides(module);
        case IsmNode.Provable module -> prover.decides(module);
        case IsmNode.Unsupported module -> false;
      };
    }

    private boolean canDecide(IsmNode node) {
      return decides(node) && objectionTo(node).isEmpty();
    }

    LegProof prove(IsmNode node, DispatchedMessage message) {
      Optional<String> objection = objectionTo(node);
      if (objection.isPresent()) {
        return new LegProof.Refused(objection.get());
      }
      return switch (node) {
        case IsmNode.Routing routing -> prove(routing.routed(), message);
        case IsmNode.Aggregation aggregation -> new Legs(this, aggregation, message).prove();
        case IsmNode.Unsupported unsupported -> new LegProof.Refused(unsupported.reason());
        case IsmNode.NoMetadata module -> OperatorLegs.prove(module, message);
        case IsmNode.Gate gate -> pass(gate, message);
        case IsmNode.CcipRead module -> OffchainLegs.prove(module, message, lookups.orElseThrow());
        case IsmNode.TrustedRelayer module -> OperatorLegs.prove(module, message);
        case IsmNode.Provable module -> prover.prove(module, message);
      };
    }

    private LegProof pass(IsmNode.Gate gate, DispatchedMessage message) {
      return gate.closed().isEmpty()
          ? OperatorLegs.prove(gate, message)
          : new LegProof.Waiting(
              gate.closed().get(),
              Optional.of(
                  new WakeOn.At(message.now().plus(Gates.pause(gate, prover.pollInterval())))));
    }
  }

  /** One aggregation for one message. */
  private static final class Legs {
    private final Walk walk;
    private final IsmNode.Aggregation aggregation;
    private final DispatchedMessage message;
    private final List<Optional<Bytes>> metadata = new ArrayList<>();
    private final List<Evidence> evidence = new ArrayList<>();
    private final List<Preparation> preparations = new ArrayList<>();
    private final List<LegProof.Waiting> waiting = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private Optional<EvmAddress> submitter = Optional.empty();

    Legs(Walk walk, IsmNode.Aggregation aggregation, DispatchedMessage message) {
      this.walk = walk;
      this.aggregation = aggregation;
      this.message = message;
      aggregation.modules().forEach(module -> metadata.add(Optional.empty()));
    }

    LegProof prove() {
      List<IsmNode> modules = aggregation.modules();
      long deciding = modules.stream().filter(walk::canDecide).count();
      long undecided = Math.max(0, aggregation.threshold() - deciding);
      for (int leg : byPreference(modules)) {
        boolean decides = walk.canDecide(modules.get(leg));
        if (evidence.size() < aggregation.threshold() && (decides || undecided > 0)) {
          boolean taken = take(leg, walk.prove(modules.get(leg), message));
          undecided -= taken && !decides ? 1 : 0;
        }
      }
      return evidence.size() == aggregation.threshold() ? ready() : missing();
    }

    private List<Integer> byPreference(List<IsmNode> modules) {
      return IntStream.range(0, modules.size())
          .boxed()
          .sorted(Comparator.comparing(leg -> !walk.canDecide(modules.get(leg))))
          .collect(Collectors.toList());
    }

    private boolean take(int leg, LegProof proof) {
      return switch (proof) {
        case LegProof.Ready ready -> takeReady(leg, ready);
        case LegProof.Waiting wait -> !waiting.add(wait);
        case LegProof.Refused no -> !refused.add(no.reason());
      };
    }

    private boolean takeReady(int leg, LegProof.Ready ready) {
      boolean clash =
          submitter.isPresent()
              && ready.submitter().isPresent()
              && !submitter.equals(ready.submitter());
      if (clash) {
        refused.add("two modules trust two different relayers");
        return false;
      }
      submitter = submitter.or(ready::submitter);
      metadata.set(leg, Optional.of(ready.metadata()));
      evidence.add(ready.evidence());
      preparations.addAll(ready.preparations());
      return true;
    }

    private LegProof ready() {
      Bytes whole = IsmMetadata.aggregation(metadata);
      if (evidence.size() == 1) {
        return new LegProof.Ready(whole, evidence.get(0), submitter, preparations);
      }
      String rule = aggregation.threshold() + " of " + aggregation.modules().size() + " modules";
      Evidence all =
          new Evidence.Composite(
              OperatorLegs.PROTOCOL,
              evidence,
              "each of the legs, for " + rule + " of the aggregation ISM " + aggregation.address(),
              "that not all of these legs are wrong together",
              whole);
      return new LegProof.Ready(whole, all, submitter, preparations);
    }

    private LegProof missing() {
      String reason =
          "the aggregation ISM "
              + aggregation.address()
              + " has "
              + evidence.size()
              + " of "
              + aggregation.threshold()
              + " legs; ";
      if (waiting.isEmpty()) {
        return new LegProof.Refused(reason + String.join("; ", refused));
      }
      Optional<WakeOn> wakeOn = waiting.size() == 1 ? waiting.get(0).wakeOn() : Optional.empty();
      return new LegProof.Waiting(
          reason + waiting.stream().map(LegProof.Waiting::reason).collect(Collectors.joining("; ")),
          wakeOn);
    }
  }
}
