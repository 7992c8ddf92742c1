package dev.interlane.codec.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.interlane.codec.CodecVectors;
import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.value.FunctionSignature;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class AbiVectorsTest {
  private static final CodecVectors VECTORS = CodecVectors.of("evm");

  // The classes the vectors were made by, and the reasons a decoder that reads once from left to
  // right may give.
  private static final Map<String, Set<DecodeReason>> REASONS =
      Map.ofEntries(
          Map.entry("DIRTY_PADDING", Set.of(DecodeReason.DIRTY_PADDING)),
          Map.entry("BAD_SIGN_EXTENSION", Set.of(DecodeReason.BAD_SIGN_EXTENSION)),
          Map.entry("BAD_BOOL", Set.of(DecodeReason.BAD_BOOL)),
          Map.entry("BAD_UTF8", Set.of(DecodeReason.BAD_UTF8)),
          Map.entry("TRAILING", Set.of(DecodeReason.TRAILING)),
          // A length that the cut input can no longer hold is seen before the end is.
          Map.entry("TRUNCATED", Set.of(DecodeReason.TRUNCATED, DecodeReason.LENGTH_TOO_LARGE)),
          Map.entry("LENGTH_TOO_LARGE", Set.of(DecodeReason.LENGTH_TOO_LARGE)),
          // An offset to exactly the end is in bounds by itself, but its length word is missing.
          Map.entry(
              "OFFSET_OOB",
              Set.of(DecodeReason.OFFSET_OUT_OF_BOUNDS, DecodeReason.OFFSET_NOT_CANONICAL)),
          Map.entry("OFFSET_NOT_CANONICAL", Set.of(DecodeReason.OFFSET_NOT_CANONICAL)),
          Map.entry("OFFSET_OVERLAP", Set.of(DecodeReason.OFFSET_OVERLAP)),
          Map.entry(
              "ABI_BOMB", Set.of(DecodeReason.OFFSET_OVERLAP, DecodeReason.LENGTH_TOO_LARGE)));

  @TestFactory
  Stream<DynamicTest> encodesAndDecodesEveryPositive() {
    return VECTORS.positive().stream()
        .map(vector -> dynamicTest(name(vector), () -> checkPositive(vector)));
  }

  @TestFactory
  Stream<DynamicTest> refusesEveryNegative() {
    return VECTORS.negative().stream()
        .map(vector -> dynamicTest(name(vector), () -> checkNegative(vector)));
  }

  @Test
  void readsAllOfTheFile() {
    assertThat(VECTORS.positive()).hasSize(297);
    assertThat(VECTORS.negative()).hasSize(62);
  }

  private static String name(JsonNode vector) {
    return vector.get("id").asString();
  }

  private static void checkPositive(JsonNode vector) {
    Bytes expected = Bytes.fromHex(vector.get("expectedHex").asString());
    List<ValueType> types = CodecVectors.types(vector);
    List<Value> values = CodecVectors.values(vector);
    switch (vector.get("kind").asString()) {
      case "args" -> {
        AbiCodec codec = AbiCodec.of(types);
        assertThat(codec.encodeValues(values)).isEqualTo(expected);
        assertThat(codec.decode(expected)).isEqualTo(values);
      }
      case "call" -> {
        AbiFunction function = AbiFunction.parse(vector.get("signature").asString());
        assertThat(function.signature().parameters()).isEqualTo(types);
        assertThat(function.selector().toHex()).isEqualTo(vector.get("selector").asString());
        assertThat(function.encodeCallValues(values)).isEqualTo(expected);
        assertThat(function.decodeCall(expected)).isEqualTo(values);
      }
      case "error" -> {
        AbiError error = AbiError.parse(vector.get("signature").asString());
        assertThat(error.encode(values.toArray())).isEqualTo(expected);
        assertThat(error.decode(expected)).isEqualTo(values);
      }
      case "event" -> checkEvent(vector, types, values, expected);
      case "packed" -> assertThat(AbiPacked.of(types).encodeValues(values)).isEqualTo(expected);
      default ->
          throw new IllegalStateException("Kind not known to this test: " + vector.get("kind"));
    }
  }

  private static void checkEvent(
      JsonNode vector, List<ValueType> types, List<Value> values, Bytes expected) {
    String name = FunctionSignature.parse(vector.get("signature").asString()).name();
    List<String> parameters = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      parameters.add(
          types.get(i).canonical()
              + (vector.get("indexed").get(i).asBoolean() ? " indexed p" + i : " p" + i));
    }
    AbiEvent event = AbiEvent.parse(name + "(" + String.join(", ", parameters) + ")");
    List<Bytes32> topics =
        CodecVectors.list(vector.get("topics")).stream()
            .map(topic -> Bytes32.fromHex(topic.asString()))
            .toList();

    AbiEvent.Log log = event.encode(values.toArray());
    List<Value> decoded = event.decode(topics, expected);

    assertThat(log.topics()).isEqualTo(topics);
    assertThat(log.data()).isEqualTo(expected);
    int topic = 1;
    for (int i = 0; i < types.size(); i++) {
      boolean hashed =
          vector.get("indexed").get(i).asBoolean() && !decoded.get(i).equals(values.get(i));
      Value shown = hashed ? new Value.Blob(topics.get(topic).toBytes()) : values.get(i);
      assertThat(decoded.get(i)).isEqualTo(shown);
      topic += vector.get("indexed").get(i).asBoolean() ? 1 : 0;
    }
  }

  private static void checkNegative(JsonNode vector) {
    AbiCodec codec = AbiCodec.of(CodecVectors.types(vector));
    Bytes data = Bytes.fromHex(vector.get("dataHex").asString());

    CodecException refused = catchThrowableOfType(CodecException.class, () -> codec.decode(data));

    assertThat(refused).as("%s: %s", vector.get("native"), vector.get("note")).isNotNull();
    assertThat(REASONS.get(vector.get("class").asString())).contains(refused.reason());
    assertThat(refused.offset()).isBetween(0, data.length());
    assertThat(refused.path()).isNotNull();
  }
}
