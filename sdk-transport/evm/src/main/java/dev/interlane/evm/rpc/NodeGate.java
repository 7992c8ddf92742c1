package dev.interlane.evm.rpc;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a node from being asked more often than it allows, and while it does nothing but fail.
 * Thread-safe.
 */
final class NodeGate {
  /** Of how many last requests the failures are counted. */
  static final int COUNTED_REQUESTS = 20;

  /** A node is not judged by fewer. */
  static final int FEWEST_REQUESTS = 10;

  private static final float FAILURES_PERCENT = 50;
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** A node that names a longer pause is asked all the same after this one. */
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final CircuitBreaker circuit;
  private final Optional<RateLimiter> limiter;

  NodeGate(JsonRpcOptions options) {
    this.circuit =
        CircuitBreaker.of(
            "node",
            CircuitBreakerConfig.custom()
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(COUNTED_REQUESTS)
                .minimumNumberOfCalls(FEWEST_REQUESTS)
                .failureRateThreshold(FAILURES_PERCENT)
                .permittedNumberOfCallsInHalfOpenState(1)
                .waitDurationInOpenState(options.circuitPause())
                .build());
    this.limiter =
        options.maxRequestsPerSecond().isEmpty()
            ? Optional.empty()
            : Optional.of(
                RateLimiter.of(
                    "node",
                    RateLimiterConfig.custom()
                        .limitForPeriod(options.maxRequestsPerSecond().getAsInt())
                        .limitRefreshPeriod(SECOND)
                        .timeoutDuration(options.callTimeout())
                        .build()));
  }

  /**
   * Waits until the node may be asked; whoever enters says afterwards how it went.
   *
   * @param questions how many the request has: nodes count each
   * @throws IOException if it must not be asked now
   */
  void enter(int questions) throws IOException {
    if (limiter.isPresent() && !limiter.get().acquirePermission(questions)) {
      throw new InterruptedIOException("more requests wait than the node is asked in that time");
    }
    if (!circuit.tryAcquirePermission()) {
      throw new ClosedException();
    }
  }

  /** The node answered. */
  void answered() {
    circuit.onSuccess(0, TimeUnit.NANOSECONDS);
  }

  /** It did not. */
  void failed(Exception cause) {
    if (Thread.currentThread().isInterrupted()) {
      left();
    } else {
      circuit.onError(0, TimeUnit.NANOSECONDS, cause);
    }
  }

  /** Nobody knows whether it would have. */
  void left() {
    circuit.releasePermission();
  }

  /** The node asks to be left alone. */
  void pause(Duration asked) {
    if (!asked.isZero()) {
      circuit.transitionToOpenStateFor(asked.compareTo(LONGEST_PAUSE) < 0 ? asked : LONGEST_PAUSE);
    }
  }

  /** The node is left alone for a while. */
  static final class ClosedException extends IOException {
    private static final long serialVersionUID = 1L;

    ClosedException() {
      super("it failed too often or asked for a pause, and is left alone for a while");
    }
  }
}
