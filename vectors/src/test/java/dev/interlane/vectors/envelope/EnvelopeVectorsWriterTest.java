package dev.interlane.vectors.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The file is what the writer writes; {@code -Dinterlane.vectors.write} puts it there. */
class EnvelopeVectorsWriterTest {
  private static final Path FILE =
      Path.of("src", "test", "resources", "vectors", "envelope", "envelope.json");

  @Test
  void writesTheFileThatIsThere() throws IOException {
    String written = EnvelopeVectorsWriter.write();
    if (Boolean.getBoolean("interlane.vectors.write")) {
      Files.createDirectories(FILE.resolveSibling("."));
      Files.writeString(FILE, written);
    }

    assertThat(Files.readString(FILE)).isEqualTo(written);
  }
}
