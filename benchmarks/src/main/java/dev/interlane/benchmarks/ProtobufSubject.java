package dev.interlane.benchmarks;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import dev.interlane.benchmarks.wire.Bulk;
import dev.interlane.benchmarks.wire.Nested;
import dev.interlane.benchmarks.wire.Order;
import dev.interlane.benchmarks.wire.TextNested;
import dev.interlane.benchmarks.wire.TextOrder;
import dev.interlane.benchmarks.wire.TextTransfer;
import dev.interlane.benchmarks.wire.Transfer;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import java.util.List;

/**
 * The payload as a Protobuf message, built beforehand as our values are. A message remembers its
 * size from the first time it was encoded, which ours measure each time.
 */
final class ProtobufSubject implements CodecSubject {
  private final int numberBytes;
  private final MessageLite message;
  private final byte[] encoded;

  /**
   * A message of these values.
   *
   * @param bits the width of its numbers, which Protobuf has as bytes
   */
  ProtobufSubject(CodecPayload payload, List<Value> values, int bits) {
    numberBytes = bits / 8;
    message = message(payload, values.get(0), values.get(1));
    encoded = message.toByteArray();
  }

  private MessageLite message(CodecPayload payload, Value first, Value second) {
    return switch (payload) {
      case TRANSFER ->
          text(first).isEmpty()
              ? Transfer.newBuilder().setTo(bytes(first)).setAmount(number(second)).build()
              : TextTransfer.newBuilder().setTo(text(first)).setAmount(number(second)).build();
      case NESTED -> nested(first.asElements(), second);
      case BULK ->
          Bulk.newBuilder()
              .setContent(wrap(first.asBytes()))
              .addAllAmounts(second.asElements().stream().map(this::number).toList())
              .build();
    };
  }

  private MessageLite nested(List<Value> orders, Value limit) {
    boolean isText = !text(orders.get(0).asElements().get(2).asElements().get(0)).isEmpty();
    if (isText) {
      TextNested.Builder nested = TextNested.newBuilder().setLimit(number(limit));
      for (Value each : orders) {
        List<Value> parts = each.asElements();
        nested.addOrders(
            TextOrder.newBuilder()
                .setId(parts.get(0).asLong())
                .setOpen(parts.get(1).asTruth())
                .addAllParties(
                    parts.get(2).asElements().stream().map(ProtobufSubject::text).toList()));
      }
      return nested.build();
    }
    Nested.Builder nested = Nested.newBuilder().setLimit(number(limit));
    for (Value each : orders) {
      List<Value> parts = each.asElements();
      nested.addOrders(
          Order.newBuilder()
              .setId(parts.get(0).asLong())
              .setOpen(parts.get(1).asTruth())
              .addAllParties(
                  parts.get(2).asElements().stream().map(ProtobufSubject::bytes).toList()));
    }
    return nested.build();
  }

  private static String text(Value address) {
    return ((Value.Address) address).text().orElse("");
  }

  private static ByteString bytes(Value address) {
    return wrap(((Value.Address) address).bytes());
  }

  private ByteString number(Value number) {
    byte[] word = new byte[32];
    ((Value.Int) number).copyTo(word, 0);
    return ByteString.copyFrom(word, 32 - numberBytes, numberBytes);
  }

  private static ByteString wrap(Bytes bytes) {
    return ByteString.copyFrom(bytes.toArray());
  }

  @Override
  public Object encode() {
    return message.toByteArray();
  }

  @Override
  public Object decode() {
    try {
      return message.getParserForType().parseFrom(encoded);
    } catch (InvalidProtocolBufferException ownBytes) {
      throw new IllegalStateException(ownBytes);
    }
  }

  @Override
  public int encodedBytes() {
    return encoded.length;
  }
}
