package dev.interlane.mailbox.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.chain.EvmAddress;
import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.mailbox.HyperlaneVectors;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.Signature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class CheckpointStorageTest {
  private static final EvmAddress VALIDATOR_0 =
      EvmAddress.parse("0x0cb030d11a8be48b60418857874deee61d1071e0");
  private static final EvmAddress VALIDATOR_1 =
      EvmAddress.parse("0x1a642f0e3c3af545e7acbd38b07251b3990914f1");

  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource({"0, 0", "0, 1", "0, 77", "1, 0", "1, 1", "1, 77"})
  void readsTheFilesOfTheLayout(int validator, long index) throws IOException {
    Bytes file =
        HyperlaneVectors.resource(
            "checkpoint_storage/validator" + validator + "_" + index + "_with_id.json");
    Files.write(folder.resolve(index + "_with_id.json"), file.toArray());

    SignedCheckpoint read = DirectoryCheckpoints.in(folder).checkpoint(index).orElseThrow();

    assertThat(read.checkpoint().index()).isEqualTo(index);
    assertThat(read.checkpoint().messageId())
        .isEqualTo(
            HyperlaneVectors.words(HyperlaneVectors.file("merkle_tree.json").get("leaves"))
                .get((int) index));
    assertThat(read.signer()).contains(validator == 0 ? VALIDATOR_0 : VALIDATOR_1);
    // The r and s alone, whose leading zeros are gone, say the same.
    assertThat(SignedCheckpoint.fromJson(without(file, "serialized_signature"))).isEqualTo(read);
    assertThat(SignedCheckpoint.fromJson(without(file, "signature"))).isEqualTo(read);
  }

  @Test
  void readsTheIndexFile() throws IOException {
    Files.write(
        folder.resolve("index.json"),
        HyperlaneVectors.resource("checkpoint_storage/validator0_index.json").toArray());

    assertThat(DirectoryCheckpoints.in(folder).latestIndex()).hasValue(77);
  }

  @Test
  void putsStrippedZerosBack() {
    for (JsonNode each : HyperlaneVectors.official("signedCheckpoint.json")) {
      String json =
          """
          {"value":{"checkpoint":{"merkle_tree_hook_address":"%s","mailbox_domain":1000,
          "root":"%s","index":1},"message_id":"%s"},"signature":%s}"""
              .formatted(
                  each.get("merkle_tree_hook").stringValue(),
                  each.get("root").stringValue(),
                  Bytes32.ZERO,
                  each.get("signature"));

      Signature read = SignedCheckpoint.fromJson(Bytes.fromUtf8(json)).signature();

      String r = each.get("signature").get("r").stringValue().substring(2);
      assertThat(read.r()).isEqualTo(Bytes32.fromHex("0".repeat(64 - r.length()) + r));
    }
  }

  @Test
  void readsBackWhatItWrote() {
    SignedCheckpoint signed = signed();
    for (CheckpointStorage storage :
        new CheckpointStorage[] {
          new InMemoryCheckpoints(), DirectoryCheckpoints.in(folder.resolve("new/one"))
        }) {
      assertThat(storage.latestIndex()).isEmpty();
      assertThat(storage.checkpoint(77)).isEmpty();

      storage.write(signed);
      storage.writeLatestIndex(77);
      storage.write(signed);

      assertThat(storage.latestIndex()).hasValue(77);
      assertThat(storage.checkpoint(77)).contains(signed);
      assertThat(storage.checkpoint(76)).isEmpty();
    }
  }

  @Test
  void leavesNothingButTheTwoFiles() throws IOException {
    DirectoryCheckpoints storage = DirectoryCheckpoints.at("file://" + folder.toAbsolutePath());
    storage.write(signed());
    storage.writeLatestIndex(77);

    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("77_with_id.json", "index.json");
    }
    assertThat(storage.location()).isEqualTo("file://" + folder.toAbsolutePath());
  }

  @Test
  void refusesEveryTruncation() {
    Bytes json = signed().toJson();
    for (int length = 0; length < json.length(); length++) {
      Bytes cut = json.slice(0, length);
      assertThatThrownBy(() -> SignedCheckpoint.fromJson(cut))
          .as("first %d bytes", length)
          .isInstanceOf(CodecException.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"v\":27|\"v\":29",
        "\"v\":27|\"v\":\"27\"",
        "\"v\":27|\"v\":99999999999",
        "\"r\":\"0x|\"r\":\"0xfffffffffffff",
        "\"index\":77|\"index\":-1",
        "\"index\":77|\"index\":4294967296",
        "\"index\":77|\"index\":1e30",
        "\"index\":77|\"index\":7.7",
        "\"mailbox_domain\"|\"domain\"",
        "\"root\":\"0x|\"root\":\"0x00",
        "\"root\":\"0x|\"root\":\"zz",
        "\"message_id\":\"0x51|\"message_id\":\"0x",
        "\"value\":{|\"value\":[{"
      })
  void refusesWhatIsNotACheckpoint(String good, String bad) {
    String json = without(signed().toJson(), "serialized_signature").toUtf8();
    assertThat(json).contains(good);

    assertThatThrownBy(() -> SignedCheckpoint.fromJson(Bytes.fromUtf8(json.replace(good, bad))))
        .isInstanceOf(CodecException.class);
  }

  @Test
  void refusesTooMuch() throws IOException {
    Bytes big = Bytes.fromUtf8(" ".repeat(20_000));
    Files.write(folder.resolve("3_with_id.json"), big.toArray());

    assertThatThrownBy(() -> SignedCheckpoint.fromJson(big))
        .isInstanceOfSatisfying(
            CodecException.class,
            refused -> assertThat(refused.reason()).isEqualTo(DecodeReason.LIMIT));
    assertThatThrownBy(() -> DirectoryCheckpoints.in(folder).checkpoint(3))
        .isInstanceOf(CodecException.class);
  }

  @Test
  void refusesDeepNesting() {
    assertThatThrownBy(() -> SignedCheckpoint.fromJson(Bytes.fromUtf8("[".repeat(16_000))))
        .isInstanceOf(CodecException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "4294967296", "99999999999999999999", "0x10", "1 2", "null"})
  void refusesWhatIsNotAnIndex(String content) throws IOException {
    Files.writeString(folder.resolve("index.json"), content);

    assertThatThrownBy(() -> DirectoryCheckpoints.in(folder).latestIndex())
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("index.json");
  }

  @Test
  void saysWhenAFolderCannotBeRead() throws IOException {
    Files.createDirectory(folder.resolve("index.json"));

    assertThatThrownBy(() -> DirectoryCheckpoints.in(folder).latestIndex())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("index.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3://bucket/region", "file://relative", "/plain/path", ""})
  void refusesOtherLocations(String location) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DirectoryCheckpoints.at(location))
        .withMessageContaining("file:///absolute/path");
  }

  private static SignedCheckpoint signed() {
    return SignedCheckpoint.fromJson(
        HyperlaneVectors.resource("checkpoint_storage/validator0_77_with_id.json"));
  }

  private static Bytes without(Bytes json, String field) {
    ObjectNode root = (ObjectNode) JsonMapper.shared().readTree(json.toArray());
    root.remove(field);
    return Bytes.fromUtf8(root.toString());
  }
}
