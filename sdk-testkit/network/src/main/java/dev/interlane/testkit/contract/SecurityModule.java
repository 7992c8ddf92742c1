package dev.interlane.testkit.contract;

import dev.interlane.primitive.Bytes;
import dev.interlane.testkit.chain.CallFrame;

/** What all interchain security modules (ISMs) do alike: name their type, verify a message. */
final class SecurityModule {
  static final int ROUTING = 1;
  static final int AGGREGATION = 2;
  static final int MERKLE_ROOT_MULTISIG = 4;
  static final int MESSAGE_ID_MULTISIG = 5;
  static final int NULL = 6;
  static final int CCIP_READ = 7;

  private SecurityModule() {}

  /** The functions of a module of this type. */
  static Functions functions(int type, Verifier verifier) {
    return new Functions()
        .constant("moduleType()", type)
        .add(
            "verify(bytes,bytes)",
            (frame, arguments) ->
                Abi.word(verifier.verify(frame, arguments.bytes(0), arguments.bytes(1))).toBytes());
  }

  /** Whether the metadata proves the message; may also revert. */
  interface Verifier {
    boolean verify(CallFrame frame, Bytes metadata, Bytes message);
  }
}
