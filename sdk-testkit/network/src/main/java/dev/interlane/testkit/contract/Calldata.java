package dev.interlane.testkit.contract;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.testkit.chain.CallFrame;

/**
 * The arguments of a call as Solidity's decoder takes them: a word out of its type's range, an
 * offset or a length past the end revert without data; a layout that no encoder would choose is
 * fine.
 */
public final class Calldata {
  private static final int SELECTOR_BYTES = 4;
  private static final int WORD_BYTES = 32;

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
    Bytes word = word(index).toBytes();
    int bytes = bits / 8;
    for (int i = 0; i < WORD_BYTES - bytes; i++) {
      if (word.get(i) != 0) {
        throw frame.revert(Bytes.EMPTY);
      }
    }
    return word.longAt(WORD_BYTES - Long.BYTES);
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
    Bytes word = word(index).toBytes();
    for (int i = 0; i < WORD_BYTES - EvmAddress.LENGTH_BYTES; i++) {
      if (word.get(i) != 0) {
        throw frame.revert(Bytes.EMPTY);
      }
    }
    return EvmAddress.of(word.slice(WORD_BYTES - EvmAddress.LENGTH_BYTES));
  }

  /** A {@code bytes}. */
  public Bytes bytes(int index) {
    int at = bounded(word(index), arguments.length() - WORD_BYTES);
    int length =
        bounded(Bytes32.of(arguments.slice(at, WORD_BYTES)), arguments.length() - WORD_BYTES - at);
    return arguments.slice(at + WORD_BYTES, length);
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
