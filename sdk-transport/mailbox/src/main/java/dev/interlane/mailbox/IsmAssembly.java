package dev.interlane.mailbox;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.receipt.Evidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Satisfies a whole ISM, module by module. Of an aggregation exactly the threshold number of legs
 * is used, and where validators can decide, they do: a leg that needs nobody's signature is taken
 * only when there are too few others.
 */
final class IsmAssembly {
  private final Prover prover;
  private final MailboxRoute route;

  IsmAssembly(Prover prover, MailboxRoute route) {
    this.prover = prover;
    this.route = route;
  }

  /** Why this ISM can never be satisfied as things are set up. */
  Optional<String> objection(IsmNode ism) {
    Optional<String> objection = objectionTo(ism);
    if (objection.isEmpty()
        && prover.trust() == Prover.Trust.VALIDATORS
        && !isDecidedByValidators(ism)) {
      return Optional.of(
          "the " + ism.name() + " " + ism.address() + " asks no validators that could sign");
    }
    return objection;
  }

  private Optional<String> objectionTo(IsmNode node) {
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
      case IsmNode.NoMetadata module -> prover.objection(module, route);
      case IsmNode.TrustedRelayer module -> prover.objection(module, route);
      case IsmNode.MessageIdMultisig module -> prover.objection(module, route);
      case IsmNode.MerkleRootMultisig module -> prover.objection(module, route);
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

  private boolean isDecidedByValidators(IsmNode node) {
    return switch (node) {
      case IsmNode.MessageIdMultisig module -> true;
      case IsmNode.MerkleRootMultisig module -> true;
      case IsmNode.Routing routing -> isDecidedByValidators(routing.routed());
      case IsmNode.Aggregation aggregation ->
          aggregation.modules().stream().anyMatch(this::canBeDecidedByValidators);
      case IsmNode.NoMetadata module -> false;
      case IsmNode.TrustedRelayer module -> false;
      case IsmNode.Unsupported module -> false;
    };
  }

  private boolean canBeDecidedByValidators(IsmNode node) {
    return isDecidedByValidators(node) && objectionTo(node).isEmpty();
  }

  /** Tries to satisfy the ISM for this message. */
  LegProof prove(IsmNode node, DispatchedMessage message) {
    Optional<String> objection = objectionTo(node);
    if (objection.isPresent()) {
      return new LegProof.Refused(objection.get());
    }
    return switch (node) {
      case IsmNode.Routing routing -> prove(routing.routed(), message);
      case IsmNode.Aggregation aggregation -> new Legs(aggregation, message).prove();
      case IsmNode.Unsupported unsupported -> new LegProof.Refused(unsupported.reason());
      case IsmNode.NoMetadata module -> prover.prove(module, message);
      case IsmNode.TrustedRelayer module -> prover.prove(module, message);
      case IsmNode.MessageIdMultisig module -> prover.prove(module, message);
      case IsmNode.MerkleRootMultisig module -> prover.prove(module, message);
    };
  }

  /** One aggregation for one message. */
  private final class Legs {
    private final IsmNode.Aggregation aggregation;
    private final DispatchedMessage message;
    private final List<Optional<Bytes>> metadata = new ArrayList<>();
    private final List<Evidence> evidence = new ArrayList<>();
    private final List<String> waiting = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private Optional<EvmAddress> submitter = Optional.empty();

    Legs(IsmNode.Aggregation aggregation, DispatchedMessage message) {
      this.aggregation = aggregation;
      this.message = message;
      aggregation.modules().forEach(module -> metadata.add(Optional.empty()));
    }

    LegProof prove() {
      List<IsmNode> modules = aggregation.modules();
      long deciding = modules.stream().filter(IsmAssembly.this::canBeDecidedByValidators).count();
      long undecided = Math.max(0, aggregation.threshold() - deciding);
      for (int leg : byPreference(modules)) {
        boolean decides = canBeDecidedByValidators(modules.get(leg));
        if (evidence.size() < aggregation.threshold() && (decides || undecided > 0)) {
          boolean taken = take(leg, IsmAssembly.this.prove(modules.get(leg), message));
          undecided -= taken && !decides ? 1 : 0;
        }
      }
      return evidence.size() == aggregation.threshold() ? ready() : missing();
    }

    private List<Integer> byPreference(List<IsmNode> modules) {
      return IntStream.range(0, modules.size())
          .boxed()
          .sorted(Comparator.comparing(leg -> !canBeDecidedByValidators(modules.get(leg))))
          .collect(Collectors.toList());
    }

    private boolean take(int leg, LegProof proof) {
      return switch (proof) {
        case LegProof.Ready ready -> takeReady(leg, ready);
        case LegProof.Waiting wait -> !waiting.add(wait.reason());
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
      return true;
    }

    private LegProof ready() {
      Bytes whole = IsmMetadata.aggregation(metadata);
      if (evidence.size() == 1) {
        return new LegProof.Ready(whole, evidence.get(0), submitter);
      }
      String rule = aggregation.threshold() + " of " + aggregation.modules().size() + " modules";
      Evidence all =
          new Evidence.Composite(
              OperatorLegs.PROTOCOL,
              evidence,
              "each of the legs, for " + rule + " of the aggregation ISM " + aggregation.address(),
              "that not all of these legs are wrong together",
              whole);
      return new LegProof.Ready(whole, all, submitter);
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
      return new LegProof.Waiting(reason + String.join("; ", waiting));
    }
  }
}
