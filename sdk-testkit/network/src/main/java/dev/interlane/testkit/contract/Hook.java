package dev.interlane.testkit.contract;

import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.testkit.chain.CallFrame;
import java.math.BigInteger;
import java.util.function.Predicate;

/** What all hooks do alike (AbstractPostDispatchHook): read the metadata, answer their type. */
final class Hook {
  static final int AGGREGATION = 2;
  static final int MERKLE_TREE = 3;
  static final int INTERCHAIN_GAS_PAYMASTER = 4;
  static final int PROTOCOL_FEE = 8;

  private Hook() {}

  /** The functions of a hook of this type, which takes all metadata of the known variant. */
  static Functions functions(int type, After after, Fee fee) {
    return functions(type, after, fee, HookMetadata::isSupported);
  }

  /** The functions of a hook of this type, which takes this metadata. */
  static Functions functions(int type, After after, Fee fee, Predicate<Bytes> supports) {
    return new Functions()
        .constant("hookType()", type)
        .add(
            "supportsMetadata(bytes)",
            (frame, arguments) -> Abi.word(supports.test(arguments.bytes(0))).toBytes())
        .payable(
            "postDispatch(bytes,bytes)",
            (frame, arguments) -> {
              after.dispatch(frame, Posted.read(frame, arguments, supports));
              return Bytes.EMPTY;
            })
        .add(
            "quoteDispatch(bytes,bytes)",
            (frame, arguments) ->
                Bytes32.ofUnsigned(fee.quote(frame, Posted.read(frame, arguments, supports)))
                    .toBytes());
  }

  /** What it does after a dispatch. */
  interface After {
    void dispatch(CallFrame frame, Posted posted);
  }

  /** What it asks for that. */
  interface Fee {
    BigInteger quote(CallFrame frame, Posted posted);
  }

  /** A dispatched message with what its hooks were told. */
  record Posted(HookMetadata metadata, WireMessage message, Bytes arguments) {
    static Posted read(CallFrame frame, Calldata arguments, Predicate<Bytes> supports) {
      Reverts.require(
          frame,
          supports.test(arguments.bytes(0)),
          "AbstractPostDispatchHook: invalid metadata variant");
      HookMetadata metadata = new HookMetadata(arguments.bytes(0));
      Bytes message = arguments.bytes(1);
      return new Posted(
          metadata, new WireMessage(frame, message), Abi.dynamic(arguments.bytes(0), message));
    }

    /** Gives back what was paid too much, to whom the metadata names or else to the sender. */
    void refund(CallFrame frame, BigInteger amount) {
      if (amount.signum() > 0) {
        Calls.send(frame, metadata.refundAddress(message.senderAddress()), amount);
      }
    }
  }
}
