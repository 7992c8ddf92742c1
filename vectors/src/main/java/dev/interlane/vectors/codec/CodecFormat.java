package dev.interlane.vectors.codec;

import dev.interlane.codec.ValueCodec;
import dev.interlane.error.CodecException;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import dev.interlane.vectors.Expect;
import dev.interlane.vectors.VectorCase;
import dev.interlane.vectors.VectorFile;
import dev.interlane.vectors.VectorFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The file of one VM: values with their one encoding, calls around them, and bytes to refuse. A VM
 * gives its codec, and what it frames values with.
 */
abstract class CodecFormat implements VectorFormat {
  private static final Set<String> BARE = Set.of("value", "args", "calldata", "json", "scval");

  private final String vm;
  private final VectorReader reader;

  CodecFormat(String vm, VectorReader reader) {
    this.vm = vm;
    this.reader = reader;
  }

  /** The VM's codec of these types. */
  abstract ValueCodec codec(List<ValueType> types);

  /** Checks a positive that is more than bare values. */
  abstract void checkFramed(String kind, JsonNode vector, Bytes expected);

  /** The encoding of a positive. */
  Bytes expected(JsonNode positive) {
    return Bytes.fromHex(positive.required("expectedHex").stringValue());
  }

  /** The input of a negative. */
  Bytes input(JsonNode negative) {
    return Bytes.fromHex(negative.required("dataHex").stringValue());
  }

  final List<ValueType> types(JsonNode vector) {
    return reader.types(vector);
  }

  final List<Value> values(JsonNode vector) {
    return reader.values(vector);
  }

  @Override
  public final String name() {
    return "codec/" + vm;
  }

  @Override
  public final boolean reads(VectorFile file) {
    return file.text("vm").equals(vm) && file.content().has("positive");
  }

  @Override
  public final List<VectorCase> cases(VectorFile file) {
    return Stream.concat(
            file.list("positive").stream()
                .map(each -> new VectorCase(id(each), () -> checkPositive(each))),
            file.list("negative").stream()
                .map(each -> new VectorCase(id(each), () -> checkNegative(each))))
        .toList();
  }

  private static String id(JsonNode vector) {
    return vector.required("id").stringValue();
  }

  private void checkPositive(JsonNode vector) {
    String kind = vector.required("kind").stringValue();
    Bytes expected = expected(vector);
    if (!BARE.contains(kind)) {
      checkFramed(kind, vector, expected);
      return;
    }
    ValueCodec codec = codec(types(vector));
    List<Value> values = values(vector);

    Expect.equal("encoding", expected, codec.encodeValues(values));
    List<Value> decoded = codec.decode(expected);
    requireSame(values, decoded);
    Expect.equal("encoding of the decoded", expected, codec.encodeValues(decoded));
  }

  private void checkNegative(JsonNode vector) {
    if (vector.path("type").path("k").asString("").equals("float")) {
      // The neutral model has no such type, so there is nothing to decode it with.
      Expect.refusal(IllegalArgumentException.class, "the type", () -> types(vector));
      return;
    }
    refusal(vector);
  }

  /** How the input of a negative is refused. */
  final CodecException refusal(JsonNode negative) {
    Bytes data = input(negative);
    ValueCodec codec = codec(types(negative));
    CodecException refused =
        Expect.refusal(
            CodecException.class,
            negative.required("class").stringValue() + " " + data,
            () -> codec.decode(data));
    Expect.that(
        "an offset within " + data.length() + " bytes, got " + refused.offset(),
        refused.offset() >= 0 && refused.offset() <= data.length());
    return refused;
  }

  /** The values are the same, whatever order the entries of maps are in. */
  static void requireSame(List<Value> expected, List<Value> actual) {
    Expect.equal(
        "values",
        expected.stream().map(CodecFormat::withoutOrder).toList(),
        actual.stream().map(CodecFormat::withoutOrder).toList());
  }

  private static Object withoutOrder(Value value) {
    return switch (value) {
      case Value.Dictionary map -> {
        Map<Object, Object> entries = new HashMap<>();
        map.entries()
            .forEach(each -> entries.put(withoutOrder(each.key()), withoutOrder(each.value())));
        yield entries;
      }
      case Value.Sequence sequence ->
          sequence.elements().stream().map(CodecFormat::withoutOrder).toList();
      case Value.Some some -> List.of("some", withoutOrder(some.element()));
      case Value.Choice choice -> List.of(choice.variant(), withoutOrder(choice.data()));
      default -> value;
    };
  }

  /** A kind that only another version of this format has. */
  static IllegalArgumentException unknown(String kind) {
    return new IllegalArgumentException("kind '" + kind + "' is unknown");
  }
}
