package dev.interlane.testkit.contract;

import dev.interlane.chain.EvmAddress;
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

  private static final Bytes VERIFY = Abi.selector("verify(bytes,bytes)");

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

  /** The functions of a module that leaves every message to another one, with its metadata. */
  static Functions routing(Router router) {
    return functions(
            ROUTING,
            (frame, metadata, message) ->
                Calls.call(
                        frame,
                        router.route(frame, message),
                        Bytes.concat(VERIFY, Abi.dynamic(metadata, message)))
                    .bool(0))
        .add(
            "route(bytes)",
            (frame, arguments) -> router.route(frame, arguments.bytes(0)).toWord().toBytes());
  }

  /** To which module a message goes; may also revert. */
  interface Router {
    EvmAddress route(CallFrame frame, Bytes message);
  }

  /** Whether the metadata proves the message; may also revert. */
  interface Verifier {
    boolean verify(CallFrame frame, Bytes metadata, Bytes message);
  }
}
