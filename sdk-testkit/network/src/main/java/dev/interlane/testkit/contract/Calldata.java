package dev.interlane.testkit.contract;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.testkit.chain.CallFrame;
import dev.interlane.value.ValueType;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The arguments of a call as Solidity's decoder takes them: a word out of its type's range, an
 * offset or a length past the end revert without data; a layout that no encoder would choose is
 * fine.
 */
public final class Calldata {
  private static final int SELECTOR_BYTES = 4;
  private static final int WORD_BYTES = 32;

  /** Solidity's panic code for an allocation past what memory can be. */
  private static final int TOO_MUCH_MEMORY = 0x41;

  private final CallFrame frame;
  private final Bytes arguments;

  /** The arguments after the selector. */
  Calldata(CallFrame frame) {
    this(frame, frame.data().slice(SELECTOR_BYTES));
  }

  /** The arguments, or the return data of a call. */
  Calldata(CallFrame frame, Bytes arguments) {
    this.frame = frame;
    this.arguments = arguments;
  }

  /**
   * What Solidity checks before a function's first line, its modifiers included: that there is a
   * word for each parameter, and that each simple one is in its type's range.
   */
  void requireTypes(List<ValueType> parameters) {
    for (int i = 0; i < parameters.size(); i++) {
      switch (parameters.get(i)) {
        case ValueType.UInt number -> requireZeros(i, 0, WORD_BYTES - number.bits() / 8);
        case ValueType.Address address -> address(i);
        case ValueType.Bool bool -> bool(i);
        case ValueType.FixedBytes fixed -> requireZeros(i, fixed.length(), WORD_BYTES);
        case ValueType.Blob blob -> bytes(i);
        default -> word(i); // read in full by the few functions that take such
      }
    }
  }

  /** The word of argument {@code index}. */
  public Bytes32 word(int index) {
    int at = index * WORD_BYTES;
    if (arguments.length() < at + WORD_BYTES) {
      throw frame.revert(Bytes.EMPTY);
    }
    return Bytes32.of(arguments.slice(at, WORD_BYTES));
  }

  /** A {@code uint8} to {@code uint32}. */
  public long unsigned(int index, int bits) {
    return requireZeros(index, 0, WORD_BYTES - bits / 8).longAt(WORD_BYTES - Long.BYTES);
  }

  /** A {@code bool}. */
  public boolean bool(int index) {
    long value = unsigned(index, 8);
    if (value > 1) {
      throw frame.revert(Bytes.EMPTY);
    }
    return value == 1;
  }

  /** An {@code address}. */
  public EvmAddress address(int index) {
    int padding = WORD_BYTES - EvmAddress.LENGTH_BYTES;
    return EvmAddress.of(requireZeros(index, 0, padding).slice(padding));
  }

  /** A {@code bytes}. */
  public Bytes bytes(int index) {
    int at = bounded(word(index), arguments.length() - WORD_BYTES);
    int length =
        bounded(Bytes32.of(arguments.slice(at, WORD_BYTES)), arguments.length() - WORD_BYTES - at);
    return arguments.slice(at + WORD_BYTES, length);
  }

  /** A tuple that holds what has no fixed length. */
  Calldata tuple(int index) {
    return new Calldata(
        frame, arguments.slice(bounded(word(index), arguments.length() - WORD_BYTES)));
  }

  /** An {@code address[]}. */
  List<EvmAddress> addresses(int index) {
    int at = bounded(word(index), arguments.length() - WORD_BYTES);
    Bytes32 count = Bytes32.of(arguments.slice(at, WORD_BYTES));
    Bytes array = arguments.slice(at + WORD_BYTES);
    int length = bounded(count, array.length() / WORD_BYTES);
    Calldata elements = new Calldata(frame, array);
    return IntStream.range(0, length).mapToObj(elements::address).toList();
  }

  /**
   * A {@code bytes[]}. Its length is looked at now, what it holds only when it is asked for, as
   * Solidity does with arrays that it first leaves where they are and then copies to memory: there
   * an element whose length no memory could hold panics before it is compared with the calldata.
   */
  Supplier<List<Bytes>> bytesArray(int index) {
    int at = bounded(word(index), arguments.length() - WORD_BYTES);
    Bytes32 count = Bytes32.of(arguments.slice(at, WORD_BYTES));
    Bytes array = arguments.slice(at + WORD_BYTES);
    int length = bounded(count, array.length() / WORD_BYTES);
    return () -> {
      Calldata elements = new Calldata(frame, array);
      return IntStream.range(0, length).mapToObj(elements::copied).toList();
    };
  }

  private Bytes copied(int index) {
    int at = bounded(word(index), arguments.length() - WORD_BYTES);
    Bytes length = arguments.slice(at, WORD_BYTES);
    if ((length.longAt(0) | length.longAt(8) | length.longAt(16)) != 0) {
      throw Reverts.panic(frame, TOO_MUCH_MEMORY);
    }
    return bytes(index);
  }

  private Bytes requireZeros(int index, int from, int to) {
    Bytes word = word(index).toBytes();
    for (int i = from; i < to; i++) {
      if (word.get(i) != 0) {
        throw frame.revert(Bytes.EMPTY);
      }
    }
    return word;
  }

  private int bounded(Bytes32 word, int maximum) {
    Bytes bytes = word.toBytes();
    long low = bytes.longAt(WORD_BYTES - Long.BYTES);
    boolean small = (bytes.longAt(0) | bytes.longAt(8) | bytes.longAt(16)) == 0;
    if (!small || low < 0 || low > maximum) {
      throw frame.revert(Bytes.EMPTY);
    }
    return (int) low;
  }
}
