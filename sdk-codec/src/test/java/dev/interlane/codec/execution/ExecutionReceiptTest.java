package dev.interlane.codec.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Inclusion;
import dev.interlane.chain.TransactionRef;
import dev.interlane.codec.rlp.Rlp;
import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.TransactionReceipt;
import dev.interlane.spi.TransactionReceipt.ExecutionStatus;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExecutionReceiptTest {
  private static final EvmAddress EMITTER =
      EvmAddress.parse("0x00000000000000000000000000000000000000aa");
  private static final Bytes32 TOPIC = Keccak256.hash(Bytes.fromUtf8("ProcessId(bytes32)"));
  private static final ExecutionLog LOG =
      new ExecutionLog(EMITTER, List.of(TOPIC, Bytes32.ZERO), Bytes.fromHex("0xc0ffee"));

  @Test
  void comesBackAsItWas() {
    for (int type : new int[] {0, 1, 2, 3, 4, 0x7f}) {
      for (ExecutionStatus status : ExecutionStatus.values()) {
        for (List<ExecutionLog> logs : List.of(List.<ExecutionLog>of(), List.of(LOG, bare(4)))) {
          ExecutionReceipt receipt = new ExecutionReceipt(type, status, 21_000, logs);

          assertThat(ExecutionReceipt.decode(receipt.encode())).isEqualTo(receipt);
        }
      }
    }
  }

  /** Written out by hand: status 1, 21000 gas, an empty bloom, no logs. */
  @Test
  void hasTheBytesOfTheSpecification() {
    String list = "f90108" + "01" + "825208" + "b90100" + "00".repeat(256) + "c0";

    assertThat(new ExecutionReceipt(0, ExecutionStatus.SUCCEEDED, 21_000, List.of()).encode())
        .isEqualTo(Bytes.fromHex(list));
    assertThat(new ExecutionReceipt(2, ExecutionStatus.SUCCEEDED, 21_000, List.of()).encode())
        .isEqualTo(Bytes.fromHex("02" + list));
  }

  @Test
  void bloomsOverEmittersAndTopics() {
    Bytes bloom = LogsBloom.of(List.of(LOG));
    Bytes ofEmitter = LogsBloom.of(List.of(new ExecutionLog(EMITTER, List.of(), Bytes.EMPTY)));

    assertThat(bits(ofEmitter)).isBetween(1, 3);
    assertThat(bits(bloom)).isBetween(4, 9);
    for (int i = 0; i < LogsBloom.BYTES; i++) {
      assertThat(bloom.get(i) & ofEmitter.get(i)).isEqualTo(ofEmitter.get(i) & 0xff & bloom.get(i));
    }
    // The yellow paper's rule, worked out by hand for this topic's hash.
    Bytes hash = Keccak256.hash(TOPIC.toBytes()).toBytes();
    for (int pair = 0; pair < 6; pair += 2) {
      int bit = ((hash.get(pair) & 0xff) * 256 + (hash.get(pair + 1) & 0xff)) % 2048;
      assertThat(bloom.get(255 - bit / 8) >> (bit % 8) & 1).isEqualTo(1);
    }
  }

  @Test
  void refusesABloomThatIsNotThatOfTheLogs() {
    Bytes encoded = receipt(Rlp.number(1), Bytes.of(new byte[256]), Rlp.list(log(LOG)));

    assertRefused(encoded, DecodeReason.NOT_PROVEN);
  }

  @Test
  void refusesOtherFormsOfAReceipt() {
    Bytes empty = Bytes.of(new byte[256]);
    Bytes right = receipt(Rlp.number(1), empty, Rlp.list());
    assertThat(ExecutionReceipt.decode(right).status()).isEqualTo(ExecutionStatus.SUCCEEDED);

    assertRefused(Bytes.EMPTY, DecodeReason.TRUNCATED);
    assertRefused(Bytes.concat(Bytes.of((byte) 0), right), DecodeReason.WRONG_TAG);
    assertRefused(receipt(Rlp.number(2), empty, Rlp.list()), DecodeReason.BAD_BOOL);
    assertRefused(
        receipt(Rlp.bytes(Bytes.of(new byte[32])), empty, Rlp.list()), DecodeReason.BAD_BOOL);
    assertRefused(receipt(Rlp.bytes(Bytes.of((byte) 0)), empty, Rlp.list()), DecodeReason.BAD_BOOL);
    assertRefused(
        receipt(Rlp.number(1), Bytes.of(new byte[255]), Rlp.list()), DecodeReason.INT_RANGE);
    assertRefused(
        Rlp.list(Rlp.number(1), Rlp.number(1), Rlp.bytes(empty), Rlp.list(), Rlp.number(1)),
        DecodeReason.TRAILING);
    assertRefused(
        Rlp.list(Rlp.number(1), Rlp.bytes(Bytes.fromHex("0x0001")), Rlp.bytes(empty), Rlp.list()),
        DecodeReason.NON_MINIMAL);
    assertRefused(
        receipt(Rlp.number(1), empty, Rlp.list(log(EMITTER.toBytes(), 5))), DecodeReason.LIMIT);
    assertRefused(
        receipt(Rlp.number(1), empty, Rlp.list(log(Bytes.of((byte) 1), 0))),
        DecodeReason.INT_RANGE);
    Bytes four = Rlp.list(Rlp.bytes(EMITTER.toBytes()), Rlp.list(), Rlp.number(1), Rlp.number(1));
    assertRefused(receipt(Rlp.number(1), empty, Rlp.list(four)), DecodeReason.TRAILING);
    assertRefused(Bytes.concat(right, Bytes.of((byte) 0)), DecodeReason.TRAILING);
  }

  @Test
  void readsTheSameOrRefusesWhateverBitIsFlipped() {
    Bytes encoded =
        new ExecutionReceipt(2, ExecutionStatus.SUCCEEDED, 90_000, List.of(LOG, bare(1))).encode();

    for (int bit = 0; bit < 8 * encoded.length(); bit++) {
      byte[] altered = encoded.toArray();
      altered[bit / 8] ^= (byte) (1 << (bit % 8));
      assertReadsTheSameOrRefuses(Bytes.of(altered));
    }
    for (int length = 0; length < encoded.length(); length++) {
      Bytes cut = encoded.slice(0, length);
      assertThatThrownBy(() -> ExecutionReceipt.decode(cut)).isInstanceOf(CodecException.class);
    }
  }

  @Test
  void throwsNothingButRefusals() {
    Random random = new Random(Long.getLong("seed", new Random().nextLong()));
    for (int i = 0; i < 5_000; i++) {
      byte[] garbage = new byte[random.nextInt(400)];
      random.nextBytes(garbage);
      assertReadsTheSameOrRefuses(Bytes.of(garbage));
    }
  }

  @Test
  void writesTheReceiptsOfABlockInOrderAndAddsUpTheirGas() {
    Inclusion inclusion =
        new Inclusion(
            new TransactionRef(ChainId.eip155(1), Bytes32.ZERO),
            new BlockRef(ChainId.eip155(1), 1, Bytes32.ZERO));
    ChainLog log = new ChainLog(LOG.emitter(), LOG.topics(), LOG.data(), inclusion, 7);
    TransactionReceipt.Builder receipt =
        TransactionReceipt.builder()
            .inclusion(inclusion)
            .sender(EMITTER)
            .effectiveGasPriceWei(BigInteger.ONE);
    TransactionReceipt first = receipt.status(ExecutionStatus.REVERTED).gasUsed(30_000).build();
    TransactionReceipt second =
        receipt
            .status(ExecutionStatus.SUCCEEDED)
            .transactionType(2)
            .gasUsed(12_000)
            .addLogs(log)
            .build();

    assertThat(ExecutionReceipt.encodedOf(List.of(first, second)))
        .containsExactly(
            new ExecutionReceipt(0, ExecutionStatus.REVERTED, 30_000, List.of()).encode(),
            new ExecutionReceipt(2, ExecutionStatus.SUCCEEDED, 42_000, List.of(LOG)).encode());
    assertThat(ExecutionReceipt.encodedOf(List.of())).isEmpty();
  }

  @Test
  void refusesWhatNoReceiptHas() {
    assertThat(new ExecutionReceipt(0, ExecutionStatus.SUCCEEDED, 0, List.of()).logs()).isEmpty();
    assertThatThrownBy(() -> new ExecutionReceipt(128, ExecutionStatus.SUCCEEDED, 0, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ExecutionReceipt(-1, ExecutionStatus.SUCCEEDED, 0, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ExecutionReceipt(0, ExecutionStatus.SUCCEEDED, -1, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> bare(5)).isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertReadsTheSameOrRefuses(Bytes encoded) {
    try {
      assertThat(ExecutionReceipt.decode(encoded).encode()).isEqualTo(encoded);
    } catch (CodecException refused) {
      assertThat(refused.reason()).isNotNull();
    }
  }

  private static void assertRefused(Bytes encoded, DecodeReason reason) {
    assertThatThrownBy(() -> ExecutionReceipt.decode(encoded))
        .isInstanceOfSatisfying(
            CodecException.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason));
  }

  private static Bytes receipt(Bytes status, Bytes bloom, Bytes logs) {
    return Rlp.list(status, Rlp.number(1), Rlp.bytes(bloom), logs);
  }

  private static Bytes log(ExecutionLog log) {
    return log(log.emitter().toBytes(), log.topics().size());
  }

  private static Bytes log(Bytes emitter, int topics) {
    List<Bytes> items = new ArrayList<>();
    for (int i = 0; i < topics; i++) {
      items.add(Rlp.bytes(TOPIC.toBytes()));
    }
    return Rlp.list(Rlp.bytes(emitter), Rlp.list(items), Rlp.bytes(Bytes.EMPTY));
  }

  private static ExecutionLog bare(int topics) {
    return new ExecutionLog(EMITTER, Collections.nCopies(topics, TOPIC), Bytes.EMPTY);
  }

  private static int bits(Bytes bytes) {
    int bits = 0;
    for (byte each : bytes.toArray()) {
      bits += Integer.bitCount(each & 0xff);
    }
    return bits;
  }
}
