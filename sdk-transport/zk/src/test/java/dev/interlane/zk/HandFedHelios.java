package dev.interlane.zk;

import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Finality;
import dev.interlane.codec.execution.ExecutionHeader;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.BlockHeader;
import dev.interlane.testkit.chain.CallFrame;
import dev.interlane.testkit.chain.Contract;
import dev.interlane.testkit.chain.SimulatedChain;
import dev.interlane.testkit.contract.Functions;
import dev.interlane.zk.sp1.HeliosCall;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A light client with the interface of SP1 Helios that checks nothing: its roots are put in by
 * hand, or by updates, whose proofs it does not look at. It counts its head in slots, which are
 * other numbers than blocks, and has a root for some blocks only.
 */
final class HandFedHelios implements Contract {
  static final Bytes32 PROGRAM = Bytes32.fromHex("0x" + "1a".repeat(32));
  static final EvmAddress VERIFIER = EvmAddress.parse("0x00000000000000000000000000000000000000f1");
  static final EvmAddress GUARDIAN = EvmAddress.parse("0x00000000000000000000000000000000000000f2");

  /** The roots it has, by height. */
  final TreeMap<Long, Bytes32> roots = new TreeMap<>();

  /** The headers it has, by slot. */
  final TreeMap<BigInteger, Bytes32> headers = new TreeMap<>();

  /** The header that it logs next, whatever the update says. */
  Optional<Bytes32> logged = Optional.empty();

  /** The program it believes. */
  Bytes32 program = PROGRAM;

  /** How many slots it says have one sync committee. */
  long slotsPerPeriod = 8192;

  /** Whose roots it says it keeps. */
  long sourceChainId;

  static final Bytes32 COMMITTEE = Bytes32.fromHex("0x" + "c0".repeat(32));
  private static final Bytes32 HEAD_UPDATE =
      Keccak256.hash(Bytes.fromUtf8("HeadUpdate(uint256,bytes32)"));

  private final Functions functions =
      new Functions()
          .getter("head()", frame -> word(9_000_000))
          .getter("executionBlockNumber()", frame -> word(roots.isEmpty() ? 0 : roots.lastKey()))
          .getter("lightClientVkey()", frame -> program)
          .getter("verifier()", frame -> VERIFIER.toWord())
          .getter("guardian()", frame -> GUARDIAN.toWord())
          .getter("SOURCE_CHAIN_ID()", frame -> word(sourceChainId))
          .getter("SLOTS_PER_PERIOD()", frame -> word(slotsPerPeriod))
          .add("syncCommittees(uint256)", (frame, arguments) -> COMMITTEE.toBytes())
          .add(
              "headers(uint256)",
              (frame, arguments) ->
                  headers.getOrDefault(arguments.word(0).toUnsigned(), Bytes32.ZERO).toBytes())
          .add(
              "update(bytes,uint256,bytes32,bytes32,uint256,bytes32,bytes32,"
                  + "(bytes32,bytes32,address)[])",
              (frame, arguments) -> update(frame))
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

  private Bytes update(CallFrame frame) {
    HeliosCall call = HeliosCall.decode(frame.data());
    headers.put(call.newHeadSlot(), call.newHeader());
    roots.put(call.executionBlockNumber().longValueExact(), call.executionStateRoot());
    frame.emit(
        List.of(
            HEAD_UPDATE, Bytes32.ofUnsigned(call.newHeadSlot()), logged.orElse(call.newHeader())),
        Bytes.EMPTY);
    return Bytes.EMPTY;
  }

  @Override
  public Bytes execute(CallFrame frame) {
    return functions.execute(frame);
  }

  private static Bytes32 word(long number) {
    return Bytes32.ofUnsigned(BigInteger.valueOf(number));
  }
}
