package dev.interlane.zk;

import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Finality;
import dev.interlane.codec.execution.ExecutionHeader;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.BlockHeader;
import dev.interlane.testkit.chain.CallFrame;
import dev.interlane.testkit.chain.Contract;
import dev.interlane.testkit.chain.SimulatedChain;
import dev.interlane.testkit.contract.Functions;
import java.math.BigInteger;
import java.util.TreeMap;

/**
 * A light client with the read interface of SP1 Helios whose roots the test puts in by hand: it
 * counts its head in slots, which are other numbers than blocks, and has a root for some blocks
 * only. What it believes is whatever the test wants.
 */
final class HandFedHelios implements Contract {
  static final Bytes32 PROGRAM = Bytes32.fromHex("0x" + "5a".repeat(32));
  static final EvmAddress VERIFIER = EvmAddress.parse("0x00000000000000000000000000000000000000f1");
  static final EvmAddress GUARDIAN = EvmAddress.parse("0x00000000000000000000000000000000000000f2");

  /** The roots it has, by height. */
  final TreeMap<Long, Bytes32> roots = new TreeMap<>();

  /** The program it believes. */
  Bytes32 program = PROGRAM;

  /** Whose roots it says it keeps. */
  long sourceChainId;

  private final Functions functions =
      new Functions()
          .getter("head()", frame -> word(9_000_000))
          .getter("heliosProgramVkey()", frame -> program)
          .getter("verifier()", frame -> VERIFIER.toWord())
          .getter("guardian()", frame -> GUARDIAN.toWord())
          .getter("SOURCE_CHAIN_ID()", frame -> word(sourceChainId))
          .add(
              "executionStateRoots(uint256)",
              (frame, arguments) ->
                  roots
                      .getOrDefault(arguments.word(0).toUnsigned().longValueExact(), Bytes32.ZERO)
                      .toBytes());

  HandFedHelios(long sourceChainId) {
    this.sourceChainId = sourceChainId;
  }

  /** Learns the root of the origin's newest block of this finality. */
  void learn(SimulatedChain origin, Finality finality) {
    long height = origin.heads().at(finality).height();
    roots.put(height, rootOf(origin, height));
  }

  static Bytes32 rootOf(SimulatedChain chain, long height) {
    BlockHeader block = chain.header(height).orElseThrow();
    return ExecutionHeader.decode(chain.encodedHeader(block.block())).stateRoot();
  }

  @Override
  public Bytes execute(CallFrame frame) {
    return functions.execute(frame);
  }

  private static Bytes32 word(long number) {
    return Bytes32.ofUnsigned(BigInteger.valueOf(number));
  }
}
