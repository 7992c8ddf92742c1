package dev.interlane.codec.internal;

import dev.interlane.codec.DecodedPart;
import dev.interlane.codec.Explanation;
import dev.interlane.codec.ValueCodec;
import dev.interlane.codec.bind.AddressForm;
import dev.interlane.error.CodecException;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import dev.interlane.value.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The codec of a list of types by their plans in one dialect. Thread-safe. */
public final class PlanCodec implements ValueCodec {
  private static final int MAX_BYTES = Integer.MAX_VALUE - 64;

  private final Dialect dialect;
  private final List<ValueType> types;
  private final List<Plan> plans;
  private final Plan list;
  // One for all calls: an object for each would weigh as much as a small encoding.
  private final BiConsumer<List<Value>, byte[]> writer;

  private PlanCodec(Dialect dialect, List<ValueType> types) {
    this.dialect = dialect;
    this.types = List.copyOf(types);
    TypePlace root = TypePlace.root(dialect);
    this.plans = SequentialDialect.components(this.types, root);
    this.list = dialect.list(plans);
    this.writer = (values, target) -> list.writeAll(values, target, 0);
  }

  /**
   * The codec of these types.
   *
   * @throws dev.interlane.error.UnrepresentableTypeException if the VM lacks one, with its path
   */
  public static PlanCodec of(Dialect dialect, List<ValueType> types) {
    return new PlanCodec(dialect, types);
  }

  /**
   * The codec of a tuple of types in Solidity's names.
   *
   * @throws IllegalArgumentException if the text is no tuple of types
   * @throws dev.interlane.error.UnrepresentableTypeException if the VM lacks one, with its path
   */
  public static PlanCodec parse(Dialect dialect, String types) {
    if (!(ValueType.parse(types) instanceof ValueType.Tuple tuple)) {
      throw new IllegalArgumentException(
          "Types must be in parentheses, such as (address,uint256), got '" + types + "'");
    }
    return of(dialect, tuple.components());
  }

  @Override
  public List<ValueType> types() {
    return types;
  }

  @Override
  public Bytes encode(Object... values) {
    return encodeValues(Values.coerce(types, Arrays.asList(values)));
  }

  @Override
  public Bytes encodeValues(List<Value> values) {
    return Bytes.generate(measure(values, 0), values, writer);
  }

  @Override
  public List<Value> decode(Bytes bytes) {
    return decodeFrom(bytes, 0);
  }

  /** Encodes with other bytes in front and behind. */
  public Bytes encodeBetween(Bytes before, List<Value> values, Bytes after) {
    return Bytes.generate(
        measure(values, before.length() + after.length()),
        target -> {
          before.copyTo(target, 0);
          after.copyTo(target, list.writeAll(values, target, before.length()));
        });
  }

  /** The bytes of the values, and so many others. */
  private int measure(List<Value> values, int others) {
    long measured = list.measureAll(values);
    if (measured < 0) {
      throw unfit(values);
    }
    if (measured + others > MAX_BYTES) {
      throw new IllegalArgumentException(
          "The values need "
              + (measured + others)
              + " bytes, an encoding has at most "
              + MAX_BYTES);
    }
    return (int) measured + others;
  }

  /** Decodes behind a prefix; offsets in errors count from the first byte of all. */
  public List<Value> decodeFrom(Bytes bytes, int from) {
    ByteReader in = new ByteReader(bytes, from, types, list.depth);
    in.charge(1, list);
    Value values = list.read(in);
    in.requireEnd();
    return ((Value.Sequence) values).elements();
  }

  @Override
  public AddressForm addresses() {
    return dialect.addresses();
  }

  @Override
  public Explanation explained(Bytes bytes) {
    return explainBehind(Bytes.EMPTY, bytes);
  }

  /** Explains bytes that begin with a tag, which was checked. */
  public Explanation explainBehind(Bytes tag, Bytes bytes) {
    TracingReader in = new TracingReader(bytes, tag.length(), types, list.depth);
    Optional<CodecException> refusal = Optional.empty();
    try {
      in.charge(1, list);
      list.read(in);
      in.requireEnd();
    } catch (CodecException refused) {
      refusal = Optional.of(refused);
    }
    List<DecodedPart> parts =
        in.root()
            .describe(
                new ValueType.Tuple(types),
                (type, span) -> {
                  Plan plan = TypePlace.root(dialect).inner(type, "");
                  return plan.read(new ByteReader(bytes, span.from, List.of(type), plan.depth));
                });
    return new Explanation(tag, parts, refusal);
  }

  /** Each value by itself. */
  public List<Bytes> encodeEach(List<Value> values) {
    if (list.measureAll(values) < 0) {
      throw unfit(values);
    }
    List<Bytes> encoded = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      encoded.add(plans.get(i).encoded(values.get(i)));
    }
    return encoded;
  }

  /**
   * Why the VM lacks one of these values, though each fits its neutral type; null if it does not.
   */
  public @Nullable String misfit(List<Value> values) {
    return list.misfit(new Value.Sequence(values));
  }

  private IllegalArgumentException unfit(List<Value> values) {
    Values.check(types, values);
    String misfit = misfit(values);
    if (misfit == null) {
      throw new IllegalStateException(
          "Values fit " + types + " but could not be measured: " + values);
    }
    return new IllegalArgumentException("Value at " + misfit);
  }
}
