package dev.interlane.testkit.contract;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.CallResult;
import dev.interlane.testkit.chain.CallFrame;
import dev.interlane.testkit.chain.Contract;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * CallRecipient.sol in Java: executes typed calls that arrive through a mailbox, each at most once.
 * The layout of a body and the order of the refusals are those of docs/spec/call-recipient.md.
 *
 * <p>A recipient extends it and names the functions that messages may call:
 *
 * <pre>{@code
 * final class Greeter extends CallRecipient {
 *   Greeter(EvmAddress mailbox, EvmAddress owner) {
 *     super(mailbox, owner);
 *     onMessage("greet(uint256)", (frame, arguments) -> ...);
 *   }
 * }
 * }</pre>
 *
 * <pre>
 * slot 0 interchainSecurityModule | 1 enrolled | 2 allowed | 3 executed | 4 nextSequence
 *     | 5 executing(1), then a deriving contract's first small variables
 * </pre>
 */
public abstract class CallRecipient implements Contract {
  private static final int VERSION = 1;
  private static final int NOT_AFTER = 33;
  private static final int LANE = 41;
  private static final int LANE_SEQUENCE = 73;
  private static final int HEADER_BYTES = 81;
  private static final int MINIMUM_BYTES = HEADER_BYTES + 4;

  private static final Bytes32 ISM = Slots.at(0);
  private static final Bytes32 ENROLLED = Slots.at(1);
  private static final Bytes32 ALLOWED = Slots.at(2);
  private static final Bytes32 EXECUTED = Slots.at(3);
  private static final Bytes32 NEXT_SEQUENCE = Slots.at(4);
  private static final Bytes32 FLAGS = Slots.at(5);
  private static final BigInteger EXECUTING = BigInteger.ONE;

  private static final Bytes32 EXECUTED_EVENT =
      Abi.topic("Executed(bytes32,uint32,bytes32,bytes4)");
  private static final Bytes32 SENDER_ENROLLED = Abi.topic("SenderEnrolled(uint32,bytes32)");
  private static final Bytes32 SENDER_REMOVED = Abi.topic("SenderRemoved(uint32,bytes32)");
  private static final Bytes32 ISM_SET = Abi.topic("InterchainSecurityModuleSet(address)");
  private static final Bytes32 LANE_SKIPPED =
      Abi.topic("LaneSkipped(uint32,bytes32,bytes32,uint64)");

  private final EvmAddress mailbox;
  private final EvmAddress owner;
  private final Functions functions = new Functions();
  private final List<Bytes> allowed = new ArrayList<>();

  /** A recipient behind a mailbox, with an owner who enrols senders. */
  protected CallRecipient(EvmAddress mailbox, EvmAddress owner) {
    this.mailbox = mailbox;
    this.owner = owner;
    functions
        .payable("handle(uint32,bytes32,bytes)", this::handle)
        .add("enroll(uint32,bytes32)", owned(CallRecipient::enroll))
        .add("remove(uint32,bytes32)", owned(CallRecipient::remove))
        .add("setInterchainSecurityModule(address)", owned(CallRecipient::setIsm))
        .add("skipLaneTo(uint32,bytes32,bytes32,uint64)", owned(CallRecipient::skipLaneTo))
        .constant("mailbox()", mailbox)
        .constant("owner()", owner)
        .getter("interchainSecurityModule()", frame -> frame.load(ISM))
        .add(
            "enrolled(uint32,bytes32)",
            (frame, of) -> frame.load(enrolledSlot(frame, sender(of))).toBytes())
        .add(
            "allowed(bytes4)",
            (frame, of) -> frame.load(Slots.ofMapping(frame, of.word(0), ALLOWED)).toBytes())
        .add(
            "executed(uint32,bytes32,bytes32)",
            (frame, of) -> frame.load(slotOf(frame, EXECUTED, sender(of), of.word(2))).toBytes())
        .add(
            "nextSequence(uint32,bytes32,bytes32)",
            (frame, of) ->
                frame.load(slotOf(frame, NEXT_SEQUENCE, sender(of), of.word(2))).toBytes());
  }

  /** Adds a function that messages may call, and nobody else. */
  protected final void onMessage(String signature, Functions.Body body) {
    allowed.add(Abi.selector(signature));
    functions.add(
        signature,
        (frame, arguments) -> {
          if (!frame.caller().equals(frame.self())) {
            throw Reverts.error(frame, "NotMessage(address)", frame.caller().toWord());
          }
          return body.run(frame, arguments);
        });
  }

