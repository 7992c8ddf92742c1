package dev.interlane.evm.rpc;

import dev.interlane.primitive.ImmutableStyle;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;

/**
 * The bounds of talking to nodes.
 *
 * <pre>{@code
 * JsonRpcOptions options = JsonRpcOptions.builder().callTimeout(Duration.ofSeconds(30)).build();
 * }</pre>
 */
@Value.Immutable
@ImmutableStyle
public abstract class JsonRpcOptions {
  private static final int MIB = 1024 * 1024;

  JsonRpcOptions() {}

  /** Starts options; what is not set keeps its default. */
  public static Builder builder() {
    return new Builder();
  }

  /** The defaults. */
  public static JsonRpcOptions defaults() {
    return builder().build();
  }

  /** How long reaching a node may take; 5 seconds by default. */
  @Value.Default
  public Duration connectTimeout() {
    return Duration.ofSeconds(5);
  }

  /** How long one request may take, answer included; 15 seconds by default. */
  @Value.Default
  public Duration callTimeout() {
    return Duration.ofSeconds(15);
  }

  /** The largest answer that is read, in bytes after decompression; 64 MiB by default. */
  @Value.Default
  public int maxAnswerBytes() {
    return 64 * MIB;
  }

  /**
   * The most requests to one node at a time; more wait, at most for {@link #callTimeout}. 64 by
   * default.
   */
  @Value.Default
  public int maxConcurrentRequests() {
    return 64;
  }

  /**
   * The most requests to one node in a second; more wait, at most for {@link #callTimeout}. No
   * limit by default.
   */
  public abstract OptionalInt maxRequestsPerSecond();

  /**
   * The most questions that are put into one request, where several of a kind are due at once; 32
   * by default, 1 to never ask more. A node that refuses such requests is asked one by one from
   * then on.
   */
  @Value.Default
  public int maxQuestionsPerRequest() {
    return 32;
  }

  /**
   * For how long a node is left alone that failed at half of its last 20 requests; then one request
   * tries it again. 2 seconds by default. A node that answers 429 with {@code Retry-After} in
   * seconds is left alone for so long, at most for 5 minutes.
   */
  @Value.Default
  public Duration circuitPause() {
    return Duration.ofSeconds(2);
  }

  /** The most blocks one log query asks for; less where a node refuses. 2000 by default. */
  @Value.Default
  public int maxLogRangeBlocks() {
    return 2_000;
  }

  /** How blocks are judged safe and final; {@link HeadRule#tagsElseDepth} by default. */
  @Value.Default
  public HeadRule headRule() {
    return HeadRule.tagsElseDepth();
  }

  /**
   * How many nodes must agree where money depends on the answer; {@link ReadAgreement#BY_COUNT} by
   * default: a majority where there are three nodes or more.
   */
  @Value.Default
  public ReadAgreement readAgreement() {
    return ReadAgreement.BY_COUNT;
  }

  /**
   * Where a node tells new heads by WebSocket, {@code ws} or {@code wss}; none by default. What it
   * tells is a hint to look at once instead of at the next poll, and nothing more: a dead, silent
   * or lying socket changes no answer. Connected again by itself.
   */
  public abstract Optional<URI> headSocketUrl();

  @Value.Check
  void check() {
    requirePositive("connectTimeout", connectTimeout());
    requirePositive("callTimeout", callTimeout());
    requirePositive("maxAnswerBytes", maxAnswerBytes());
    requirePositive("maxConcurrentRequests", maxConcurrentRequests());
    requirePositive("maxLogRangeBlocks", maxLogRangeBlocks());
    requirePositive("maxQuestionsPerRequest", maxQuestionsPerRequest());
    requirePositive("circuitPause", circuitPause());
    headSocketUrl().ifPresent(JsonRpcOptions::requireSocket);
    maxRequestsPerSecond().ifPresent(most -> requirePositive("maxRequestsPerSecond", most));
  }

  private static void requirePositive(String field, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(field + " must be positive, got " + value);
    }
  }

  private static void requireSocket(URI url) {
    boolean isSocket =
        "ws".equalsIgnoreCase(url.getScheme()) || "wss".equalsIgnoreCase(url.getScheme());
    if (!isSocket || url.getHost() == null) {
      throw new IllegalArgumentException(
          "headSocketUrl begins with ws:// or wss:// and a host, got scheme "
              + url.getScheme()
              + " and host "
              + url.getHost());
    }
  }

  private static void requirePositive(String field, int value) {
    if (value <= 0) {
      throw new IllegalArgumentException(field + " must be positive, got " + value);
    }
  }

  /** Collects the options. Not thread-safe. */
  public static final class Builder extends ImmutableJsonRpcOptions.Builder {
    Builder() {}
  }
}
