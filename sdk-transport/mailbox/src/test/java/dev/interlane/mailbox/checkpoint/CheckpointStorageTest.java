package dev.interlane.mailbox.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
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
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class CheckpointStorageTest {
  private static final SignedCheckpoint SIGNED =
      SignedCheckpoint.fromJson(
          Bytes.fromUtf8(
              """
              {"value":{"checkpoint":{
                 "merkle_tree_hook_address":"0x0000000000000000000000009fcca440f19c62cdf7f973eb6ddf218b15d4c71d",
                 "mailbox_domain":31337,
                 "root":"0x1a78bc3b5ca37a55ab8852ce986c6e7eae23c30a698b0d7d2fc83e2c2d5b1dec",
                 "index":77},
               "message_id":"0x51bed00a4aa8dbc52f12d11e25cefebeab1de7d07fce24075d899f51c24d4053"},
               "signature":{
                 "r":"0x1ccd3509126af39759ac9a6f0cdfd38b7aebaf40b01a2c874be8947d45644938",
                 "s":"0x2c1b37e6de46bfe880d0bcc4f6112f7ae9e1924c47bcf1c2bfbae02a134e9a79",
                 "v":27}}
              """));

  @TempDir Path folder = Path.of("");

  @Test
  void readsBackWhatItWrote() {
    for (CheckpointStorage storage :
        new CheckpointStorage[] {
          new InMemoryCheckpoints(), DirectoryCheckpoints.in(folder.resolve("new/one"))
        }) {
      assertThat(storage.latestIndex()).isEmpty();
      assertThat(storage.checkpoint(77)).isEmpty();

      storage.write(SIGNED);
      storage.writeLatestIndex(77);
      storage.write(SIGNED);

      assertThat(storage.latestIndex()).hasValue(77);
      assertThat(storage.checkpoint(77)).contains(SIGNED);
      assertThat(storage.checkpoint(76)).isEmpty();
    }
  }

  @Test
  void putsStrippedZerosBack() {
    Signature small =
        new Signature(Bytes32.leftPad(Bytes.fromHex("0x0abc")), SIGNED.signature().s(), 0);
    SignedCheckpoint signed = new SignedCheckpoint(SIGNED.checkpoint(), small);
    String json = without(signed.toJson(), "serialized_signature").toUtf8();

    String stripped = json.replaceFirst("\"r\":\"0x0+", "\"r\":\"0x");

    assertThat(stripped).contains("\"r\":\"0xabc\"");
    assertThat(SignedCheckpoint.fromJson(Bytes.fromUtf8(stripped))).isEqualTo(signed);
  }

  @Test
  void leavesNothingButTheTwoFiles() throws IOException {
    DirectoryCheckpoints storage = DirectoryCheckpoints.at("file://" + folder.toAbsolutePath());
    storage.write(SIGNED);
    storage.writeLatestIndex(77);

    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("77_with_id.json", "index.json");
    }
    assertThat(storage.location()).isEqualTo("file://" + folder.toAbsolutePath());
  }

  @Test
  void refusesEveryTruncation() {
    Bytes json = SIGNED.toJson();
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
    String json = without(SIGNED.toJson(), "serialized_signature").toUtf8();
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

  private static Bytes without(Bytes json, String field) {
    ObjectNode root = (ObjectNode) JsonMapper.shared().readTree(json.toArray());
    root.remove(field);
    return Bytes.fromUtf8(root.toString());
  }
}
