package dev.interlane.testkit.assertion;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.ChainId;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.message.Ordering;
import org.assertj.core.api.AbstractAssert;

/** Assertions about an envelope. */
public final class EnvelopeAssert extends AbstractAssert<EnvelopeAssert, MessageEnvelope> {
  EnvelopeAssert(MessageEnvelope actual) {
    super(actual, EnvelopeAssert.class);
  }

  /** It is sent by this account. */
  public EnvelopeAssert isFrom(AccountId sender) {
    isNotNull();
    return require("sender", sender, actual.sender());
  }

  /** It goes to this contract. */
  public EnvelopeAssert isTo(AccountId recipient) {
    isNotNull();
    return require("recipient", recipient, actual.recipient());
  }

  /** It goes from one chain to the other. */
  public EnvelopeAssert crosses(ChainId origin, ChainId destination) {
    isNotNull();
    require("origin", origin, actual.sender().chain());
    return require("destination", destination, actual.recipient().chain());
  }

  /** It calls this function: {@code deposit(address,uint256)}. */
  public EnvelopeAssert calls(String signature) {
    isNotNull();
    if (!(actual.body() instanceof ContractCall call)) {
      throw failure("Expected a call of %s, but the body is %s", signature, actual.body());
    }
    return require("function", signature, call.function().canonical());
  }

  /** It keeps its place in its lane. */
  public EnvelopeAssert isOrdered() {
    isNotNull();
    return require("ordering", Ordering.ORDERED, actual.ordering());
  }

  private EnvelopeAssert require(String what, Object expected, Object found) {
    if (!expected.equals(found)) {
      throw failureWithActualExpected(
          found, expected, "Expected the %s %s, but it is %s", what, expected, found);
    }
    return this;
  }
}
