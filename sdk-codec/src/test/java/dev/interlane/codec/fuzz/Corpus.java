package dev.interlane.codec.fuzz;

import dev.interlane.primitive.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** The inputs kept for a target: a text file, one input a line in hexadecimal. */
final class Corpus {
  /** Where they are kept in the sources. */
  static final Path SOURCES = Path.of("src/test/resources/fuzz");

  private static final String SUFFIX = ".hex";

  private Corpus() {}

  /** The kept inputs; none if there is no file. */
  static List<Bytes> of(String target) {
    try (InputStream file = Corpus.class.getResourceAsStream("/fuzz/" + target + SUFFIX)) {
      return file == null
          ? List.of()
          : new String(file.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(Bytes::fromHex)
              .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Keeps these inputs and no others, the shortest first. */
  static void keep(String target, Collection<Bytes> inputs) throws IOException {
    Files.createDirectories(SOURCES);
    Files.write(
        SOURCES.resolve(target + SUFFIX),
        ordered(inputs).map(each -> each.toHex().substring(2)).toList());
  }

  /** Each once, the shortest first. */
  static Stream<Bytes> ordered(Collection<Bytes> inputs) {
    return inputs.stream()
        .distinct()
        .sorted((a, b) -> a.length() == b.length() ? a.compareTo(b) : a.length() - b.length());
  }
}
