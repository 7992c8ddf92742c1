package dev.interlane.codec.execution;

import static dev.interlane.codec.execution.ExecutionVectors.address;
import static dev.interlane.codec.execution.ExecutionVectors.bytes;
import static dev.interlane.codec.execution.ExecutionVectors.number;
import static dev.interlane.codec.execution.ExecutionVectors.quantity;
import static dev.interlane.codec.execution.ExecutionVectors.word;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.rlp.Rlp;
import dev.interlane.codec.rlp.RlpReader;
import dev.interlane.codec.trie.Trie;
import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ExecutionHeaderTest {
  private static final Bytes32 NO_OMMERS = Keccak256.hash(Rlp.list());
  private static final int ALWAYS_PRESENT = 15;
  private static final int KNOWN_FIELDS = 23;

  @Test
  void hashesToTheBlockHashOfANode() {
    JsonNode block = ExecutionVectors.recorded("header.json").get("block");

    ExecutionHeader header = recorded(block);

    assertThat(header.hash()).isEqualTo(word(block, "hash"));
    assertThat(ExecutionHeader.decode(header.encode())).isEqualTo(header);
    assertThat(ExecutionHeader.decode(header.encode()).hash()).isEqualTo(header.hash());
  }

  /** Ethereum's first block: fifteen fields, and public knowledge. */
  @Test
  void hashesToTheBlockHashOfEthereumsGenesis() {
    ExecutionHeader genesis =
        bare()
            .stateRoot(
                Bytes32.fromHex(
                    "0xd7f8974fb5ac78d9ac099b9ad5018bedc2ce0a72dad1827a1709da30580f0544"))
            .difficulty(BigInteger.valueOf(0x400000000L))
            .gasLimit(5000)
            .extraData(
                Bytes.fromHex("0x11bbe8db4e347b4e8c937c1c8370e4b5ed33adb3db69cbdb7a38e1e50b1b82fa"))
            .nonce(Bytes.fromHex("0x0000000000000042"))
            .build();

    assertThat(genesis.hash())
        .isEqualTo(
            Bytes32.fromHex("0xd4e56740f876aef8c010b86a40d5f56745a118d0906a34e69aec8c0db1cb8fa3"));
  }

  @Test
  void hashesToTheBlockHashesOfGeth() {
    int headers = 0;
    for (JsonNode recording : ExecutionVectors.ofGeth()) {
      for (JsonNode message : recording.get("messages")) {
        JsonNode update = message.get("data").path("consensus_update");
        for (String name : List.of("attested_header", "finalized_header")) {
          if (update.has(name)) {
            JsonNode execution = update.get(name).get("execution");
            JsonNode beacon = update.get(name).get("beacon");
            assertThat(ofGeth(execution, beacon).hash()).isEqualTo(word(execution, "block_hash"));
            headers++;
          }
        }
      }
    }
    assertThat(headers).isGreaterThan(10);
  }

  @Test
  void keepsTheFieldsOfEveryFork() {
    List<Bytes> items = items(full().addLaterFields(Rlp.number(5), Rlp.list()).build().encode());
    assertThat(items).hasSize(KNOWN_FIELDS + 2);

    for (int count = ALWAYS_PRESENT; count <= items.size(); count++) {
      Bytes encoded = Rlp.list(items.subList(0, count));
      ExecutionHeader header = ExecutionHeader.decode(encoded);

      assertThat(header.encode()).as("%d fields", count).isEqualTo(encoded);
      assertThat(header.hash()).isEqualTo(Keccak256.hash(encoded));
      assertThat(header.baseFeePerGasWei().isPresent()).isEqualTo(count > 15);
      assertThat(header.withdrawalsRoot().isPresent()).isEqualTo(count > 16);
      assertThat(header.blobGasUsed().isPresent()).isEqualTo(count > 17);
      assertThat(header.excessBlobGas().isPresent()).isEqualTo(count > 18);
      assertThat(header.parentBeaconBlockRoot().isPresent()).isEqualTo(count > 19);
      assertThat(header.requestsHash().isPresent()).isEqualTo(count > 20);
      assertThat(header.blockAccessListHash().isPresent()).isEqualTo(count > 21);
      assertThat(header.slotNumber().isPresent()).isEqualTo(count > 22);
      assertThat(header.laterFields()).hasSize(Math.max(0, count - KNOWN_FIELDS));
    }
    for (int count = 0; count < ALWAYS_PRESENT; count++) {
      assertRefused(Rlp.list(items.subList(0, count)), DecodeReason.TRUNCATED);
    }
  }

  @Test
  void readsEachFieldFromItsPlace() {
    ExecutionHeader header = ExecutionHeader.decode(full().build().encode());

    assertThat(header).isEqualTo(full().build());
    assertThat(header.stateRoot()).isEqualTo(hash("stateRoot"));
    assertThat(header.receiptsRoot()).isEqualTo(hash("receiptsRoot"));
    assertThat(header.height()).isEqualTo(8);
    assertThat(header.gasLimit()).isEqualTo(9);
    assertThat(header.gasUsed()).isEqualTo(10);
    assertThat(header.timestampSeconds()).isEqualTo(11);
    assertThat(header.slotNumber()).hasValue(22);
  }

  @Test
  void refusesAFieldWithoutThoseBeforeIt() {
    assertThatThrownBy(() -> bare().withdrawalsRoot(Bytes32.ZERO).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("only if all those before it are");
    assertThatThrownBy(() -> bare().slotNumber(1).build())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> bare().addLaterFields(Rlp.number(1)).build())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> bare().logsBloom(Bytes.EMPTY).build())
        .hasMessageContaining("logsBloom has 256 bytes, got 0");
    assertThatThrownBy(() -> bare().nonce(Bytes.of((byte) 1)).build())
        .hasMessageContaining("nonce has 8 bytes, got 1");
  }

  @Test
  void refusesMoreLaterFieldsThanItKeeps() {
    ExecutionHeader.Builder header = full();
    for (int i = 0; i <= ExecutionHeader.MAX_LATER_FIELDS; i++) {
      header.addLaterFields(Rlp.number(i));
    }

    assertRefused(header.build().encode(), DecodeReason.TRAILING);
  }

  @Test
  void readsTheSameOrRefusesWhateverBitIsFlipped() {
    Bytes encoded = full().build().encode();
    for (int bit = 0; bit < 8 * encoded.length(); bit++) {
      byte[] altered = encoded.toArray();
      altered[bit / 8] ^= (byte) (1 << (bit % 8));
      assertReadsTheSameOrRefuses(Bytes.of(altered));
    }
    for (int length = 0; length < encoded.length(); length++) {
      Bytes cut = encoded.slice(0, length);
      assertThatThrownBy(() -> ExecutionHeader.decode(cut)).isInstanceOf(CodecException.class);
    }
  }

  @Test
  void refusesNumbersWithLeadingZerosAndWordsOfOtherLengths() {
    List<Bytes> items = items(full().build().encode());
    for (int field : new int[] {7, 8, 9, 10, 11, 15, 17, 18, 22}) {
      assertRefused(
          with(items, field, Rlp.bytes(Bytes.fromHex("0x0001"))), DecodeReason.NON_MINIMAL);
    }
    for (int field : new int[] {0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 19, 20, 21}) {
      assertRefused(with(items, field, Rlp.bytes(Bytes.fromHex("0x8001"))), DecodeReason.INT_RANGE);
      assertRefused(with(items, field, Rlp.list()), DecodeReason.WRONG_KIND);
    }
  }

  @Test
  void throwsNothingButRefusals() {
    long seed = Long.getLong("seed", new Random().nextLong());
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      byte[] garbage = new byte[random.nextInt(700)];
      random.nextBytes(garbage);
      if (garbage.length > 2) {
        garbage[0] = (byte) 0xf9;
        garbage[1] = (byte) ((garbage.length - 3) >> 8);
        garbage[2] = (byte) (garbage.length - 3);
      }
      assertReadsTheSameOrRefuses(Bytes.of(garbage));
    }
  }

  private static void assertReadsTheSameOrRefuses(Bytes encoded) {
    try {
      assertThat(ExecutionHeader.decode(encoded).encode()).isEqualTo(encoded);
    } catch (CodecException refused) {
      assertThat(refused.reason()).isNotNull();
    }
  }

  private static void assertRefused(Bytes encoded, DecodeReason reason) {
    assertThatThrownBy(() -> ExecutionHeader.decode(encoded))
        .isInstanceOfSatisfying(
            CodecException.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason));
  }

  private static Bytes with(List<Bytes> items, int index, Bytes item) {
    List<Bytes> changed = new ArrayList<>(items);
    changed.set(index, item);
    return Rlp.list(changed);
  }

  private static List<Bytes> items(Bytes encoded) {
    List<Bytes> items = new ArrayList<>();
    for (RlpReader in = RlpReader.list(encoded); in.hasNext(); ) {
      items.add(in.encoded("item"));
    }
    return items;
  }

  private static ExecutionHeader.Builder bare() {
    return ExecutionHeader.builder()
        .parentHash(Bytes32.ZERO)
        .ommersHash(NO_OMMERS)
        .beneficiary(EvmAddress.ZERO)
        .stateRoot(Trie.EMPTY_ROOT)
        .transactionsRoot(Trie.EMPTY_ROOT)
        .receiptsRoot(Trie.EMPTY_ROOT)
        .logsBloom(Bytes.of(new byte[256]))
        .difficulty(BigInteger.ZERO)
        .height(0)
        .gasLimit(0)
        .gasUsed(0)
        .timestampSeconds(0)
        .extraData(Bytes.EMPTY)
        .mixHash(Bytes32.ZERO)
        .nonce(Bytes.of(new byte[8]));
  }

  /** Every field of every fork, each with a content of its own. */
  private static ExecutionHeader.Builder full() {
    return ExecutionHeader.builder()
        .parentHash(hash("parentHash"))
        .ommersHash(hash("ommersHash"))
        .beneficiary(EvmAddress.of(hash("beneficiary").toBytes().slice(12)))
        .stateRoot(hash("stateRoot"))
        .transactionsRoot(hash("transactionsRoot"))
        .receiptsRoot(hash("receiptsRoot"))
        .logsBloom(Bytes.generate(256, bloom -> bloom[3] = 3))
        .difficulty(BigInteger.valueOf(7))
        .height(8)
        .gasLimit(9)
        .gasUsed(10)
        .timestampSeconds(11)
        .extraData(Bytes.fromUtf8("extra"))
        .mixHash(hash("mixHash"))
        .nonce(Bytes.fromHex("0x0000000000000042"))
        .baseFeePerGasWei(BigInteger.valueOf(15))
        .withdrawalsRoot(hash("withdrawalsRoot"))
        .blobGasUsed(17)
        .excessBlobGas(18)
        .parentBeaconBlockRoot(hash("parentBeaconBlockRoot"))
        .requestsHash(hash("requestsHash"))
        .blockAccessListHash(hash("blockAccessListHash"))
        .slotNumber(22);
  }

  private static Bytes32 hash(String name) {
    return Keccak256.hash(Bytes.fromUtf8(name));
  }

  private static ExecutionHeader recorded(JsonNode block) {
    return ExecutionHeader.builder()
        .parentHash(word(block, "parentHash"))
        .ommersHash(word(block, "sha3Uncles"))
        .beneficiary(address(block, "miner"))
        .stateRoot(word(block, "stateRoot"))
        .transactionsRoot(word(block, "transactionsRoot"))
        .receiptsRoot(word(block, "receiptsRoot"))
        .logsBloom(bytes(block, "logsBloom"))
        .difficulty(quantity(block, "difficulty"))
        .height(number(block, "number"))
        .gasLimit(number(block, "gasLimit"))
        .gasUsed(number(block, "gasUsed"))
        .timestampSeconds(number(block, "timestamp"))
        .extraData(bytes(block, "extraData"))
        .mixHash(word(block, "mixHash"))
        .nonce(bytes(block, "nonce"))
        .baseFeePerGasWei(quantity(block, "baseFeePerGas"))
        .withdrawalsRoot(word(block, "withdrawalsRoot"))
        .blobGasUsed(number(block, "blobGasUsed"))
        .excessBlobGas(number(block, "excessBlobGas"))
        .parentBeaconBlockRoot(word(block, "parentBeaconBlockRoot"))
        .requestsHash(word(block, "requestsHash"))
        .build();
  }

  /** The beacon chain's form of a header lacks what the beacon block says elsewhere. */
  private static ExecutionHeader ofGeth(JsonNode execution, JsonNode beacon) {
    return ExecutionHeader.builder()
        .parentHash(word(execution, "parent_hash"))
        .ommersHash(NO_OMMERS)
        .beneficiary(address(execution, "fee_recipient"))
        .stateRoot(word(execution, "state_root"))
        // Recorded are the SSZ roots of these lists, all of them empty.
        .transactionsRoot(Trie.EMPTY_ROOT)
        .withdrawalsRoot(Trie.EMPTY_ROOT)
        .receiptsRoot(word(execution, "receipts_root"))
        .logsBloom(bytes(execution, "logs_bloom"))
        .difficulty(BigInteger.ZERO)
        .height(Long.parseLong(execution.get("block_number").stringValue()))
        .gasLimit(Long.parseLong(execution.get("gas_limit").stringValue()))
        .gasUsed(Long.parseLong(execution.get("gas_used").stringValue()))
        .timestampSeconds(Long.parseLong(execution.get("timestamp").stringValue()))
        .extraData(bytes(execution, "extra_data"))
        .mixHash(word(execution, "prev_randao"))
        .nonce(Bytes.of(new byte[8]))
        .baseFeePerGasWei(quantity(execution, "base_fee_per_gas"))
        .blobGasUsed(0)
        .excessBlobGas(0)
        .parentBeaconBlockRoot(word(beacon, "parent_root"))
        .requestsHash(
            Bytes32.fromHex("0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"))
        .build();
  }
}
