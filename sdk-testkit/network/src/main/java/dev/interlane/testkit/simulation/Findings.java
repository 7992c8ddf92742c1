package dev.interlane.testkit.simulation;

import dev.interlane.message.MessageId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The broken invariants of one run, as they are noticed. */
final class Findings {
  /** One bug can break thousands of messages in the same way; more tell nothing. */
  private static final int MAX_KEPT = 100;

  private final InstantSource clock;
  private final List<Violation> violations = new ArrayList<>();

  Findings(InstantSource clock) {
    this.clock = clock;
  }

  void add(Invariant invariant, Optional<MessageId> message, String detail) {
    if (violations.size() < MAX_KEPT) {
      violations.add(new Violation(invariant, clock.instant(), message, detail));
    }
  }

  List<Violation> all() {
    return List.copyOf(violations);
  }
}
