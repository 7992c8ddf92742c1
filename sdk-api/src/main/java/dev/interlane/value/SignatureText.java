package dev.interlane.value;

import java.util.List;

/** Writes types and signatures as the text {@link SignatureParser} reads. */
final class SignatureText {
  private SignatureText() {}

  static String of(FunctionSignature function) {
    StringBuilder text = new StringBuilder(function.name());
    appendAll(text, function.parameters(), 0);
    return text.toString();
  }

  static String of(ValueType type) {
    StringBuilder text = new StringBuilder();
    append(text, type, 0);
    return text.toString();
  }

  private static void append(StringBuilder text, ValueType type, int depth) {
    if (depth > ValueType.MAX_DEPTH) {
      // A type made by hand may nest without end; whoever uses it refuses it, its text only stops.
      text.append("...");
      return;
    }
    switch (type) {
      case ValueType.UInt uint -> text.append("uint").append(uint.bits());
      case ValueType.Int signed -> text.append("int").append(signed.bits());
      case ValueType.Bool bool -> text.append("bool");
      case ValueType.Blob blob -> text.append("bytes");
      case ValueType.FixedBytes fixed -> text.append("bytes").append(fixed.length());
      case ValueType.Text string -> text.append("string");
      case ValueType.Address address -> text.append("address");
      case ValueType.Array array -> {
        append(text, array.element(), depth + 1);
        text.append("[]");
      }
      case ValueType.FixedArray array -> {
        append(text, array.element(), depth + 1);
        text.append('[').append(array.length()).append(']');
      }
      case ValueType.Tuple tuple -> appendAll(text, tuple.components(), depth + 1);
      // Solidity hashes a struct as the tuple of its fields.
      case ValueType.Struct struct ->
          appendAll(text, struct.fields().stream().map(ValueType.Field::type).toList(), depth + 1);
      case ValueType.Choice choice -> text.append("enum ").append(choice.name());
      case ValueType.Option option -> {
        text.append("option<");
        append(text, option.element(), depth + 1);
        text.append('>');
      }
      case ValueType.Dictionary map -> {
        text.append("map<");
        append(text, map.key(), depth + 1);
        text.append(',');
        append(text, map.value(), depth + 1);
        text.append('>');
      }
      case ValueType.Compact compact -> text.append("compact").append(compact.bits());
      case ValueType.Felt felt -> text.append("felt");
      case ValueType.Symbol symbol -> text.append("symbol");
      case ValueType.Unit unit -> text.append("unit");
    }
  }

  private static void appendAll(StringBuilder text, List<ValueType> types, int depth) {
    text.append('(');
    for (int i = 0; i < types.size(); i++) {
      if (i > 0) {
        text.append(',');
      }
      append(text, types.get(i), depth);
    }
    text.append(')');
  }
}
