package dev.interlane.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.chain.EvmAddress;
import dev.interlane.error.ChainUnavailableException;
import dev.interlane.mailbox.NodeAgreement;
import dev.interlane.primitive.Bytes32;
import dev.interlane.receipt.BlockHashSource;
import dev.interlane.receipt.ExecutionProof;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.testkit.chain.Displaced;
import dev.interlane.testkit.chain.SimulatedChain;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A proof whose block several nodes have to know. */
class NodeAgreementTest {
  private final SimulatedNetwork network = SimulatedNetwork.builder().provable().build();
  private final SimulatedChain node = network.destination().chain();
  private final SimulatedChain elsewhere = network.origin().chain();

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void namesThoseThatHaveTheBlock() {
    ExecutionProof proof = proof();

    ExecutionProof agreed = NodeAgreement.confirm(proof, List.of(elsewhere, node), 1);

    assertThat(agreed.source()).isEqualTo(new BlockHashSource.NodeQuorum(List.of(node.name()), 1));
    assertThat(agreed.block()).isEqualTo(proof.block());
    assertThat(agreed.header()).isEqualTo(proof.header());
  }

  @Test
  void refusesWhenTooFewHaveIt() {
    assertThatExceptionOfType(ChainUnavailableException.class)
        .isThrownBy(() -> NodeAgreement.confirm(proof(), List.of(node, elsewhere), 2))
        .withMessageContaining("canonical to 1 of 2 nodes, needed are 2");
  }

  @Test
  void refusesABlockThatWasReorganisedAway() {
    node.mine();
    ExecutionProof proof = proof();
    node.reorg(1, Displaced.WITHDRAWN);

    assertThatExceptionOfType(ChainUnavailableException.class)
        .isThrownBy(() -> NodeAgreement.confirm(proof, List.of(node), 1))
        .withMessageContaining("canonical to 0 of 1 nodes");
  }

  @Test
  void refusesToCountANodeTwice() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NodeAgreement.confirm(proof(), List.of(node, node), 2))
        .withMessageContaining("different names");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NodeAgreement.confirm(proof(), List.of(node), 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BlockHashSource.NodeQuorum(List.of("one", "one"), 2));
  }

  private ExecutionProof proof() {
    return new ExecutionProof.ByStorage(
        node.heads().seen(),
        new BlockHashSource.OneNode(node.name()),
        node.encodedHeader(node.heads().seen()),
        EvmAddress.ZERO,
        List.of(),
        Bytes32.ZERO,
        Bytes32.ZERO,
        List.of());
  }
}
