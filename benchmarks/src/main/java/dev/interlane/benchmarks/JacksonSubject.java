package dev.interlane.benchmarks;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.interlane.value.Value;
import java.math.BigInteger;
import java.util.List;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** The payload as Java records, which Jackson writes and reads as the same JSON but for names. */
final class JacksonSubject implements CodecSubject {
  private final Object values;
  private final ObjectWriter writer;
  private final ObjectReader reader;
  private final byte[] encoded;

  record Transfer(String to, @JsonFormat(shape = JsonFormat.Shape.STRING) BigInteger amount) {}

  record Order(
      @JsonFormat(shape = JsonFormat.Shape.STRING) long id, boolean open, List<String> parties) {}

  record Nested(
      List<Order> orders, @JsonFormat(shape = JsonFormat.Shape.STRING) BigInteger limit) {}

  // As text, for Jackson formats the elements of a list only with a serializer of one's own.
  @SuppressWarnings("ArrayRecordComponent") // Jackson writes it in base64, and nobody compares it.
  record Bulk(byte[] content, List<String> amounts) {}

  JacksonSubject(CodecPayload payload, List<Value> values) {
    this.values = record(payload, values.get(0), values.get(1));
    JsonMapper mapper = JsonMapper.builder().build();
    writer = mapper.writerFor(this.values.getClass());
    reader = mapper.readerFor(this.values.getClass());
    encoded = writer.writeValueAsBytes(this.values);
  }

  private static Object record(CodecPayload payload, Value first, Value second) {
    return switch (payload) {
      case TRANSFER -> new Transfer(text(first), second.asNumber());
      case NESTED ->
          new Nested(
              first.asElements().stream().map(JacksonSubject::order).toList(), second.asNumber());
      case BULK ->
          new Bulk(
              first.asBytes().toArray(),
              second.asElements().stream().map(each -> each.asNumber().toString()).toList());
    };
  }

  private static Order order(Value order) {
    List<Value> parts = order.asElements();
    return new Order(
        parts.get(0).asLong(),
        parts.get(1).asTruth(),
        parts.get(2).asElements().stream().map(JacksonSubject::text).toList());
  }

  private static String text(Value address) {
    return ((Value.Address) address).text().orElseThrow();
  }

  @Override
  public Object encode() {
    return writer.writeValueAsBytes(values);
  }

  @Override
  public Object decode() {
    return reader.readValue(encoded);
  }

  @Override
  public int encodedBytes() {
    return encoded.length;
  }
}
