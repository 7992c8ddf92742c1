package dev.interlane.devnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PackageArchiveTest {
  @Test
  void readsFilesByNamePrefixAndPaxPath() throws IOException {
    String longPath = "package/" + "a".repeat(200) + "/file.js";
    byte[] tar =
        archive(
            entry("package/plain.js", "", '0', "one"),
            entry("split.js", "package/far", '0', "two"),
            entry("PaxHeader/x", "", 'x', pax(longPath)),
            entry("package/cut", "", '0', "three"),
            entry("package/after.js", "", '0', "four"));
    PackageArchive archive = new PackageArchive(new ByteArrayInputStream(tar));

    assertThat(archive.next()).isEqualTo("package/plain.js");
    assertThat(archive.content()).asString().isEqualTo("one");
    assertThat(archive.next()).isEqualTo("package/far/split.js");
    assertThat(archive.next()).isEqualTo(longPath);
    assertThat(archive.content()).asString().isEqualTo("three");
    assertThat(archive.next()).isEqualTo("package/after.js");
    assertThat(archive.next()).isNull();
  }

  @Test
  void refusesAnArchiveThatEndsTooSoon() {
    byte[] tar = archive(entry("package/file.js", "", '0', "x".repeat(600)));
    for (int length = 1; length < 512 + 600; length++) {
      PackageArchive archive =
          new PackageArchive(new ByteArrayInputStream(Arrays.copyOf(tar, length)));

      assertThatThrownBy(
              () -> {
                archive.next();
                archive.content();
              })
          .as("first %d bytes", length)
          .isInstanceOf(EOFException.class);
    }
  }

  @Test
  void refusesASizeThatIsNoNumber() {
    byte[] tar = archive(entry("package/file.js", "", '0', "x"));
    tar[124] = 'z';

    assertThatThrownBy(() -> new PackageArchive(new ByteArrayInputStream(tar)).next())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected octal digits");
  }

  private static String pax(String path) {
    String record = " path=" + path + "\n";
    int length = record.length() + 3;
    return length + record;
  }

  private static byte[] entry(String name, String prefix, char type, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    byte[] entry = new byte[512 + (bytes.length + 511) / 512 * 512];
    put(entry, 0, name);
    put(entry, 124, String.format("%011o", bytes.length));
    entry[156] = (byte) type;
    put(entry, 345, prefix);
    System.arraycopy(bytes, 0, entry, 512, bytes.length);
    return entry;
  }

  private static void put(byte[] target, int offset, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, target, offset, bytes.length);
  }

  private static byte[] archive(byte[]... entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] entry : entries) {
      out.writeBytes(entry);
    }
    out.writeBytes(new byte[1024]);
    return out.toByteArray();
  }
}
