package dev.interlane.testkit.contract;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.testkit.chain.CallFrame;
import dev.interlane.value.FunctionSignature;
import dev.interlane.value.ValueType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A contract's functions by selector. A call that names none of them, and value sent to one that is
 * not payable, revert without data, as compiled Solidity does.
 */
public final class Functions {
  private static final int SELECTOR_BYTES = 4;

  private final Map<Bytes, Entry> bySelector = new HashMap<>();

  /** No functions yet. */
  public Functions() {}

  /** Adds a function that takes no value. */
  public Functions add(String signature, Body body) {
    return put(signature, body, Value.REFUSED);
  }

  /** Adds a function that may be sent value. */
  public Functions payable(String signature, Body body) {
    return put(signature, body, Value.TAKEN);
  }

  /** Adds a getter of one word. */
  public Functions getter(String signature, Function<CallFrame, Bytes32> value) {
    return add(signature, (frame, unused) -> value.apply(frame).toBytes());
  }

  /** Adds a getter of an address that never changes. */
  Functions constant(String signature, EvmAddress address) {
    Bytes word = address.toWord().toBytes();
    return add(signature, (frame, unused) -> word);
  }

  /** Adds a getter of a number that never changes. */
  Functions constant(String signature, long number) {
    Bytes word = Abi.word(number).toBytes();
    return add(signature, (frame, unused) -> word);
  }

  /** Answers the call. */
  public Bytes execute(CallFrame frame) {
    if (frame.data().length() < SELECTOR_BYTES) {
      throw frame.revert(Bytes.EMPTY);
    }
    Entry entry = bySelector.get(frame.data().slice(0, SELECTOR_BYTES));
    if (entry == null || (entry.value == Value.REFUSED && frame.valueWei().signum() != 0)) {
      throw frame.revert(Bytes.EMPTY);
    }
    frame.useGas(FUNCTION_GAS);
    Calldata arguments = new Calldata(frame);
    arguments.requireTypes(entry.parameters);
    return entry.body.run(frame, arguments);
  }

  /** About what finding a function and decoding its arguments takes. */
  private static final long FUNCTION_GAS = 500;

  private Functions put(String signature, Body body, Value value) {
    Entry entry = new Entry(FunctionSignature.parse(signature).parameters(), body, value);
    if (bySelector.put(Abi.selector(signature), entry) != null) {
      throw new IllegalArgumentException("Two functions have the selector of " + signature);
    }
    return this;
  }

  /** What a function does. */
  @FunctionalInterface
  public interface Body {
    /** Answers the return data. */
    Bytes run(CallFrame frame, Calldata arguments);
  }

  private record Entry(List<ValueType> parameters, Body body, Value value) {}

  private enum Value {
    TAKEN,
    REFUSED
  }
}
