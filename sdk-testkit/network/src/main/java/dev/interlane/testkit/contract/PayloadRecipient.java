package dev.interlane.testkit.contract;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.testkit.chain.CallFrame;
import dev.interlane.testkit.chain.Contract;
import java.util.List;

/**
 * A recipient that knows the protocol, in the manner of Hyperlane's TestRecipient: takes any body
 * and says so with {@code ReceivedMessage}.
 *
 * <pre>
 * slot 0 interchainSecurityModule | 1 keccak256 of the last body | 2 how many came
 * </pre>
 */
public final class PayloadRecipient implements Contract {
  private static final Bytes32 ISM = Slots.at(0);
  private static final Bytes32 LAST = Slots.at(1);
  private static final Bytes32 RECEIVED = Slots.at(2);
  private static final Bytes32 RECEIVED_MESSAGE =
      Abi.topic("ReceivedMessage(uint32,bytes32,uint256,string)");

  private final EvmAddress mailbox;
  private final Functions functions;

  /** Takes messages from this mailbox; anybody may set its security module. */
  public PayloadRecipient(EvmAddress mailbox) {
    this.mailbox = mailbox;
    this.functions =
        new Functions()
            .payable("handle(uint32,bytes32,bytes)", this::handle)
            .add("setInterchainSecurityModule(address)", PayloadRecipient::setIsm)
            .constant("mailbox()", mailbox)
            .getter("interchainSecurityModule()", frame -> frame.load(ISM))
            .getter("lastBodyHash()", frame -> frame.load(LAST))
            .getter("received()", frame -> frame.load(RECEIVED));
  }

  @Override
  public Bytes execute(CallFrame frame) {
    return functions.execute(frame);
  }

  private Bytes handle(CallFrame frame, Calldata arguments) {
    if (!frame.caller().equals(mailbox)) {
      throw Reverts.error(frame, "NotMailbox(address)", frame.caller().toWord());
    }
    Bytes body = arguments.bytes(2);
    frame.store(LAST, frame.keccak256(body));
    frame.store(RECEIVED, Abi.word(Slots.loadLong(frame, RECEIVED) + 1));
    frame.emit(
        List.of(
            RECEIVED_MESSAGE,
            Abi.word(arguments.unsigned(0, 32)),
            arguments.word(1),
            Bytes32.ofUnsigned(frame.valueWei())),
        Abi.dynamic(body));
    return Bytes.EMPTY;
  }

  private static Bytes setIsm(CallFrame frame, Calldata arguments) {
    frame.store(ISM, arguments.address(0).toWord());
    return Bytes.EMPTY;
  }
}
