package dev.interlane.testkit.assertion;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.message.MessageId;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.ChainLog;
import dev.interlane.testkit.HyperlaneChain;
import java.math.BigInteger;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** Assertions about what is in a chain's canonical blocks. */
public final class ChainAssert extends AbstractAssert<ChainAssert, HyperlaneChain> {
  private static final Bytes32 EXECUTED = topic("Executed(bytes32,uint32,bytes32,bytes4)");
  private static final Bytes32 PROCESS_ID = topic("ProcessId(bytes32)");
  private static final Bytes32 DISPATCH_ID = topic("DispatchId(bytes32)");

  ChainAssert(HyperlaneChain actual) {
    super(actual, ChainAssert.class);
  }

  /** How often call recipients of this chain executed the message. */
  @CheckReturnValue
  public Times executed(MessageId id) {
    return times("executed", "message", id.value(), EXECUTED);
  }

  /** How often the chain's mailbox processed the Hyperlane message. */
  @CheckReturnValue
  public Times processed(Bytes32 hyperlaneId) {
    return times("processed", "Hyperlane message", hyperlaneId, PROCESS_ID);
  }

  /** How often the chain's mailbox dispatched the Hyperlane message. */
  @CheckReturnValue
  public Times dispatched(Bytes32 hyperlaneId) {
    return times("dispatched", "Hyperlane message", hyperlaneId, DISPATCH_ID);
  }

  /** A vault of this chain holds this much for a user. */
  public ChainAssert holds(AccountId vault, EvmAddress user, BigInteger amount) {
    isNotNull();
    BigInteger held = actual.deposited(vault, user);
    if (!held.equals(amount)) {
      throw failureWithActualExpected(
          held,
          amount,
          "Expected %s to hold %s for %s, but it holds %s",
          vault,
          amount,
          user,
          held);
    }
    return this;
  }

  private Times times(String verb, String what, Bytes32 id, Bytes32 topic0) {
    isNotNull();
    List<ChainLog> found =
        actual.chain().logs(topic0).stream().filter(log -> isAbout(log, id)).toList();
    return new Times(verb + " " + what + " " + id, found);
  }

  private static boolean isAbout(ChainLog log, Bytes32 id) {
    return log.topics().size() > 1 && log.topics().get(1).equals(id);
  }

  private static Bytes32 topic(String signature) {
    return Keccak256.hash(Bytes.fromUtf8(signature));
  }

  /** How often something happened. */
  public final class Times {
    private final String what;
    private final List<ChainLog> found;

    private Times(String what, List<ChainLog> found) {
      this.what = what;
      this.found = found;
    }

    /** One time. */
    public ChainAssert exactlyOnce() {
      return times(1);
    }

    /** Not at all. */
    public ChainAssert never() {
      return times(0);
    }

    /** This many times. */
    public ChainAssert times(int expected) {
      if (found.size() != expected) {
        throw failureWithActualExpected(
            found.size(),
            expected,
            "Expected %s to have %s exactly %d times, but it did %d times%s",
            actual.id(),
            what,
            expected,
            found.size(),
            places());
      }
      return ChainAssert.this;
    }

    private String places() {
      StringBuilder text = new StringBuilder();
      found.forEach(
          log ->
              text.append("\n  ")
                  .append(log.transaction())
                  .append(" in block ")
                  .append(log.block().height()));
      return text.toString();
    }
  }
}
