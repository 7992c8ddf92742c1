package dev.interlane.testkit.zk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.BlockRef;
import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.CallResult;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.StateProof;
import dev.interlane.testkit.HyperlaneChain;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.testkit.chain.Displaced;
import dev.interlane.testkit.contract.StateProofIsm;
import dev.interlane.testkit.contract.TestLightClient;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A message proven from the origin's state under the test light client's root, call by call. */
class LightClientProverTest {
  private static final Bytes32 DISPATCH =
      Keccak256.hash(Bytes.fromUtf8("Dispatch(address,uint32,bytes32,bytes)"));
  private static final EvmAddress ANYBODY =
      EvmAddress.parse("0x00000000000000000000000000000000000000aa");
  private static final EvmAddress GUARDIAN =
      EvmAddress.parse("0x00000000000000000000000000000000000000bb");

  private final SimulatedNetwork network = SimulatedNetwork.builder().provable().build();
  private final HyperlaneChain origin = network.origin();
  private final HyperlaneChain destination = network.destination();
  private final LightClientProver prover =
      LightClientProver.of(network.seed(), origin.id().evmChainId());
  private EvmAddress client;
  private EvmAddress ism;
  private AccountId recipient;

  @BeforeEach
  void putTheContractsInPlace() {
    client =
        destination
            .deploy(
                new TestLightClient(origin.id().evmChainId(), prover.verifyingKey(), GUARDIAN, 2))
            .evmAddress();
    ism =
        destination
            .deploy(new StateProofIsm(client, origin.dispatchedHook(), Bytes32.ZERO))
            .evmAddress();
    recipient = network.createVault(ism);
    for (HyperlaneChain chain : network.chains()) {
      chain.chain().fund(ANYBODY, BigInteger.TEN.pow(20));
    }
  }

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void carriesAMessageFromTheOriginsStateToItsRecipient() {
    Bytes message = dispatch(origin.aggregationHook());
    BlockRef block = origin.chain().heads().seen();

    assertThat(revertOf(process(message))).isEqualTo(reason("Mailbox: ISM verification failed"));
    accepted(client, prover.update(origin.chain(), block));
    accepted(ism, authorization(message, block));
    // The vault's own header is not there: what reaches it is refused by it, not by the ISM.
    assertThat(revertOf(process(message))).isEqualTo(bodyTooShort());
    assertThat(verified(message)).isTrue();
  }

  @Test
  void refusesAMessageThatWentThroughAnotherHook() {
    Bytes message = dispatch(origin.merkleTreeHook());
    BlockRef block = origin.chain().heads().seen();
    accepted(client, prover.update(origin.chain(), block));

    assertThat(refused(ism, authorization(message, block))).isTrue();
    assertThat(verified(message)).isFalse();
  }

  @Test
  void refusesAProofUnderARootThatTheLightClientHasDropped() {
    Bytes message = dispatch(origin.dispatchedHook());
    BlockRef first = origin.chain().heads().seen();
    accepted(client, prover.update(origin.chain(), first));
    for (int i = 0; i < 2; i++) {
      origin.chain().mine();
      accepted(client, prover.update(origin.chain(), origin.chain().heads().seen()));
    }

    assertThat(
            revertOf(new CallRequest(ANYBODY, ism, authorization(message, first), BigInteger.ZERO)))
        .isEqualTo(AbiFunction.parse("UnknownBlock(uint256)").encodeCall(first.height()));
    accepted(ism, authorization(message, origin.chain().heads().seen()));
    assertThat(verified(message)).isTrue();
  }

  @Test
  void provesWhatAReorganisationTookBackIfTheProverLies() {
    Bytes message = dispatch(origin.dispatchedHook());
    BlockRef lost = origin.chain().heads().seen();
    Bytes proof = authorization(message, lost);
    Bytes update = prover.update(origin.chain(), lost);
    origin.reorg(1, Displaced.WITHDRAWN);

    accepted(client, update);
    accepted(ism, proof);

    assertThat(verified(message)).isTrue(); // that is why it is insecure
    assertThat(prover).hasToString(TrapdoorProver.WARNING + " of 1 inputs for " + 31337);
  }

  @Test
  void refusesToVouchForABlockThatIsNotThePorts() {
    BlockRef block = origin.chain().heads().seen();
    BlockRef other = new BlockRef(block.chain(), block.height() + 1, block.hash());

    assertThatThrownBy(() -> prover.update(origin.chain(), other))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is not that of");
  }

  private Bytes dispatch(EvmAddress hook) {
    Bytes call =
        AbiFunction.parse("dispatch(uint32,bytes32,bytes,bytes,address)")
            .encodeCall(
                destination.domain(),
                recipient.evmAddress().toWord(),
                Bytes.fromUtf8("short"),
                Bytes.EMPTY,
                hook);
    origin.chain().impersonate(new CallRequest(sender(), origin.mailbox(), call, BigInteger.ZERO));
    origin.chain().mine();
    ChainLog log = origin.chain().logs(DISPATCH).getLast();
    int length = Bytes32.of(log.data().slice(32, 32)).toUnsigned().intValueExact();
    return log.data().slice(64, length);
  }

  private Bytes authorization(Bytes message, BlockRef block) {
    Bytes32 id = Keccak256.hash(message);
    Bytes32 slot = Keccak256.hash(id, Bytes32.ZERO);
    StateProof proof =
        origin
            .chain()
            .proof(origin.dispatchedHook(), List.of(slot), new BlockSelector.AtBlock(block));
    return AbiFunction.parse("authorize(bytes32,uint256,bytes[],bytes[])")
        .encodeCall(id, block.height(), proof.accountProof(), proof.slots().get(0).proof());
  }

  private CallRequest process(Bytes message) {
    Bytes call = AbiFunction.parse("process(bytes,bytes)").encodeCall(Bytes.EMPTY, message);
    return new CallRequest(ANYBODY, destination.mailbox(), call, BigInteger.ZERO);
  }

  private boolean verified(Bytes message) {
    Bytes call = AbiFunction.parse("verify(bytes,bytes)").encodeCall(Bytes.EMPTY, message);
    return destination.chain().call(CallRequest.view(ism, call), BlockSelector.LATEST)
            instanceof CallResult.Returned returned
        && !Bytes32.of(returned.data()).isZero();
  }

  private void accepted(EvmAddress contract, Bytes call) {
    destination.chain().impersonate(new CallRequest(ANYBODY, contract, call, BigInteger.ZERO));
    destination.chain().mine();
    assertThat(
            destination.chain().receipts(destination.chain().heads().seen()).getLast().succeeded())
        .isTrue();
  }

  private boolean refused(EvmAddress contract, Bytes call) {
    return destination
            .chain()
            .call(new CallRequest(ANYBODY, contract, call, BigInteger.ZERO), BlockSelector.LATEST)
        instanceof CallResult.Reverted;
  }

  private Bytes revertOf(CallRequest call) {
    return switch (destination.chain().call(call, BlockSelector.LATEST)) {
      case CallResult.Returned returned ->
          throw new AssertionError("Accepted, with " + returned.data());
      case CallResult.Reverted reverted -> reverted.data();
    };
  }

  private static Bytes reason(String text) {
    return AbiFunction.parse("Error(string)").encodeCall(text);
  }

  private static Bytes bodyTooShort() {
    return AbiFunction.parse("BodyTooShort(uint256,uint256)").encodeCall(5, 85);
  }

  private EvmAddress sender() {
    return network.sender().evmAddress();
  }
}
