package dev.interlane.mailbox;

import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.mailbox.IsmNode.Pausable.State;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.value.Value;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;

/** Finds out whether a module is one that can be closed, by its getters, and whether it is. */
final class GateReading {
  /** A warp route's body: recipient (32 bytes), amount (32 bytes), and what it likes. */
  private static final int AMOUNT_OFFSET = 32;

  private static final int AMOUNT_END = 64;

  /** Beyond any limit that is meant: more seconds than a duration can hold would overflow. */
  private static final BigInteger LONGEST_REFILL_SECONDS = BigInteger.valueOf(Integer.MAX_VALUE);

  private final EvmAddress module;
  private final ContractView view;

  GateReading(ContractView view) {
    this.module = view.contract();
    this.view = view;
  }

  Optional<IsmNode> gate(HyperlaneMessage message) {
    Optional<Value> paused = view.ask(MailboxAbi.PAUSED);
    if (paused.isPresent()) {
      State state = paused.get().asTruth() ? State.PAUSED : State.RUNNING;
      return Optional.of(new IsmNode.Pausable(module, owner(), state));
    }
    return number(MailboxAbi.CURRENT_LEVEL).map(level -> rateLimited(level, message));
  }

  private IsmNode rateLimited(BigInteger level, HyperlaneMessage message) {
    Optional<BigInteger> capacity = number(MailboxAbi.MAX_CAPACITY).filter(any -> any.signum() > 0);
    Optional<BigInteger> refill =
        number(MailboxAbi.REFILL_SECONDS)
            .filter(seconds -> seconds.compareTo(LONGEST_REFILL_SECONDS) <= 0);
    Optional<EvmAddress> recipient = view.ask(MailboxAbi.RECIPIENT).map(Value::asEvmAddress);
    if (capacity.isEmpty() || refill.isEmpty()) {
      return unsupported("maxCapacity() or DURATION() answers nothing of use");
    }
    if (recipient.isPresent() && !recipient.get().toWord().equals(message.recipient().account())) {
      return unsupported("it accepts only messages for " + recipient.get());
    }
    Bytes body = message.body();
    if (body.length() < AMOUNT_END) {
      return unsupported(
          "it takes transfers of a warp route, of 64 bytes or more; the body has " + body.length());
    }
    BigInteger amount = Bytes32.of(body.slice(AMOUNT_OFFSET, Bytes32.LENGTH_BYTES)).toUnsigned();
    return new IsmNode.RateLimited(
        module,
        owner(),
        amount,
        new IsmNode.RateLimited.Bucket(
            level, capacity.get(), Duration.ofSeconds(refill.get().longValueExact())));
  }

  private IsmNode unsupported(String reason) {
    return new IsmNode.Unsupported(module, "6 with a rate limit", reason);
  }

  private EvmAddress owner() {
    return view.ask(MailboxAbi.OWNER).map(Value::asEvmAddress).orElse(EvmAddress.ZERO);
  }

  private Optional<BigInteger> number(AbiFunction function) {
    return view.ask(function).map(Value::asNumber);
  }
}
