package dev.interlane.testkit.contract;

import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.testkit.chain.CallFrame;
import dev.interlane.testkit.chain.Contract;
import java.math.BigInteger;
import java.util.List;

/** Hyperlane's ProtocolFee hook: the same fee for every dispatch, possibly none. */
public final class ProtocolFee implements Contract {
  private static final Bytes32 PAID = Abi.topic("ProtocolFeePaid(address,uint256)");

  private final BigInteger feeWei;
  private final Functions functions;

  /** A hook that takes this fee. */
  public ProtocolFee(BigInteger feeWei) {
    this.feeWei = feeWei;
    this.functions =
        Hook.functions(Hook.PROTOCOL_FEE, this::take, (frame, posted) -> feeWei, this::isSupported)
            .getter("protocolFee()", frame -> Bytes32.ofUnsigned(feeWei));
  }

  @Override
  public Bytes execute(CallFrame frame) {
    return functions.execute(frame);
  }

  /** A fee in the coin does not go with others in a token. */
  private boolean isSupported(Bytes metadata) {
    return HookMetadata.isSupported(metadata)
        && (feeWei.signum() == 0 || new HookMetadata(metadata).isPaidInCoin());
  }

  private void take(CallFrame frame, Hook.Posted posted) {
    BigInteger paid = frame.valueWei();
    Reverts.require(frame, paid.compareTo(feeWei) >= 0, "ProtocolFee: insufficient protocol fee");
    frame.emit(
        List.of(PAID, posted.message().senderAddress().toWord()),
        Bytes32.ofUnsigned(feeWei).toBytes());
    posted.refund(frame, paid.subtract(feeWei));
  }
}
