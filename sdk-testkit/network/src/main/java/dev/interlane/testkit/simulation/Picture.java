package dev.interlane.testkit.simulation;

import dev.interlane.chain.ChainId;
import dev.interlane.client.Operator;
import dev.interlane.explorer.ExplorerBlock;
import dev.interlane.explorer.ExplorerMark;
import dev.interlane.explorer.ExplorerRun;
import dev.interlane.spi.BlockHeader;
import dev.interlane.testkit.HyperlaneChain;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.testkit.fault.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A run as the explorer shows it: messages, blocks, the faults that struck, what did not hold. */
final class Picture {
  /** Blocks long after the last event show nothing. */
  private static final Duration AFTERWARDS = Duration.ofMinutes(1);

  /** Strikes of a fault further apart than this are marked on their own. */
  private static final Duration PAUSE = Duration.ofSeconds(20);

  private Picture() {}

  static ExplorerRun of(SimulationReport report, SimulatedNetwork network, Operator operator) {
    ExplorerRun.Builder run =
        ExplorerRun.builder()
            .title("Simulation, seed " + report.seed())
            .subtitle(subtitle(report))
            .addMessagesOf(operator);
    Map<Fault, Strikes> strikes = new LinkedHashMap<>();
    Instant last = SimulatedNetwork.START;
    for (Chronicle.Line line : report.lines()) {
      switch (line) {
        case Chronicle.Struck struck -> {
          Strikes before = strikes.get(struck.fault());
          if (before == null || !before.goOn(struck.at())) {
            add(struck.fault(), before, network, run);
            strikes.put(struck.fault(), new Strikes(struck.at(), struck.at(), 1));
          } else {
            strikes.put(struck.fault(), new Strikes(before.from, struck.at(), before.count + 1));
          }
        }
        case Chronicle.Told told -> last = told.at();
        case Chronicle.Ended ended -> {
          // The end says nothing about a message.
        }
      }
    }
    strikes.forEach((fault, rest) -> add(fault, rest, network, run));
    for (Violation violation : report.violations()) {
      run.addMarks(
          new ExplorerMark(
              violation.at(),
              ExplorerMark.Kind.VIOLATION,
              Optional.empty(),
              violation.message(),
              violation.toString()));
    }
    for (HyperlaneChain chain : network.chains()) {
      addBlocks(chain, last.plus(AFTERWARDS), run);
    }
    return run.build();
  }

  private static String subtitle(SimulationReport report) {
    int faults = report.strikes().values().stream().mapToInt(Integer::intValue).sum();
    return report.messages()
        + " messages, "
        + faults
        + " strikes of "
        + report.plan().size()
        + " faults, "
        + (report.isClean()
            ? "every invariant held"
            : report.violations().size() + " broken invariants");
  }

  private static void add(
      Fault fault, @Nullable Strikes strikes, SimulatedNetwork network, ExplorerRun.Builder run) {
    if (strikes != null) {
      String often = strikes.count == 1 ? "" : ", " + strikes.count + " times until " + strikes.to;
      run.addMarks(
          new ExplorerMark(
              strikes.from,
              ExplorerMark.Kind.FAULT,
              chain(fault, network),
              Optional.empty(),
              fault.kind() + often));
    }
  }

  /** Strikes of one fault that follow each other closely: a bad node strikes with every request. */
  private record Strikes(Instant from, Instant to, int count) {
    boolean goOn(Instant at) {
      return Duration.between(to, at).compareTo(PAUSE) < 0;
    }
  }

  private static Optional<ChainId> chain(Fault fault, SimulatedNetwork network) {
    return switch (Story.sideOf(fault)) {
      case ORIGIN -> Optional.of(network.origin().id());
      case DESTINATION -> Optional.of(network.destination().id());
      case BETWEEN -> Optional.empty();
    };
  }

  private static void addBlocks(HyperlaneChain chain, Instant until, ExplorerRun.Builder run) {
    long newest = chain.chain().heads().seen().height();
    for (long height = 0; height <= newest; height++) {
      Optional<BlockHeader> header = chain.chain().header(height);
      if (header.isPresent() && header.get().timestamp().isAfter(until)) {
        return;
      }
      header.ifPresent(found -> run.addBlocks(new ExplorerBlock(found.block(), found.timestamp())));
    }
  }
}
