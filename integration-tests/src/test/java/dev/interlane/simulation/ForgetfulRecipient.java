package dev.interlane.simulation;

import dev.interlane.chain.AccountId;
import dev.interlane.codec.call.CallRecipientHeader;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.testkit.HyperlaneChain;
import dev.interlane.testkit.Security;
import dev.interlane.testkit.chain.CallFrame;
import dev.interlane.testkit.chain.Contract;
import dev.interlane.testkit.contract.Functions;
import java.time.Instant;
import java.util.List;

/** A recipient of calls that runs whatever the mailbox hands it in time, as often as it does. */
final class ForgetfulRecipient implements Contract {
  private static final Bytes32 EXECUTED =
      Keccak256.hash(Bytes.fromUtf8("Executed(bytes32,uint32,bytes32,bytes4)"));

  private final Functions functions;

  private ForgetfulRecipient(HyperlaneChain chain, Security security) {
    this.functions =
        new Functions()
            .payable(
                "handle(uint32,bytes32,bytes)",
                (frame, arguments) -> {
                  CallRecipientHeader.Call call = CallRecipientHeader.decode(arguments.bytes(2));
                  Instant now = Instant.ofEpochSecond(frame.blockTimestamp());
                  if (call.header().notAfter().filter(now::isAfter).isPresent()) {
                    throw frame.revert(Bytes.EMPTY);
                  }
                  frame.emit(List.of(EXECUTED, call.header().messageId().value()), call.calldata());
                  return Bytes.EMPTY;
                })
            .getter("interchainSecurityModule()", frame -> chain.ism(security).toWord());
  }

  static AccountId of(HyperlaneChain chain, Security security) {
    return chain.deploy(new ForgetfulRecipient(chain, security));
  }

  @Override
  public Bytes execute(CallFrame frame) {
    return functions.execute(frame);
  }
}