  /** Adds a function that only the owner may call. */
  protected final void onlyOwner(String signature, Functions.Body body) {
    functions.add(signature, owned(body));
  }

  /** Adds a function that everybody may call. */
  protected final void open(String signature, Functions.Body body) {
    functions.add(signature, body);
  }

  @Override
  public final void construct(CallFrame frame) {
    if (!frame.hasCode(mailbox)) {
      throw Reverts.error(frame, "NotContract(address)", mailbox.toWord());
    }
    if (owner.equals(EvmAddress.ZERO)) {
      throw Reverts.error(frame, "NoOwner()");
    }
    for (Bytes selector : allowed) {
      frame.store(Slots.ofMapping(frame, Slots.keyOf(selector), ALLOWED), Abi.word(true));
    }
  }

  @Override
  public final Bytes execute(CallFrame frame) {
    return functions.execute(frame);
  }

  private Bytes handle(CallFrame frame, Calldata arguments) {
    Sender sender = sender(arguments);
    Bytes body = arguments.bytes(2);
    requireDeliverable(frame, sender, body);

    Bytes32 messageId = Bytes32.of(body.slice(1, 32));
    requireInTime(frame, body.longAt(NOT_AFTER));
    Bytes32 executed = slotOf(frame, EXECUTED, sender, messageId);
    if (Slots.loadFlag(frame, executed)) {
      throw Reverts.error(frame, "AlreadyExecuted(bytes32)", messageId);
    }
    frame.store(executed, Abi.word(true));
    advanceLane(frame, sender, Bytes32.of(body.slice(LANE, 32)), body.slice(LANE_SEQUENCE, 8));
    Bytes32 selector = Slots.keyOf(body.slice(HEADER_BYTES, 4));
    if (!Slots.loadFlag(frame, Slots.ofMapping(frame, selector, ALLOWED))) {
      throw Reverts.error(frame, "SelectorNotAllowed(bytes4)", selector);
    }

    frame.emit(
        List.of(EXECUTED_EVENT, messageId, Abi.word(sender.origin), sender.account),
        selector.toBytes());
    callSelf(frame, body.slice(HEADER_BYTES));
    return Bytes.EMPTY;
  }

  private void requireDeliverable(CallFrame frame, Sender sender, Bytes body) {
    if (!frame.caller().equals(mailbox)) {
      throw Reverts.error(frame, "NotMailbox(address)", frame.caller().toWord());
    }
    if (frame.valueWei().signum() != 0) {
      throw Reverts.error(frame, "ValueRefused(uint256)", Bytes32.ofUnsigned(frame.valueWei()));
    }
    if (flags(frame).testBit(0)) {
      throw Reverts.error(frame, "NestedDelivery()");
    }
    if (!Slots.loadFlag(frame, enrolledSlot(frame, sender))) {
      throw Reverts.error(
          frame, "NotEnrolled(uint32,bytes32)", Abi.word(sender.origin), sender.account);
    }
    if (body.length() < MINIMUM_BYTES) {
      throw Reverts.error(
          frame, "BodyTooShort(uint256,uint256)", Abi.word(body.length()), Abi.word(MINIMUM_BYTES));
    }
    int version = body.get(0) & 0xff;
    if (version != VERSION) {
      throw Reverts.error(frame, "UnknownVersion(uint8)", Abi.word(version));
    }
  }

  private static void requireInTime(CallFrame frame, long notAfter) {
    if (notAfter != 0 && Long.compareUnsigned(frame.blockTimestamp(), notAfter) > 0) {
      throw Reverts.error(
          frame,
          "PastNotAfter(uint64,uint256)",
          unsigned64(notAfter),
          Abi.word(frame.blockTimestamp()));
    }
  }

  private static void advanceLane(
      CallFrame frame, Sender sender, Bytes32 lane, Bytes sequenceBytes) {
    Bytes32 sequence = Bytes32.leftPad(sequenceBytes);
    boolean ordered = !lane.isZero();
    Bytes32 slot = ordered ? slotOf(frame, NEXT_SEQUENCE, sender, lane) : Bytes32.ZERO;
    Bytes32 expected = ordered ? frame.load(slot) : Bytes32.ZERO;
    if (!sequence.equals(expected)) {
      throw Reverts.error(frame, "WrongSequence(bytes32,uint64,uint64)", lane, expected, sequence);
    }
    if (!ordered) {
      return;
    }
    if (sequence.toUnsigned().equals(MAX_UINT64)) {
      throw Reverts.panic(frame, Reverts.ARITHMETIC_OVERFLOW);
    }
    frame.store(slot, Bytes32.ofUnsigned(sequence.toUnsigned().add(BigInteger.ONE)));
  }

