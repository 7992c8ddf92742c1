package dev.interlane.zk;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.testkit.chain.CallFrame;
import dev.interlane.testkit.chain.Contract;
import dev.interlane.testkit.contract.Functions;
import java.math.BigInteger;
import java.util.List;
import java.util.TreeMap;

/** It says of itself what a TestLightClient says, and takes every update without a look. */
final class CredulousLightClient implements Contract {
  private static final Bytes32 HEAD_UPDATE =
      Keccak256.hash(Bytes.fromUtf8("HeadUpdate(uint256,bytes32)"));

  /** The roots it has, by height. */
  final TreeMap<BigInteger, Bytes32> roots = new TreeMap<>();

  /** The words of the key that it shows. */
  Bytes shown;

  private final Functions functions;

  CredulousLightClient(BigInteger originChainId, Bytes key) {
    this.shown = key;
    Bytes32 keyHash = Keccak256.hash(shown);
    this.functions =
        new Functions()
            .add(
                "WARNING()",
                (frame, unused) ->
                    StateProofAbi.WARNING.encodeReturn("INSECURE TEST PROVER: this one lies"))
            .getter("originChainId()", frame -> Bytes32.ofUnsigned(originChainId))
            .getter("verifyingKeyHash()", frame -> keyHash)
            .add("verifyingKey()", (frame, unused) -> shown)
            .getter("guardian()", frame -> EvmAddress.ZERO.toWord())
            .getter(
                "head()",
                frame -> roots.isEmpty() ? Bytes32.ZERO : Bytes32.ofUnsigned(roots.lastKey()))
            .add(
                "executionStateRoots(uint256)",
                (frame, arguments) ->
                    roots.getOrDefault(arguments.word(0).toUnsigned(), Bytes32.ZERO).toBytes())
            .add(
                "update(uint256,bytes32,uint256[8])",
                (frame, arguments) -> {
                  roots.put(arguments.word(0).toUnsigned(), arguments.word(1));
                  frame.emit(
                      List.of(HEAD_UPDATE, arguments.word(0), arguments.word(1)), Bytes.EMPTY);
                  return Bytes.EMPTY;
                });
  }

  @Override
  public Bytes execute(CallFrame frame) {
    return functions.execute(frame);
  }
}
