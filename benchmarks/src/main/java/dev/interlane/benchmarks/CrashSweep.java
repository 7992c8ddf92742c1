package dev.interlane.benchmarks;

import dev.interlane.pipeline.InMemoryJournal;
import dev.interlane.spi.Chain;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.testkit.chain.Displaced;
import dev.interlane.testkit.crash.CrashPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Plays a {@link CrashStory} once for every boundary of its client, before and after: every moment
 * at which it can die, each by name.
 */
final class CrashSweep {
  private final long seed;
  private final Weather weather;
  private final Supplier<CrashStory.Stored> journals;
  private final UnaryOperator<Chain> tampering;

  /** What else happens. */
  enum Weather {
    /** Nothing. */
    FAIR,
    /**
     * The origin reorganises after the first dispatch, the destination after the first delivery.
     */
    REORGS
  }

  /** A point, and what became of the story. */
  record Played(List<CrashPoint> points, CrashStory.Ending ending) {}

  CrashSweep(
      long seed,
      Weather weather,
      Supplier<CrashStory.Stored> journals,
      UnaryOperator<Chain> tampering) {
    this.seed = seed;
    this.weather = weather;
    this.journals = journals;
    this.tampering = tampering;
  }

  static Supplier<CrashStory.Stored> inMemory() {
    return () -> {
      InMemoryJournal journal = new InMemoryJournal();
      return () -> journal;
    };
  }

  /** What the client comes to when it does not die. */
  List<String> boundaries() {
    return play(List.of(CrashPoint.none())).ending().boundaries();
  }

  /** Dies once, at each boundary; played as the stream is read. */
  Stream<Played> once() {
    return IntStream.range(0, boundaries().size())
        .boxed()
        .flatMap(at -> Stream.of(CrashPoint.before(at), CrashPoint.after(at)))
        .map(point -> play(List.of(point)));
  }

  /** Dies at each boundary, and again at each boundary of the recovery from that. */
  List<Played> twice(IntConsumer progress) {
    int count = boundaries().size();
    List<Played> all = new ArrayList<>();
    for (int boundary = 0; boundary < count; boundary++) {
      progress.accept(boundary);
      boolean more = true;
      for (int second = 0; more; second++) {
        Played early = play(List.of(CrashPoint.before(boundary), CrashPoint.before(second)));
        Played late = play(List.of(CrashPoint.after(boundary), CrashPoint.after(second)));
        more = early.ending().struck() == 2 || late.ending().struck() == 2;
        if (more) {
          all.add(early);
          all.add(late);
        }
      }
    }
    return all;
  }

  private Played play(List<CrashPoint> points) {
    SimulatedNetwork network = SimulatedNetwork.create(seed);
    if (weather == Weather.REORGS) {
      network.faults().reorgAfterDispatch(network.origin(), 1, Displaced.RETURNED_TO_POOL);
      network.faults().reorgAfterDelivery(network.destination(), 2, Displaced.WITHDRAWN);
    }
    return new Played(points, CrashStory.play(network, journals.get(), tampering, points));
  }
}
