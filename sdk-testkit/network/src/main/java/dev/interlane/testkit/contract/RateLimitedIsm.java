package dev.interlane.testkit.contract;

import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.testkit.chain.CallFrame;
import dev.interlane.testkit.chain.Contract;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;

/**
 * Hyperlane's RateLimitedIsm: lets transfers of a warp route through to one recipient while a
 * bucket holds as much. The bucket is full at first, and fills up again evenly.
 *
 * <pre>
 * slot 0 level when it was written last | 1 when that was | 2 mapping of ids to whether they passed
 *     | 3 how much fills up in a second
 * </pre>
 */
public final class RateLimitedIsm implements Contract {
  private static final Bytes32 LEVEL = Slots.at(0);
  private static final Bytes32 UPDATED = Slots.at(1);
  private static final Bytes32 VALIDATED = Slots.at(2);
  private static final Bytes32 RATE = Slots.at(3);
  private static final Bytes32 CONSUMED = Abi.topic("ConsumedFilledLevel(uint256,uint256)");
  private static final AbiFunction DELIVERED =
      AbiFunction.parse("delivered(bytes32) returns (bool)");

  private final EvmAddress mailbox;
  private final EvmAddress owner;
  private final EvmAddress recipient;
  private final BigInteger refillSeconds;
  private final BigInteger firstRate;
  private final Functions functions;

  /**
   * A limit for one recipient.
   *
   * @param owner who may change the rate
   * @param capacity the highest level; a whole number of units fills up in a second
   * @param refill how long it takes from empty to full
   */
  public RateLimitedIsm(
      EvmAddress mailbox,
      EvmAddress owner,
      EvmAddress recipient,
      BigInteger capacity,
      Duration refill) {
    this.mailbox = mailbox;
    this.owner = owner;
    this.recipient = recipient;
    this.refillSeconds = BigInteger.valueOf(refill.toSeconds());
    this.firstRate = capacity.divide(refillSeconds);
    if (firstRate.signum() <= 0) {
      throw new IllegalArgumentException(
          "A capacity is at least one unit per second, got " + capacity + " in " + refill);
    }
    this.functions =
        SecurityModule.functions(SecurityModule.NULL, this::verify)
            .constant("recipient()", recipient)
            .constant("owner()", owner)
            .getter("DURATION()", frame -> Bytes32.ofUnsigned(refillSeconds))
            .getter("maxCapacity()", frame -> Bytes32.ofUnsigned(capacity(frame)))
            .getter("calculateCurrentLevel()", frame -> Bytes32.ofUnsigned(level(frame)))
            .add("setRefillRate(uint256)", this::setRefillRate);
  }

  @Override
  public Bytes execute(CallFrame frame) {
    return functions.execute(frame);
  }

  private boolean verify(CallFrame frame, Bytes metadata, Bytes bytes) {
    WireMessage message = new WireMessage(frame, bytes);
    Reverts.require(frame, message.recipientAddress().equals(recipient), "InvalidRecipient");
    Bytes32 seen = Slots.ofMapping(frame, message.id(), VALIDATED);
    Reverts.require(frame, !Slots.loadFlag(frame, seen), "MessageAlreadyValidated");
    frame.store(seen, Abi.word(true));
    boolean delivered = Calls.view(frame, mailbox, DELIVERED.encodeCall(message.id())).bool(0);
    Reverts.require(frame, delivered, "InvalidDeliveredMessage");
    BigInteger level = level(frame);
    BigInteger amount = message.transferAmount();
    Reverts.require(frame, amount.compareTo(level) <= 0, "RateLimitExceeded");
    Bytes32 left = Bytes32.ofUnsigned(level.subtract(amount));
    Bytes32 now = Abi.word(frame.blockTimestamp());
    frame.store(LEVEL, left);
    frame.store(UPDATED, now);
    frame.emit(List.of(CONSUMED), Abi.words(left, now));
    return true;
  }

  private Bytes setRefillRate(CallFrame frame, Calldata arguments) {
    Reverts.require(frame, frame.caller().equals(owner), "Ownable: caller is not the owner");
    Bytes32 rate = Bytes32.ofUnsigned(arguments.word(0).toUnsigned().divide(refillSeconds));
    frame.store(RATE, rate);
    return rate.toBytes();
  }

  private BigInteger capacity(CallFrame frame) {
    BigInteger rate = frame.load(RATE).toUnsigned();
    return (rate.signum() == 0 ? firstRate : rate).multiply(refillSeconds);
  }

  private BigInteger level(CallFrame frame) {
    BigInteger capacity = capacity(frame);
    long updated = Slots.loadLong(frame, UPDATED);
    if (updated == 0) {
      return capacity;
    }
    BigInteger elapsed = BigInteger.valueOf(frame.blockTimestamp() - updated);
    return frame
        .load(LEVEL)
        .toUnsigned()
        .add(elapsed.multiply(capacity).divide(refillSeconds))
        .min(capacity);
  }
}
