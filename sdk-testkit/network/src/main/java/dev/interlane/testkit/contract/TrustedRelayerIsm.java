package dev.interlane.testkit.contract;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.testkit.chain.CallFrame;
import dev.interlane.testkit.chain.Contract;

/** Hyperlane's TrustedRelayerIsm: accepts what one account processes. */
public final class TrustedRelayerIsm implements Contract {
  private static final Bytes PROCESSOR = Abi.selector("processor(bytes32)");

  private final EvmAddress mailbox;
  private final EvmAddress relayer;
  private final Functions functions;

  /** Trusts this relayer at this mailbox. */
  public TrustedRelayerIsm(EvmAddress mailbox, EvmAddress relayer) {
    this.mailbox = mailbox;
    this.relayer = relayer;
    this.functions =
        SecurityModule.functions(SecurityModule.NULL, this::verify)
            .constant("mailbox()", mailbox)
            .constant("trustedRelayer()", relayer);
  }

  @Override
  public Bytes execute(CallFrame frame) {
    return functions.execute(frame);
  }

  private boolean verify(CallFrame frame, Bytes metadata, Bytes message) {
    Bytes call = Bytes.concat(PROCESSOR, frame.keccak256(message).toBytes());
    return Calls.view(frame, mailbox, call).address(0).equals(relayer);
  }
}
