package dev.interlane.codec;

import dev.interlane.codec.bind.RecordBinding;
import dev.interlane.error.CodecException;
import dev.interlane.primitive.Bytes;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * A codec for objects of one Java type, made by {@link ValueCodec#bind}. Thread-safe.
 *
 * <pre>{@code
 * record Deposit(EvmAddress user, BigInteger amount) {}
 *
 * static final RecordCodec<Deposit> DEPOSITS = abi.function("deposit").call().bind(Deposit.class);
 *
 * Bytes calldata = DEPOSITS.encode(new Deposit(user, amount));
 * Deposit deposit = DEPOSITS.decode(calldata);
 * }</pre>
 *
 * @param <T> the Java type
 */
public final class RecordCodec<T> {
  // By type and then by codec, either of which may go away.
  private static final ClassValue<Map<ValueCodec, RecordBinding<?>>> BOUND =
      new ClassValue<>() {
        @Override
        protected Map<ValueCodec, RecordBinding<?>> computeValue(Class<?> type) {
          return Collections.synchronizedMap(new WeakHashMap<>());
        }
      };

  private final ValueCodec codec;
  private final RecordBinding<T> binding;

  RecordCodec(ValueCodec codec, RecordBinding<T> binding) {
    this.codec = codec;
    this.binding = binding;
  }

  @SuppressWarnings("unchecked") // A type's bindings are of that type.
  static <T> RecordCodec<T> bound(ValueCodec codec, Class<T> type) {
    RecordBinding<?> binding =
        BOUND
            .get(type)
            .computeIfAbsent(
                codec,
                each -> RecordBinding.of(type, each.types(), each.names(), each.addresses()));
    return new RecordCodec<>(codec, (RecordBinding<T>) binding);
  }

  @SuppressWarnings("unchecked") // The binding is that of the object's own class.
  static Bytes encodeBound(ValueCodec codec, Record object) {
    return ((RecordCodec<Record>) bound(codec, object.getClass())).encode(object);
  }

  /**
   * The bytes of an object.
   *
   * @throws IllegalArgumentException if a component is null or outside its type's range
   */
  public Bytes encode(T object) {
    return codec.encodeValues(binding.values(object));
  }

  /**
   * The object in bytes. What its own constructor throws is passed on.
   *
   * @throws CodecException if the bytes are not canonical
   */
  public T decode(Bytes bytes) {
    return binding.object(codec.decode(bytes));
  }
}
