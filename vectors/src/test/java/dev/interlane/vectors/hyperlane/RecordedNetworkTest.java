package dev.interlane.vectors.hyperlane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiError;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.mailbox.DomainAccount;
import dev.interlane.mailbox.HyperlaneMessage;
import dev.interlane.mailbox.MailboxAbi;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.CallResult;
import dev.interlane.vectors.VectorFile;
import java.math.BigInteger;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the recordings do not show of the simulated mailbox and tree. */
class RecordedNetworkTest {
  private static final VectorFile DEPLOYMENT =
      VectorFile.read(
          Path.of("src", "test", "resources", "vectors", "hyperlane", "deployment.json"));
  private static final EvmAddress SENDER =
      EvmAddress.parse("0x00000000000000000000000000000000000000bb");
  private static final AbiFunction POST_DISPATCH = AbiFunction.parse("postDispatch(bytes,bytes)");
  private static final CallResult OVERFLOW = new CallResult.Reverted(AbiError.PANIC.encode(0x11));

  private final RecordedNetwork network = RecordedNetwork.origin(DEPLOYMENT);

  @Test
  void thereIsNoNonceAfterTheLast() {
    Bytes32 beyond = Bytes32.ofUnsigned(BigInteger.valueOf(0xffff_ffffL));
    network.chain().store(network.mailbox(), Bytes32.ofUnsigned(BigInteger.valueOf(101)), beyond);

    assertThat(call(network.mailbox(), BigInteger.TEN.pow(15), dispatch())).isEqualTo(OVERFLOW);
  }

  @Test
  void anEmptyTreeHasNoCheckpoint() {
    assertThat(
            call(
                network.at("merkleTreeHook"),
                BigInteger.ZERO,
                MailboxAbi.LATEST_CHECKPOINT.encodeCall()))
        .isEqualTo(OVERFLOW);
    assertThat(network.view(network.at("merkleTreeHook"), AbiFunction.parse("root()").encodeCall()))
        .isEqualTo(Recorded.bytes(DEPLOYMENT.sibling("constants.json").content(), "emptyTreeRoot"));
  }

  @Test
  void theTreeTakesOnlyWhatIsBeingDispatchedAndNoValue() {
    EvmAddress hook = network.at("merkleTreeHook");
    network.send(SENDER, BigInteger.TEN.pow(15), dispatch());
    DomainAccount account = DomainAccount.of(31_337, EvmAddress.ZERO);
    Bytes call =
        POST_DISPATCH.encodeCall(
            Bytes.EMPTY, HyperlaneMessage.of(0, account, account, Bytes.EMPTY).bytes());

    assertThat(call(hook, BigInteger.ZERO, call))
        .isEqualTo(new CallResult.Reverted(AbiError.ERROR.encode("message not dispatching")));
    assertThat(network.call(network.mailbox(), hook, BigInteger.ONE, call))
        .isEqualTo(
            new CallResult.Reverted(AbiError.ERROR.encode("MerkleTreeHook: no value expected")));
  }

  private CallResult call(EvmAddress contract, BigInteger value, Bytes calldata) {
    return network.call(SENDER, contract, value, calldata);
  }

  private static Bytes dispatch() {
    return MailboxAbi.DISPATCH.encodeCall(31_338, Bytes32.ZERO, Bytes.EMPTY);
  }
}
