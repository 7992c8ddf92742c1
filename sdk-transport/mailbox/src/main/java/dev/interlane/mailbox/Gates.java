package dev.interlane.mailbox;

import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The modules of an ISM that can be closed for a while, all together. */
final class Gates {
  /** Nobody tells when an owner opens a gate: asked every so many polls. */
  private static final int POLLS_PER_LOOK = 10;

  /** A limit may be raised, and others take from it: when it refills is a guess. */
  private static final int LONGEST_PAUSE_POLLS = 100;

  private Gates() {}

  /** Why the ISM would not let the message through now; empty when enough of its modules would. */
  static Optional<String> closed(IsmNode node) {
    return switch (node) {
      case IsmNode.Gate gate -> gate.neverOpens().isPresent() ? Optional.empty() : gate.closed();
      case IsmNode.Routing routing -> closed(routing.routed());
      case IsmNode.Aggregation aggregation -> closed(aggregation);
      case IsmNode.NoMetadata module -> Optional.empty();
      case IsmNode.CcipRead module -> Optional.empty();
      case IsmNode.TrustedRelayer module -> Optional.empty();
      case IsmNode.Provable module -> Optional.empty();
      case IsmNode.Unsupported module -> Optional.empty();
    };
  }

  private static Optional<String> closed(IsmNode.Aggregation aggregation) {
    List<String> closed =
        aggregation.modules().stream().flatMap(module -> closed(module).stream()).toList();
    return aggregation.modules().size() - closed.size() >= aggregation.threshold()
        ? Optional.empty()
        : Optional.of(String.join("; ", closed));
  }

  /** Whether any of its modules is closed, needed or not. */
  static boolean anyClosed(IsmNode node) {
    return gates(node).anyMatch(gate -> gate.closed().isPresent());
  }

  /** How long to wait before a closed one is asked again. */
  static Duration pause(IsmNode node, Duration pollInterval) {
    Duration shortest = pollInterval.multipliedBy(POLLS_PER_LOOK);
    Duration longest = pollInterval.multipliedBy(LONGEST_PAUSE_POLLS);
    return gates(node)
        .flatMap(gate -> gate.opensAfter().stream())
        .filter(opens -> opens.compareTo(shortest) > 0)
        .map(opens -> opens.compareTo(longest) > 0 ? longest : opens)
        .min(Duration::compareTo)
        .orElse(shortest);
  }

  /**
   * By which a change of the ISM is noticed: of the modules, not of whether they are closed, which
   * passes.
   */
  static Bytes32 fingerprint(IsmNode node) {
    return Keccak256.hash(Bytes.fromUtf8(withoutState(node).toString()));
  }

  private static IsmNode withoutState(IsmNode node) {
    return switch (node) {
      case IsmNode.Gate gate -> new IsmNode.NoMetadata(gate.address());
      case IsmNode.Routing routing ->
          new IsmNode.Routing(routing.address(), withoutState(routing.routed()));
      case IsmNode.Aggregation aggregation ->
          new IsmNode.Aggregation(
              aggregation.address(),
              aggregation.modules().stream().map(Gates::withoutState).toList(),
              aggregation.threshold());
      case IsmNode.NoMetadata module -> module;
      // What its gateways are called and asked may change from one block to the next.
      case IsmNode.CcipRead module -> new IsmNode.NoMetadata(module.address());
      case IsmNode.TrustedRelayer module -> module;
      case IsmNode.Provable module -> module;
      case IsmNode.Unsupported module -> module;
    };
  }

  private static Stream<IsmNode.Gate> gates(IsmNode node) {
    return switch (node) {
      case IsmNode.Gate gate -> Stream.of(gate);
      case IsmNode.Routing routing -> gates(routing.routed());
      case IsmNode.Aggregation aggregation -> aggregation.modules().stream().flatMap(Gates::gates);
      case IsmNode.NoMetadata module -> Stream.empty();
      case IsmNode.CcipRead module -> Stream.empty();
      case IsmNode.TrustedRelayer module -> Stream.empty();
      case IsmNode.Provable module -> Stream.empty();
      case IsmNode.Unsupported module -> Stream.empty();
    };
  }
}
