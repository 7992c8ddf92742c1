package dev.interlane.mailbox.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.interlane.error.CodecException;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.Signature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointLocationsTest {
  private static final Bytes32 WORD = Bytes32.leftPad(Bytes.fromHex("0x07"));

  /** Its r and s have leading zeros, which the agents' files lack. */
  private static final SignedCheckpoint SIGNED =
      new SignedCheckpoint(
          new Checkpoint(31337, WORD, WORD, 5, WORD),
          new Signature(
              Bytes32.leftPad(Bytes.fromHex("0x0abc")), Bytes32.leftPad(Bytes.fromHex("0x01")), 1));

  private final Map<String, String> files = new ConcurrentHashMap<>();
  private HttpServer server;
  private CheckpointLocations locations;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String content = files.get(exchange.getRequestURI().getRawPath());
          byte[] body = content == null ? new byte[0] : Bytes.fromUtf8(content).toArray();
          exchange.sendResponseHeaders(
              content == null ? 404 : 200, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    locations =
        CheckpointLocations.bucketsAt(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    server.stop(0);
    locations.close();
  }

  @ParameterizedTest
  @CsvSource({
    "s3://validator/us-east-1, /validator/, checkpoint_latest_index.json, reorg_flag.json",
    "s3://my.val/us-east-1/a/b, /my.val/a/b/, checkpoint_latest_index.json, reorg_flag.json",
    "gs://validator, /validator/, gcsLatestIndexKey, gcsReorgFlagKey",
    "gs://validator/folder/, /validator/folder/, gcsLatestIndexKey, gcsReorgFlagKey"
  })
  void readsTheLayoutOfTheAgents(String location, String folder, String index, String flag) {
    CheckpointReader reader = locations.open(location);
    assertThat(reader.latestIndex()).isEmpty();
    assertThat(reader.checkpoint(5)).isEmpty();
    assertThat(reader.isReorgFlagged()).isFalse();

    files.put(folder + index, "5");
    files.put(folder + "checkpoint_5_with_id.json", stripped());
    files.put(folder + flag, "{}");

    assertThat(reader.latestIndex()).hasValue(5);
    assertThat(reader.checkpoint(5)).contains(SIGNED);
    assertThat(reader.checkpoint(4)).isEmpty();
    assertThat(reader.isReorgFlagged()).isTrue();
  }

  private static String stripped() {
    return SIGNED
        .toJson()
        .toUtf8()
        .replaceFirst(",\"serialized_signature\":\"0x[0-9a-f]*\"", "")
        .replaceAll("\"([rs])\":\"0x0+", "\"$1\":\"0x");
  }

  @Test
  void refusesWhatIsCorrupt() {
    CheckpointReader reader = locations.open("s3://validator/us-east-1");
    files.put("/validator/checkpoint_latest_index.json", "-1");
    files.put("/validator/checkpoint_5_with_id.json", stripped().substring(1));
    files.put("/validator/checkpoint_6_with_id.json", " ".repeat(CheckpointJson.MAX_BYTES + 1));

    assertThatThrownBy(reader::latestIndex).isInstanceOf(CodecException.class);
    assertThatThrownBy(() -> reader.checkpoint(5)).isInstanceOf(CodecException.class);
    assertThatThrownBy(() -> reader.checkpoint(6))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("larger than");
  }

  @Test
  void namesTheServersOfTheTwoClouds() {
    try (CheckpointLocations clouds = CheckpointLocations.buckets()) {
      assertThat(clouds.open("s3://val/us-east-1/base"))
          .hasToString("https://val.s3.us-east-1.amazonaws.com/base/");
      assertThat(clouds.open("s3://my.val/us-east-1"))
          .hasToString("https://s3.us-east-1.amazonaws.com/my.val/");
      assertThat(clouds.open("gs://val/base"))
          .hasToString("https://storage.googleapis.com/val/base/");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "s3://",
        "s3://bucket",
        "s3://bucket/",
        "s3://bucket/region@evil.example",
        "s3://evil.example#/us-east-1",
        "s3://127.0.0.1:80/us-east-1",
        "s3://bucket/us-east-1/../other",
        "s3://bucket/us-east-1/./other",
        "s3://bucket/us-east-1/a?b",
        "s3://bucket/us-east-1/a%2fb",
        "s3://bucket/us-east-1//a",
        "gs://Bucket",
        "gs://bucket\n",
        "https://storage.googleapis.com/bucket",
        "file:///var/validator"
      })
  void opensNothingElse(String location) {
    try (CheckpointLocations clouds = CheckpointLocations.buckets()) {
      assertThatIllegalArgumentException().isThrownBy(() -> clouds.open(location));
    }
  }

  @Test
  void opensFoldersWhereThatIsAllowed(@TempDir Path folder) throws IOException {
    DirectoryCheckpoints.in(folder).write(SIGNED);
    Files.writeString(folder.resolve("reorg_flag.json"), "{}");

    try (CheckpointLocations allowed = CheckpointLocations.bucketsAndFolders()) {
      CheckpointReader reader = allowed.open("file://" + folder.toAbsolutePath());

      assertThat(reader.checkpoint(5)).contains(SIGNED);
      assertThat(reader.isReorgFlagged()).isTrue();
      assertThatIllegalArgumentException().isThrownBy(() -> allowed.open("file://host/share"));
    }
  }
}
