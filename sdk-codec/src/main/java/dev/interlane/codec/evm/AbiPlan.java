package dev.interlane.codec.evm;

import dev.interlane.error.UnrepresentableTypeException;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one type lies in bytes, worked out once.
 *
 * <pre>
 * word      integers right-aligned and sign-extended, bool 0 or 1, address right-aligned, bytesN left-aligned    32 bytes
 * bytes     length word, content, zeros up to a multiple of 32; string the same with UTF-8
 * T[]       count word, then a tuple of that many T
 * T[N]      a tuple of N times T
 * tuple     heads, then tails. A static component is its own head. A dynamic one (bytes, string, T[], or what contains
 *           one) has as head the word with its tail's distance from the tuple's first head; tails stand in order, the
 *           first right behind the heads, with no gap between them
 * </pre>
 *
 * Solidity's ABI specification leaves the places of tails open; the last rule is what makes the
 * form canonical.
 */
abstract sealed class AbiPlan permits AbiWord, AbiBytes, AbiTuple, AbiArray {
  static final int WORD = 32;
  // No encoding can be longer than an array; half of that leaves sums within an int.
  private static final long MAX_HEAD_BYTES = 1 << 30;

  // Static containers take no bytes of their own, so their number bounds how much larger a decoded
  // value is than its bytes.
  private static final int MAX_STATIC_DEPTH = 32;

  /** Whether the encoding's length depends on the value, so that a head points to it. */
  final boolean dynamic;

  /**
   * The bytes it takes among the heads of what contains it: all of a static type, one word of a
   * dynamic one.
   */
  final int slotBytes;

  /** How many containers lie within each other, this one counted. */
  final int depth;

  AbiPlan(boolean dynamic, int slotBytes, int depth) {
    this.dynamic = dynamic;
    this.slotBytes = slotBytes;
    this.depth = depth;
  }

  /** The bytes of the value's encoding, or -1 if the value does not fit the type. */
  abstract long measure(Value value);

  /** Writes the measured value from {@code at} on and returns the position after it. */
  abstract int write(Value value, byte[] target, int at);

  /**
   * Reads a value that begins at {@code at}; a dynamic one leaves its end in {@link AbiReader#end}.
   */
  abstract Value read(AbiReader in, int at);

  /**
   * The bytes of the form that is hashed for an indexed event parameter: no lengths, no offsets,
   * all padded to words.
   */
  abstract long measureInPlace(Value value);

  /** Writes that form from {@code at} on and returns the position after it. */
  abstract int writeInPlace(Value value, byte[] target, int at);

  /**
   * Where a value that {@link #measure} refused is none of the EVM's, though it fits its neutral
   * type; null if it is one.
   */
  abstract @Nullable String misfit(Value value);

  static AbiTuple ofAll(List<ValueType> types) {
    return tuple(types, 0, new Path(null, ""));
  }

