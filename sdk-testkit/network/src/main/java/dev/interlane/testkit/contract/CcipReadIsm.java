package dev.interlane.testkit.contract;

import dev.interlane.codec.evm.AbiError;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.testkit.chain.CallFrame;
import dev.interlane.testkit.chain.Contract;
import java.util.List;

/**
 * Hyperlane's TestCcipReadIsm: sends relayers to its URLs with nothing to ask for, and accepts
 * whatever they bring.
 */
public final class CcipReadIsm implements Contract {
  private static final AbiError OFFCHAIN_LOOKUP =
      AbiError.parse("OffchainLookup(address,string[],bytes,bytes4,bytes)");
  private static final Bytes VERIFY = Abi.selector("verify(bytes,bytes)");
  private static final Bytes32 RECEIVED = Slots.at(0);

  private final List<String> urls;
  private final Functions functions;

  /** Sends relayers to these URLs. */
  public CcipReadIsm(List<String> urls) {
    this.urls = List.copyOf(urls);
    this.functions =
        SecurityModule.functions(
                SecurityModule.CCIP_READ, (frame, metadata, message) -> count(frame))
            .getter("receivedMessages()", frame -> frame.load(RECEIVED))
            .add("getOffchainVerifyInfo(bytes)", this::lookup);
  }

  @Override
  public Bytes execute(CallFrame frame) {
    return functions.execute(frame);
  }

  private Bytes lookup(CallFrame frame, Calldata arguments) {
    throw frame.revert(
        OFFCHAIN_LOOKUP.encode(frame.self(), urls, Bytes.EMPTY, VERIFY, arguments.bytes(0)));
  }

  private static boolean count(CallFrame frame) {
    frame.store(RECEIVED, Abi.word(Slots.loadLong(frame, RECEIVED) + 1));
    return true;
  }
}
