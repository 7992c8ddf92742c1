package dev.interlane.spi;

import static dev.interlane.Fixtures.ORIGIN;
import static dev.interlane.Fixtures.address;
import static dev.interlane.Fixtures.hash;
import static dev.interlane.Fixtures.inclusion;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Finality;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.receipt.ReplayScope;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChainPortValuesTest {
  private static BlockRef block(int height) {
    return new BlockRef(ORIGIN, height, hash(height));
  }

  private static final ChainHeads HEADS =
      new ChainHeads(block(100), block(90), block(80), "tag finalized");

  @ParameterizedTest
  @CsvSource({
    "0, FINAL",
    "80, FINAL",
    "81, SAFE",
    "90, SAFE",
    "91, SEEN",
    "100, SEEN",
    "101, SEEN"
  })
  void aHeightIsAsSureAsTheHeadAboveIt(long height, Finality finality) {
    assertThat(HEADS.finalityOf(height)).isEqualTo(finality);
  }

  @Test
  void everyFinalityHasAHead() {
    assertThat(HEADS.at(Finality.SEEN)).isEqualTo(block(100));
    assertThat(HEADS.at(Finality.SAFE)).isEqualTo(block(90));
    assertThat(HEADS.at(Finality.FINAL)).isEqualTo(block(80));
  }

  @Test
  void headsDoNotRiseWithFinality() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ChainHeads(block(1), block(2), block(1), "depth 1"))
        .withMessage("Heads must not rise with finality, got seen 1, safe 2, final 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ChainHeads(block(3), block(1), block(2), "depth 1"));
    assertThat(new ChainHeads(block(1), block(1), block(1), "instant").finalityOf(1))
        .isEqualTo(Finality.FINAL);
  }

  @Test
  void aFilterMatchesEmitterAndFirstTopic() {
    EvmAddress mailbox = address(1);
    Bytes32 dispatch = hash(10);
    LogFilter filter = new LogFilter(List.of(mailbox), List.of(dispatch, hash(11)));

    assertThat(filter.matches(mailbox, List.of(dispatch, hash(99)))).isTrue();
    assertThat(filter.matches(mailbox, List.of(hash(11)))).isTrue();
    assertThat(filter.matches(mailbox, List.of(hash(99), dispatch))).isFalse();
    assertThat(filter.matches(mailbox, List.of())).isFalse();
    assertThat(filter.matches(address(2), List.of(dispatch))).isFalse();
  }

  @Test
  void aFilterWithoutTopicsTakesEveryEventOfItsEmitters() {
    LogFilter filter = new LogFilter(List.of(address(1)), List.of());

    assertThat(filter.matches(address(1), List.of())).isTrue();
    assertThat(filter.matches(address(1), List.of(hash(1)))).isTrue();
    assertThat(filter.matches(address(2), List.of())).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LogFilter(List.of(), List.of(hash(1))))
        .withMessage("A log filter needs at least one emitter: all logs of a chain are too many");
  }

  @Test
  void aLogKnowsItsPlaceAndItsEvent() {
    List<Bytes32> topics = new ArrayList<>(List.of(hash(10)));
    ChainLog log = new ChainLog(address(1), topics, Bytes.EMPTY, inclusion(ORIGIN, 5), 0);
    ChainLog anonymous = new ChainLog(address(1), List.of(), Bytes.EMPTY, inclusion(ORIGIN, 5), 1);
    topics.clear();

    assertThat(log.isEvent(hash(10))).isTrue();
    assertThat(log.isEvent(hash(11))).isFalse();
    assertThat(anonymous.isEvent(hash(10))).isFalse();
    assertThat(log.block()).isEqualTo(inclusion(ORIGIN, 5).block());
    assertThat(log.transaction()).isEqualTo(inclusion(ORIGIN, 5).transaction());
  }

  @Test
  void aReceiptKnowsWhatItCost() {
    TransactionReceipt.Builder receipt =
        TransactionReceipt.builder()
            .inclusion(inclusion(ORIGIN, 5))
            .sender(address(1))
            .gasUsed(21_000)
            .effectiveGasPriceWei(new BigInteger("3000000000"));

    assertThat(receipt.status(TransactionReceipt.ExecutionStatus.SUCCEEDED).build().succeeded())
        .isTrue();
    assertThat(receipt.build().feeWei()).isEqualTo(new BigInteger("63000000000000"));
    assertThat(receipt.build().to()).isEmpty();
    assertThat(receipt.status(TransactionReceipt.ExecutionStatus.REVERTED).build().succeeded())
        .isFalse();
  }

  @Test
  void aViewCallSendsNothingFromNobody() {
    CallRequest view = CallRequest.view(address(1), Bytes.fromHex("01"));

    assertThat(view.from()).isEqualTo(EvmAddress.ZERO);
    assertThat(view.valueWei()).isZero();
  }

  @Test
  void proofsKeepTheirOwnNodes() {
    List<Bytes> nodes = new ArrayList<>(List.of(Bytes.fromHex("c0")));
    StateProof.SlotProof slot = new StateProof.SlotProof(hash(0), hash(1), nodes);
    StateProof proof = new StateProof(block(1), address(1), nodes, List.of(slot));
    nodes.clear();

    assertThat(proof.accountProof()).hasSize(1).isUnmodifiable();
    assertThat(proof.slots().get(0).proof()).hasSize(1).isUnmodifiable();
  }

  @Test
  void capabilitiesSayAllAndALimit() {
    TransportCapabilities.Builder capabilities =
        TransportCapabilities.builder()
            .deliveryBy(TransportCapabilities.DeliveryBy.SELF)
            .order(TransportCapabilities.ProtocolOrder.NONE)
            .timeout(TransportCapabilities.TimeoutBy.RECIPIENT)
            .failureRecord(TransportCapabilities.FailureRecord.NONE)
            .replayScope(ReplayScope.PROTOCOL_ID);

    assertThat(capabilities.maxBodyBytes(1).build().maxBodyBytes()).isOne();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> capabilities.maxBodyBytes(0).build())
        .withMessage("maxBodyBytes must be positive, got 0");
  }
}
