package dev.interlane.mailbox.composite;

import dev.interlane.chain.Finality;
import dev.interlane.mailbox.DeliveryTerms;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.mailbox.MailboxTransport;
import dev.interlane.spi.TransportContext;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The transports that are combined: all over the same contracts, so that one dispatch does. */
final class Legs {
  private final List<MailboxTransport> transports;

  private Legs(List<MailboxTransport> transports) {
    this.transports = transports;
  }

  /**
   * Two or more, in the order of preference.
   *
   * @throws IllegalArgumentException if there are too few, two of one name, or they are deployed
   *     differently
   */
  static Legs of(List<MailboxTransport> transports) {
    List<MailboxTransport> legs = List.copyOf(transports);
    if (legs.size() < 2) {
      throw new IllegalArgumentException(
          "Combining transports takes two or more, got " + names(legs));
    }
    if (legs.stream().map(MailboxTransport::name).distinct().count() < legs.size()) {
      throw new IllegalArgumentException(
          "The combined transports need different names, got " + names(legs));
    }
    Set<MailboxDeployment> first = new HashSet<>(legs.get(0).deployments());
    for (MailboxTransport leg : legs) {
      if (!first.equals(new HashSet<>(leg.deployments()))) {
        throw new IllegalArgumentException(
            "The combined transports must know the same deployments, because a message is dispatched"
                + " once for all of them; '"
                + leg.name()
                + "' has "
                + leg.deployments()
                + ", '"
                + legs.get(0).name()
                + "' has "
                + legs.get(0).deployments());
      }
    }
    return new Legs(legs);
  }

  int size() {
    return transports.size();
  }

  List<MailboxDeployment> deployments() {
    return transports.get(0).deployments();
  }

  /** The first one's: they share one dispatch. */
  DeliveryTerms terms() {
    return transports.get(0).terms();
  }

  List<Leg> open(TransportContext context) {
    return transports.stream().map(leg -> new Leg(leg.name(), leg.prover(context))).toList();
  }

  @Override
  public String toString() {
    return names(transports);
  }

  private static String names(List<MailboxTransport> legs) {
    return legs.stream().map(MailboxTransport::name).collect(Collectors.joining(", ", "[", "]"));
  }

  /** What the least demanding leg asks for; the others wait for more by themselves. */
  static Finality finality(List<Leg> legs) {
    return legs.stream()
        .map(leg -> leg.prover().finality())
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  static Optional<String> preparation(List<Leg> legs) {
    return legs.stream().flatMap(leg -> leg.prover().preparation().stream()).findFirst();
  }

  static Duration pollInterval(List<Leg> legs) {
    return legs.stream()
        .map(leg -> leg.prover().pollInterval())
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }
}