  /** A revert is never caught: whoever delivers chooses the gas. */
  private static void callSelf(CallFrame frame, Bytes call) {
    BigInteger before = flags(frame);
    frame.store(FLAGS, Bytes32.ofUnsigned(before.or(EXECUTING)));
    if (frame.call(frame.self(), BigInteger.ZERO, call) instanceof CallResult.Reverted reverted) {
      throw frame.revert(reverted.data());
    }
    frame.store(FLAGS, Bytes32.ofUnsigned(flags(frame).andNot(EXECUTING)));
  }

  private static Bytes enroll(CallFrame frame, Calldata arguments) {
    Sender sender = sender(arguments);
    frame.store(enrolledSlot(frame, sender), Abi.word(true));
    frame.emit(List.of(SENDER_ENROLLED, Abi.word(sender.origin), sender.account), Bytes.EMPTY);
    return Bytes.EMPTY;
  }

  private static Bytes remove(CallFrame frame, Calldata arguments) {
    Sender sender = sender(arguments);
    frame.store(enrolledSlot(frame, sender), Abi.word(false));
    frame.emit(List.of(SENDER_REMOVED, Abi.word(sender.origin), sender.account), Bytes.EMPTY);
    return Bytes.EMPTY;
  }

  private static Bytes setIsm(CallFrame frame, Calldata arguments) {
    EvmAddress ism = arguments.address(0);
    if (!ism.equals(EvmAddress.ZERO) && !frame.hasCode(ism)) {
      throw Reverts.error(frame, "NotContract(address)", ism.toWord());
    }
    frame.store(ISM, ism.toWord());
    frame.emit(List.of(ISM_SET), ism.toWord().toBytes());
    return Bytes.EMPTY;
  }

  private static Bytes skipLaneTo(CallFrame frame, Calldata arguments) {
    Sender sender = sender(arguments);
    Bytes32 lane = arguments.word(2);
    Bytes32 requested = Bytes32.leftPad(unsigned64(arguments.unsigned(3, 64)).toBytes());
    Bytes32 slot = slotOf(frame, NEXT_SEQUENCE, sender, lane);
    Bytes32 current = frame.load(slot);
    if (lane.isZero() || requested.compareTo(current) <= 0) {
      throw Reverts.error(frame, "SkipNotForward(uint64,uint64)", current, requested);
    }
    frame.store(slot, requested);
    frame.emit(
        List.of(LANE_SKIPPED, Abi.word(sender.origin), sender.account, lane), requested.toBytes());
    return Bytes.EMPTY;
  }

  private Functions.Body owned(Functions.Body body) {
    return (frame, arguments) -> {
      if (!frame.caller().equals(owner)) {
        throw Reverts.error(frame, "NotOwner(address)", frame.caller().toWord());
      }
      return body.run(frame, arguments);
    };
  }

  private static BigInteger flags(CallFrame frame) {
    return frame.load(FLAGS).toUnsigned();
  }

  private static Sender sender(Calldata arguments) {
    return new Sender(arguments.unsigned(0, 32), arguments.word(1));
  }

  private static Bytes32 enrolledSlot(CallFrame frame, Sender sender) {
    return slotOf(frame, ENROLLED, sender);
  }

  private static Bytes32 slotOf(CallFrame frame, Bytes32 mapping, Sender sender) {
    return Slots.ofMapping(
        frame, sender.account, Slots.ofMapping(frame, Abi.word(sender.origin), mapping));
  }

  private static Bytes32 slotOf(CallFrame frame, Bytes32 mapping, Sender sender, Bytes32 key) {
    return Slots.ofMapping(frame, key, slotOf(frame, mapping, sender));
  }

  private static Bytes32 unsigned64(long value) {
    return Bytes32.leftPad(Bytes.generate(8, target -> ByteBuffer.wrap(target).putLong(value)));
  }

  private static final BigInteger MAX_UINT64 =
      BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  /** Who sent a message, on which origin. */
  private record Sender(long origin, Bytes32 account) {}
}
