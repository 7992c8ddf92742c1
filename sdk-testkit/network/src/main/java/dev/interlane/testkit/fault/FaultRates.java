package dev.interlane.testkit.fault;

import dev.interlane.testkit.chain.Displaced;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How often things go wrong: a seed draws a {@link FaultPlan} from it. Every kind has a chance in
 * every run, so many seeds together meet all of them and each seed meets a few at once. Immutable.
 *
 * @param fewest how many faults a run has at least
 * @param most how many faults a run has at most
 * @param withinMillis they begin within this span after the beginning
 * @param colluders how many validators may collude at most; below the threshold a safe number
 */
public record FaultRates(int fewest, int most, long withinMillis, int colluders) {
  /** The longest a single fault lasts. */
  private static final long MAX_SPAN_MILLIS = 90_000;

  /** How seldom a prover may be asked: for every eighth block of twelve seconds. */
  private static final long PROVER_ROUND_MILLIS = 96_000;

  /**
   * Not deeper than what validators wait for before they sign: a deeper one makes them stop for
   * good, as it should, and a plan can script it.
   */
  private static final int MAX_REORG_ORIGIN_BLOCKS = 2;

  /** Deep enough to take back what is safe, and not what is final. */
  private static final int MAX_REORG_DESTINATION_BLOCKS = 9;

  private static final int MAX_FEE_FACTOR = 20;

  public FaultRates {
    if (fewest < 0 || most < fewest) {
      throw new IllegalArgumentException(
          "Expected 0 <= fewest <= most, got " + fewest + " and " + most);
    }
    Spans.require(withinMillis);
    if (colluders < 0) {
      throw new IllegalArgumentException("colluders must not be negative, got " + colluders);
    }
  }

  /** 6 to 14 faults within four minutes, and a lone colluder. */
  public static FaultRates standard() {
    return new FaultRates(6, 14, 240_000, 1);
  }

  /** Nothing goes wrong. */
  public static FaultRates none() {
    return new FaultRates(0, 0, 1, 0);
  }

  /** The kinds that {@link #standard} draws from, in a fixed order. */
  public static List<String> kinds() {
    RandomGenerator first = () -> 0;
    return makers(standard()).stream().map(maker -> maker.draw(first).kind()).toList();
  }

  /** What goes wrong in one run. The same numbers give the same plan. */
  public FaultPlan draw(RandomGenerator random) {
    List<Maker> makers = makers(this);
    List<FaultPlan.Entry> entries = new ArrayList<>();
    int count = fewest + random.nextInt(most - fewest + 1);
    for (int i = 0; i < count; i++) {
      Fault fault = makers.get(random.nextInt(makers.size())).draw(random);
      entries.add(new FaultPlan.Entry(random.nextLong(withinMillis), fault));
    }
    return new FaultPlan(entries);
  }

  private static List<Maker> makers(FaultRates rates) {
    List<Maker> makers = new ArrayList<>();
    for (Leg leg : Leg.values()) {
      for (Trouble trouble : Trouble.values()) {
        makers.add(
            random ->
                new Fault.Travel(
                    leg == Leg.CHECKPOINTS ? Side.ORIGIN : side(random),
                    leg,
                    trouble,
                    span(random)));
      }
    }
    for (Displaced displaced : Displaced.values()) {
      makers.add(random -> reorg(random, displaced));
    }
    for (NodeMode mode : NodeMode.values()) {
      makers.add(random -> new Fault.Node(side(random), mode, span(random)));
    }
    for (Manner manner : Manner.values()) {
      makers.add(random -> new Fault.ThirdParty(manner, span(random)));
    }
    for (CommitMoment moment : CommitMoment.values()) {
      makers.add(random -> new Fault.Crash(random.nextInt(8), moment, span(random)));
    }
    for (ProverMode mode : ProverMode.values()) {
      makers.add(random -> new Fault.Prover(mode, PROVER_ROUND_MILLIS + span(random)));
    }
    makers.add(random -> new Fault.TakeOver(span(random)));
    makers.add(random -> new Fault.Partition(side(random), span(random)));
    makers.add(random -> new Fault.Withhold(validator(random), span(random)));
    makers.add(random -> new Fault.SignLate(validator(random), span(random), span(random)));
    makers.add(random -> new Fault.Equivocate(validator(random), span(random)));
    makers.add(random -> new Fault.FeeSpike(side(random), factor(random)));
    makers.add(random -> new Fault.PoolEviction(side(random)));
    makers.add(random -> new Fault.StolenNonce(side(random)));
    makers.add(random -> new Fault.ClockSkew(side(random), span(random), span(random)));
    makers.add(random -> new Fault.RecipientsRevert(span(random)));
    if (rates.colluders > 0) {
      makers.add(random -> new Fault.Collude(1 + random.nextInt(rates.colluders)));
    }
    return makers;
  }

  private static Fault reorg(RandomGenerator random, Displaced displaced) {
    Side side = side(random);
    int most = side == Side.ORIGIN ? MAX_REORG_ORIGIN_BLOCKS : MAX_REORG_DESTINATION_BLOCKS;
    return new Fault.Reorg(side, 1 + random.nextInt(most), displaced);
  }

  private static Side side(RandomGenerator random) {
    return random.nextBoolean() ? Side.DESTINATION : Side.ORIGIN;
  }

  private static int validator(RandomGenerator random) {
    return random.nextInt(3);
  }

  private static int factor(RandomGenerator random) {
    return 2 + random.nextInt(MAX_FEE_FACTOR - 1);
  }

  private static long span(RandomGenerator random) {
    return random.nextLong(1_000, MAX_SPAN_MILLIS);
  }

  /** Draws a fault of one kind. */
  private interface Maker {
    Fault draw(RandomGenerator random);
  }
}
