package dev.interlane.testkit.simulation;

import dev.interlane.message.MessageId;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.spi.Journal;
import dev.interlane.spi.JournalEvent;
import dev.interlane.testkit.HyperlaneChain;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.testkit.fault.Fault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What happened in a run, line by line, in the order of simulated time. */
final class Chronicle {
  private static final int PAGE = 10_000;

  private final SimulatedNetwork network;
  private final List<Line> lines = new ArrayList<>();

  Chronicle(SimulatedNetwork network) {
    this.network = network;
    network.conditions().onStrike(fault -> lines.add(new Struck(now(), fault)));
  }

  /** Everything: the faults, what the journal tells, and both chains as they are at the end. */
  List<Line> finish(Journal journal) {
    long after = 0;
    List<JournalEvent> page = journal.eventsAfter(after, PAGE);
    while (!page.isEmpty()) {
      for (JournalEvent event : page) {
        after = event.position();
        lines.add(new Told(event.entry().at(), event.message(), event.entry().event()));
      }
      page = journal.eventsAfter(after, PAGE);
    }
    lines.sort(Comparator.comparing(Line::at));
    for (HyperlaneChain chain : network.chains()) {
      lines.add(new Ended(now(), chain.chain().heads().seen().toString()));
    }
    return List.copyOf(lines);
  }

  private Instant now() {
    return network.clock().instant();
  }

  /** Something that happened. */
  sealed interface Line {
    /** When, in simulated time. */
    Instant at();
  }

  /** A fault did something. */
  record Struck(Instant at, Fault fault) implements Line {}

  /** The journal tells of a message. */
  record Told(Instant at, MessageId message, DeliveryEvent event) implements Line {}

  /** A chain as it is at the end; its newest hash follows from all its blocks. */
  record Ended(Instant at, String head) implements Line {}
}
