package dev.interlane.codec.evm;

import dev.interlane.codec.bind.RecordBinding;
import dev.interlane.error.CodecException;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.util.List;

/**
 * An event whose logs are objects of one Java type, made by {@link AbiEvent#bind}. Thread-safe.
 *
 * <pre>{@code
 * record Transfer(EvmAddress from, EvmAddress to, BigInteger value) {}
 *
 * static final BoundEvent<Transfer> TRANSFERS = abi.event("Transfer").bind(Transfer.class);
 * }</pre>
 *
 * @param <T> the Java type
 */
public final class BoundEvent<T> {
  private final AbiEvent event;
  private final RecordBinding<T> binding;

  BoundEvent(AbiEvent event, RecordBinding<T> binding) {
    this.event = event;
    this.binding = binding;
  }

  /** Whether the first topic is this event's; the rest may still be malformed. */
  public boolean matches(List<Bytes32> topics) {
    return event.matches(topics);
  }

  /**
   * The object of a log. What its own constructor throws is passed on.
   *
   * @throws CodecException if the log is of another event, or not canonical
   */
  public T decode(List<Bytes32> topics, Bytes data) {
    return binding.object(event.decode(topics, data));
  }
}
