package dev.interlane.value;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns the Java values of one call into {@link Value}s. Only kinds are looked at here; ranges and
 * lengths are checked afterwards.
 */
final class Coercion {
  private final @Nullable FunctionSignature function;
  // Indexes from the outermost list to where we are, for the error.
  private final int[] path = new int[ValueType.MAX_DEPTH + 2];
  private int depth;

  Coercion(@Nullable FunctionSignature function) {
    this.function = function;
  }

  List<Value> all(List<ValueType> types, List<? extends @Nullable Object> objects) {
    Value[] values = new Value[objects.size()];
    descend();
    for (int i = 0; i < values.length; i++) {
      path[depth - 1] = i;
      values[i] = value(types.get(i), objects.get(i));
    }
    depth--;
    return List.of(values);
  }

  private Value value(ValueType type, @Nullable Object object) {
    if (object instanceof Value value) {
      return value;
    }
    Value value = object == null ? null : convert(type, object);
    if (value == null) {
      throw refused(
          Values.expected(type) + " as " + accepted(type),
          object == null ? "null" : "a " + object.getClass().getName());
    }
    return value;
  }

  private @Nullable Value convert(ValueType type, Object object) {
    return switch (type) {
      case ValueType.UInt uint -> number(object);
      case ValueType.Int signed -> number(object);
      case ValueType.Compact compact -> number(object);
      case ValueType.Felt felt -> number(object);
      case ValueType.Bool bool -> object instanceof Boolean truth ? Value.Bool.of(truth) : null;
      case ValueType.Text text -> object instanceof String given ? new Value.Text(given) : null;
      case ValueType.Symbol symbol -> object instanceof String given ? new Value.Text(given) : null;
      case ValueType.Blob blob -> blob(object);
      case ValueType.FixedBytes fixed -> blob(object);
      case ValueType.Address address -> address(object);
      case ValueType.Array array -> sequence(array.element(), object);
      case ValueType.FixedArray array -> sequence(array.element(), object);
      case ValueType.Tuple tuple -> components(tuple.components(), object);
      case ValueType.Struct struct ->
          components(struct.fields().stream().map(ValueType.Field::type).toList(), object);
      case ValueType.Option option -> option(option.element(), object);
      case ValueType.Dictionary map -> dictionary(map, object);
      case ValueType.Choice choice -> null;
      case ValueType.Unit unit -> null;
    };
  }

  private @Nullable Value number(Object object) {
    return switch (object) {
      case Integer number -> Value.Int.of(number);
      case Long number -> Value.Int.of(number);
      case Short number -> Value.Int.of(number);
      case Byte number -> Value.Int.of(number);
      case BigInteger number -> {
        if (number.bitLength() > (number.signum() < 0 ? 255 : 256)) {
          throw refused("an integer of at most 256 bits", "one of " + number.bitLength() + " bits");
        }
        yield Value.Int.of(number);
      }
      default -> null;
    };
  }

  private @Nullable Value blob(Object object) {
    return switch (object) {
      case Bytes bytes -> new Value.Blob(bytes);
      case Bytes32 word -> new Value.Blob(word.toBytes());
      case byte[] bytes -> new Value.Blob(Bytes.of(bytes));
      default -> null;
    };
  }

  private @Nullable Value address(Object object) {
    try {
      return switch (object) {
        case EvmAddress address -> Value.Address.of(address);
        case AccountId account -> Value.Address.of(account);
        case Bytes bytes -> Value.Address.of(bytes);
        case Bytes32 word -> Value.Address.of(word.toBytes());
        case String text -> Value.Address.parse(text);
        default -> null;
      };
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(
          subject() + " must be an address: " + malformed.getMessage(), malformed);
    }
  }

  private @Nullable Value sequence(ValueType element, Object object) {
    List<? extends @Nullable Object> objects = asList(object);
    if (objects == null) {
      return null;
    }
    Value[] values = new Value[objects.size()];
    descend();
    for (int i = 0; i < values.length; i++) {
      path[depth - 1] = i;
      values[i] = value(element, objects.get(i));
    }
    depth--;
    return Value.Sequence.of(values);
  }

  private @Nullable Value components(List<ValueType> types, Object object) {
    List<? extends @Nullable Object> objects = asList(object);
    if (objects == null) {
      return null;
    }
    if (objects.size() != types.size()) {
      throw refused(types.size() + " components", Integer.toString(objects.size()));
    }
    return new Value.Sequence(all(types, objects));
  }

  private @Nullable Value option(ValueType element, Object object) {
    if (!(object instanceof Optional<?> optional)) {
      return null;
    }
    return optional.isEmpty() ? new Value.None() : new Value.Some(value(element, optional.get()));
  }

  private @Nullable Value dictionary(ValueType.Dictionary type, Object object) {
    if (!(object instanceof Map<?, ?> map)) {
      return null;
    }
    List<Value.Entry> entries = new ArrayList<>(map.size());
    descend();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      path[depth - 1] = entries.size();
      entries.add(
          new Value.Entry(
              value(type.key(), entry.getKey()), value(type.value(), entry.getValue())));
    }
    depth--;
    return new Value.Dictionary(entries);
  }

  private static @Nullable List<? extends @Nullable Object> asList(Object object) {
    return switch (object) {
      case List<?> list -> list;
      case Object[] array -> Arrays.asList(array);
      case long[] array -> Arrays.stream(array).boxed().toList();
      case int[] array -> Arrays.stream(array).boxed().toList();
      default -> null;
    };
  }

  private static String accepted(ValueType type) {
    return switch (type) {
      case ValueType.UInt uint -> "int, long or BigInteger";
      case ValueType.Int signed -> "int, long or BigInteger";
      case ValueType.Compact compact -> "int, long or BigInteger";
      case ValueType.Felt felt -> "int, long or BigInteger";
      case ValueType.Bool bool -> "boolean";
      case ValueType.Text text -> "String";
      case ValueType.Symbol symbol -> "String";
      case ValueType.Blob blob -> "Bytes, Bytes32 or byte[]";
      case ValueType.FixedBytes fixed -> "Bytes, Bytes32 or byte[]";
      case ValueType.Address address -> "EvmAddress, AccountId, Bytes or String";
      case ValueType.Option option -> "Optional";
      case ValueType.Dictionary map -> "Map";
      case ValueType.Choice choice -> "Value.Choice";
      case ValueType.Unit unit -> "Value.Unit";
      case ValueType.Array array -> "List or array";
      case ValueType.FixedArray array -> "List or array";
      case ValueType.Tuple tuple -> "List or array";
      case ValueType.Struct struct -> "List or array";
    };
  }

  private void descend() {
    if (depth == path.length) {
      throw refused("at most " + ValueType.MAX_DEPTH + " levels of nesting", "more");
    }
    depth++;
  }

  private String subject() {
    StringBuilder text =
        new StringBuilder(function == null ? "Value " : "Argument ").append(path[0] + 1);
    if (function != null) {
      text.append(" of ").append(function);
    }
    if (depth > 1) {
      text.append(", at ");
      for (int i = 1; i < depth; i++) {
        text.append('[').append(path[i]).append(']');
      }
      text.append(',');
    }
    return text.toString();
  }

  private IllegalArgumentException refused(String expected, String actual) {
    return new IllegalArgumentException(subject() + " must be " + expected + ", got " + actual);
  }
}
