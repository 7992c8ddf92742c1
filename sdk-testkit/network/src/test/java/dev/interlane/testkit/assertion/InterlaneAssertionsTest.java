package dev.interlane.testkit.assertion;

import static dev.interlane.testkit.assertion.InterlaneAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.message.MessageId;
import dev.interlane.message.Ordering;
import dev.interlane.primitive.Bytes32;
import dev.interlane.testkit.SimulatedNetwork;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class InterlaneAssertionsTest {
  private final SimulatedNetwork network = SimulatedNetwork.create(1);
  private final MessageId id = new MessageId(Bytes32.ZERO);
  private final MessageEnvelope envelope =
      MessageEnvelope.builder()
          .sender(network.sender())
          .recipient(network.vault())
          .body(
              ContractCall.of("deposit(address,uint256)", network.trustedRelayer(), BigInteger.TEN))
          .ordering(Ordering.ORDERED)
          .build();

  @Test
  void envelopesReadLikeSentences() {
    assertThat(envelope)
        .isFrom(network.sender())
        .isTo(network.vault())
        .crosses(network.origin().id(), network.destination().id())
        .calls("deposit(address,uint256)")
        .isOrdered();

    assertThatThrownBy(() -> assertThat(envelope).calls("withdraw()"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Expected the function withdraw()")
        .hasMessageContaining("deposit(address,uint256)");
    assertThatThrownBy(
            () -> assertThat(envelope).isTo(AccountId.of(ChainId.eip155(1), EvmAddress.ZERO)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Expected the recipient");
  }

  @Test
  void chainsCountWhatHappened() {
    assertThat(network.destination()).executed(id).never().processed(id.value()).never();
    assertThat(network.destination())
        .holds(network.vault(), network.trustedRelayer(), BigInteger.ZERO);

    assertThatThrownBy(() -> assertThat(network.destination()).executed(id).exactlyOnce())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("exactly 1 times, but it did 0 times");
    assertThatThrownBy(
            () ->
                assertThat(network.destination())
                    .holds(network.vault(), network.trustedRelayer(), BigInteger.ONE))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("but it holds 0");
  }
}
