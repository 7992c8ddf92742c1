package dev.interlane.testkit.simulation;

import dev.interlane.message.MessageId;
import dev.interlane.receipt.Moment;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.testkit.fault.Fault;
import dev.interlane.testkit.fault.Side;
import dev.interlane.testkit.story.TwoChainTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A failing run as a person reads it: what broke, on which faults, and how it came about. */
final class Story {
  private static final int MAX_MESSAGE_LINES = 40;

  private Story() {}

  /** The story of the run's first violation; of its message alone, where it is about one. */
  static List<String> of(SimulationReport report, String reproduce) {
    List<String> lines = new ArrayList<>();
    Violation violation = report.violations().getFirst();
    lines.add("Broken: " + violation.invariant().id() + ", " + violation.invariant().sentence());
    lines.add("Found:  " + violation.detail());
    violation.message().ifPresent(id -> lines.add("About:  message " + id));
    lines.add(
        "Faults: " + (report.plan().size() == 0 ? "none are needed" : report.plan().toString()));
    lines.add("");
    TwoChainTable table =
        TwoChainTable.of(SimulatedNetwork.START, (text, mood) -> text)
            .head("eip155:31337", "eip155:31338");
    tell(report, violation.message(), table);
    lines.addAll(table.lines());
    lines.add("");
    lines.add("Run it again: " + reproduce);
    return lines;
  }

  private static void tell(
      SimulationReport report, Optional<MessageId> about, TwoChainTable table) {
    Set<Fault> known = new HashSet<>();
    int told = 0;
    for (Chronicle.Line line : report.lines()) {
      switch (line) {
        case Chronicle.Struck struck -> {
          if (known.add(struck.fault())) {
            table.add(struck.at(), moment(struck.fault()));
          }
        }
        case Chronicle.Told event -> {
          if (about.isEmpty() || about.get().equals(event.message())) {
            if (told++ < MAX_MESSAGE_LINES) {
              table.add(event.at(), Moment.of(event.event()));
            }
          }
        }
        case Chronicle.Ended ended -> {
          // The end says nothing about a message.
        }
      }
    }
  }

  private static Moment moment(Fault fault) {
    return new Moment(sideOf(fault), Moment.Mood.BAD, "FAULT " + fault.kind());
  }

  /** Where a fault strikes. */
  static Moment.Side sideOf(Fault fault) {
    return switch (fault) {
      case Fault.Travel travel -> side(travel.chain());
      case Fault.Reorg reorg -> side(reorg.chain());
      case Fault.Node node -> side(node.chain());
      case Fault.Partition partition -> side(partition.chain());
      case Fault.FeeSpike spike -> side(spike.chain());
      case Fault.PoolEviction eviction -> side(eviction.chain());
      case Fault.StolenNonce theft -> side(theft.chain());
      case Fault.ClockSkew skew -> side(skew.chain());
      case Fault.ThirdParty party -> Moment.Side.DESTINATION;
      case Fault.Collude collude -> Moment.Side.DESTINATION;
      case Fault.RecipientsRevert revert -> Moment.Side.DESTINATION;
      case Fault.Withhold withhold -> Moment.Side.BETWEEN;
      case Fault.SignLate late -> Moment.Side.BETWEEN;
      case Fault.Equivocate equivocate -> Moment.Side.BETWEEN;
      case Fault.Prover prover -> Moment.Side.BETWEEN;
      case Fault.Crash crash -> Moment.Side.BETWEEN;
      case Fault.TakeOver takeOver -> Moment.Side.BETWEEN;
    };
  }

  private static Moment.Side side(Side side) {
    return side == Side.ORIGIN ? Moment.Side.ORIGIN : Moment.Side.DESTINATION;
  }
}