  private static AbiPlan of(ValueType type, int depth, Path path) {
    if (depth > ValueType.MAX_DEPTH) {
      throw refused(path, "more than " + ValueType.MAX_DEPTH + " levels of nesting");
    }
    return switch (type) {
      case ValueType.UInt uint -> new AbiWord.Unsigned(uint.bits());
      case ValueType.Int signed -> new AbiWord.Signed(signed.bits());
      case ValueType.Bool bool -> new AbiWord.Truth();
      case ValueType.Address address -> new AbiWord.AddressWord();
      case ValueType.FixedBytes fixed -> {
        if (fixed.length() > WORD) {
          throw refused(
              path,
              type,
              "fixed bytes have at most 32; use bytes, or uint8[" + fixed.length() + "]");
        }
        yield new AbiWord.Fixed(fixed.length());
      }
      case ValueType.Blob blob -> new AbiBytes.Blob();
      case ValueType.Text text -> new AbiBytes.Text();
      case ValueType.Array array -> new AbiArray(of(array.element(), depth + 1, path.index("[]")));
      case ValueType.FixedArray array -> fixedArray(array, depth, path);
      case ValueType.Tuple tuple -> {
        if (tuple.components().isEmpty()) {
          throw refused(path, type, "a tuple has at least one component");
        }
        yield tuple(tuple.components(), depth, path);
      }
      case ValueType.Struct struct -> {
        if (struct.fields().isEmpty()) {
          throw refused(path, type, "a struct has at least one field");
        }
        yield struct(struct, depth, path);
      }
      case ValueType.Choice choice ->
          throw refused(path, type, "it has no enums with data; use (uint8,bytes)");
      case ValueType.Option option -> throw refused(path, type, "it has no options; use (bool,T)");
      case ValueType.Dictionary map ->
          throw refused(path, type, "it has no maps in calls; use (K,V)[]");
      case ValueType.Compact compact ->
          throw refused(path, type, "it is a type of SCALE; use uint" + compact.bits());
      case ValueType.Felt felt ->
          throw refused(path, type, "it is a type of Starknet; use uint256");
      case ValueType.Symbol symbol ->
          throw refused(path, type, "it is a type of Soroban; use string");
      case ValueType.Unit unit ->
          throw refused(path, type, "it has no type without bytes; leave the parameter out");
    };
  }

  private static AbiArray fixedArray(ValueType.FixedArray array, int depth, Path path) {
    if (array.length() == 0) {
      throw refused(path, array, "a fixed array has at least one element");
    }
    AbiPlan element = of(array.element(), depth + 1, path.index("[]"));
    checkHead((long) element.slotBytes * array.length(), path, array);
    return checkStaticDepth(new AbiArray(element, array.length()), path);
  }

  private static AbiTuple struct(ValueType.Struct struct, int depth, Path path) {
    List<AbiPlan> plans = new ArrayList<>(struct.fields().size());
    for (ValueType.Field field : struct.fields()) {
      plans.add(of(field.type(), depth + 1, path.index("." + field.name())));
    }
    return tuple(plans, path, struct);
  }

  private static AbiTuple tuple(List<ValueType> types, int depth, Path path) {
    List<AbiPlan> plans = new ArrayList<>(types.size());
    for (int i = 0; i < types.size(); i++) {
      plans.add(of(types.get(i), depth + 1, path.index("[" + i + "]")));
    }
    return tuple(plans, path, new ValueType.Tuple(types));
  }

  private static AbiTuple tuple(List<AbiPlan> plans, Path path, ValueType type) {
    long headBytes = 0;
    for (AbiPlan plan : plans) {
      headBytes += plan.slotBytes;
    }
    checkHead(headBytes, path, type);
    return checkStaticDepth(new AbiTuple(plans.toArray(AbiPlan[]::new)), path);
  }

  private static <P extends AbiPlan> P checkStaticDepth(P plan, Path path) {
    if (!plan.dynamic && plan.depth > MAX_STATIC_DEPTH) {
      throw refused(path, "more than " + MAX_STATIC_DEPTH + " levels of static nesting");
    }
    return plan;
  }

  private static void checkHead(long headBytes, Path path, ValueType type) {
    if (headBytes > MAX_HEAD_BYTES) {
      throw refused(path, type, "its shortest encoding is above 2^30 bytes");
    }
  }

  private static UnrepresentableTypeException refused(Path path, ValueType type, String why) {
    return refused(path, type.canonical() + ": " + why);
  }

  private static UnrepresentableTypeException refused(Path path, String detail) {
    return new UnrepresentableTypeException("EVM", path.toString(), detail);
  }

  /** A place in a type, put into words only for an error. */
  private record Path(@Nullable Path parent, String segment) {
    Path index(String next) {
      return new Path(this, next);
    }

    @Override
    public String toString() {
      return (parent == null ? "" : parent.toString()) + segment;
    }
  }
}
