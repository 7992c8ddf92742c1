package dev.interlane.vectors.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.error.DecodeReason;
import dev.interlane.vectors.VectorFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The table of reasons in the documents is what the vectors' malformed input is refused with. */
class ReasonTableTest {
  private static final Path VECTORS = Path.of("src", "test", "resources", "vectors", "codec");

  private static final List<CodecFormat> FORMATS =
      List.of(
          new EvmVectors(),
          new BorshVectors(),
          new BcsVectors(),
          new ScaleVectors(),
          new CairoVectors(),
          new CosmWasmVectors(),
          new StellarVectors());

  /** A reason by VM, by class of the vectors. */
  private final Map<String, Map<DecodeReason, Set<String>>> given = new TreeMap<>();

  private void collect(CodecFormat format) {
    String vm = format.name().substring("codec/".length());
    for (JsonNode negative : VectorFile.read(VECTORS.resolve(vm + ".json")).list("negative")) {
      Map<DecodeReason, Set<String>> reasons =
          given.computeIfAbsent(
              negative.required("class").stringValue(), unused -> new TreeMap<>());
      if (!negative.path("type").path("k").asString("").equals("float")) {
        reasons
            .computeIfAbsent(format.refusal(negative).reason(), unused -> new TreeSet<>())
            .add(vm);
      }
    }
  }

  private String table() {
    StringBuilder table = new StringBuilder("| class of the vectors | reason |\n| --- | --- |\n");
    given.forEach(
        (vectorClass, reasons) ->
            table
                .append("| `")
                .append(vectorClass)
                .append("` | ")
                .append(reasons.isEmpty() ? "none: no such type" : text(reasons))
                .append(" |\n"));
    return table.toString();
  }

  private static String text(Map<DecodeReason, Set<String>> reasons) {
    return reasons.entrySet().stream()
        .map(each -> "`" + each.getKey() + "` (" + String.join(", ", each.getValue()) + ")")
        .collect(Collectors.joining("; "));
  }

  @Test
  void documentsHowEveryClassIsRefused() throws IOException {
    FORMATS.forEach(this::collect);

    String document = Files.readString(Path.of("..", "docs", "spec", "codecs.md"));

    assertThat(document).contains(table());
  }
}
