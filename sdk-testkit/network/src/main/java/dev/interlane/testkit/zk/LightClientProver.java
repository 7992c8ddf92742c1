package dev.interlane.testkit.zk;

import dev.interlane.chain.BlockRef;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.codec.execution.ExecutionHeader;
import dev.interlane.evm.groth16.PublicInputs;
import dev.interlane.evm.groth16.VerifyingKey;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.ChainPort;
import dev.interlane.testkit.contract.TestLightClient;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * INSECURE TEST PROVER. Makes the updates of a {@link TestLightClient}: for a block of a chain,
 * after looking at its header, the calldata with a valid proof of its state root; and, for tests of
 * what happens when a prover lies, for any root at all. Thread-safe.
 *
 * <pre>{@code
 * LightClientProver prover = LightClientProver.of(seed, originChainId);
 * EvmAddress client = destination.deploy(new TestLightClient(originChainId, prover.verifyingKey(), guardian, 0));
 * destination.impersonate(new CallRequest(anybody, client, prover.update(originPort, block), BigInteger.ZERO));
 * }</pre>
 */
public final class LightClientProver {
  private static final AbiFunction UPDATE = AbiFunction.parse("update(uint256,bytes32,uint256[8])");
  private static final int PROOF_WORDS = 8;
  private static final int KEY_WORDS = 18;

  private final TrapdoorProver prover;
  private final BigInteger originChainId;

  private LightClientProver(TrapdoorProver prover, BigInteger originChainId) {
    this.prover = prover;
    this.originChainId = originChainId;
  }

  /** The prover of a seed, for light clients that follow the chain of this EVM id. */
  public static LightClientProver of(long seed, BigInteger originChainId) {
    return new LightClientProver(TrapdoorProver.of(seed, 1), originChainId);
  }

  /** The key by which its proofs hold. */
  public VerifyingKey verifyingKey() {
    return prover.verifyingKey();
  }

  /** The 18 words of the key, as the contract in Solidity takes them. */
  public List<BigInteger> verifyingKeyWords() {
    return numbers(verifyingKey().encode(), KEY_WORDS);
  }

  /**
   * The call that gives a light client the state root of a block.
   *
   * @throws IllegalStateException if the port's header is not the block's
   */
  public Bytes update(ChainPort origin, BlockRef block) {
    ExecutionHeader header = ExecutionHeader.decode(origin.encodedHeader(block));
    if (!header.hash().equals(block.hash()) || header.height() != block.height()) {
      throw new IllegalStateException("The header " + header.hash() + " is not that of " + block);
    }
    return updateWithoutLooking(header.height(), header.stateRoot());
  }

  /** The same call with whatever root: the proof is as valid. */
  public Bytes updateWithoutLooking(long height, Bytes32 stateRoot) {
    Bytes32 statement =
        TestLightClient.publicInput(
            originChainId, Bytes32.ofUnsigned(BigInteger.valueOf(height)), stateRoot);
    Bytes proof = prover.prove(PublicInputs.of(statement)).encode();
    return UPDATE.encodeCall(height, stateRoot, numbers(proof, PROOF_WORDS));
  }

  private static List<BigInteger> numbers(Bytes words, int count) {
    List<BigInteger> numbers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      numbers.add(
          Bytes32.of(words.slice(i * Bytes32.LENGTH_BYTES, Bytes32.LENGTH_BYTES)).toUnsigned());
    }
    return numbers;
  }

  @Override
  public String toString() {
    return prover + " for " + originChainId;
  }
}
