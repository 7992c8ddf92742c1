package dev.interlane.codec.evm;

import dev.interlane.codec.Explanation;
import dev.interlane.codec.ValueCodec;
import dev.interlane.codec.bind.AddressForm;
import dev.interlane.error.CodecException;
import dev.interlane.error.UnrepresentableTypeException;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.FunctionSignature;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An error a contract can revert with: a selector as of a function, then its arguments.
 * Thread-safe.
 *
 * <pre>{@code
 * static final AbiError INSUFFICIENT = AbiError.parse("InsufficientBalance(uint256,uint256)");
 *
 * String why = AbiError.explain(revertData, INSUFFICIENT);
 * }</pre>
 */
public final class AbiError implements ValueCodec {
  /** What {@code require} and {@code revert} with a text give. */
  public static final AbiError ERROR = parse("Error(string)");

  /** What failed assertions, overflows and the like give, with a number for the kind. */
  public static final AbiError PANIC = parse("Panic(uint256)");

  /** The most characters that an explanation has: a contract may revert with megabytes. */
  private static final int MAX_EXPLANATION_CHARS = 1_000;

  private final SelectedCodec codec;

  AbiError(SelectedCodec codec) {
    this.codec = codec;
  }

  /**
   * Parses {@code Name(types)}.
   *
   * @throws IllegalArgumentException if the text does not parse
   * @throws UnrepresentableTypeException if the EVM lacks one of the types
   */
  public static AbiError parse(String text) {
    return new AbiError(SelectedCodec.of(FunctionSignature.parse(text), List.of()));
  }

  /** The name and the types of the parameters. */
  public FunctionSignature signature() {
    return codec.signature();
  }

  /** The first four bytes. */
  public Bytes selector() {
    return codec.selector();
  }

  @Override
  public List<ValueType> types() {
    return codec.types();
  }

  @Override
  public List<String> names() {
    return codec.names();
  }

  /**
   * Whether revert data begins with this error's selector; its arguments may still be malformed.
   */
  public boolean matches(Bytes revertData) {
    return revertData.startsWith(codec.selector());
  }

  /**
   * Revert data from Java values.
   *
   * @throws IllegalArgumentException if there are more or fewer than parameters, or one does not
   *     fit
   */
  @Override
  public Bytes encode(Object... arguments) {
    return codec.encode(arguments);
  }

  @Override
  public Bytes encodeValues(List<Value> arguments) {
    return codec.encodeValues(arguments);
  }

  /**
   * The arguments in revert data.
   *
   * @throws CodecException if it is not this error in canonical form
   */
  @Override
  public List<Value> decode(Bytes revertData) {
    return codec.decode(revertData);
  }

  @Override
  public AddressForm addresses() {
    return AddressForm.EVM;
  }

  @Override
  public Explanation explained(Bytes revertData) {
    return codec.explained(revertData);
  }

  /**
   * Revert data in words: the text of {@code Error(string)}, the meaning of {@code Panic(uint256)},
   * one of the known errors with its arguments, or else the bytes. For people only: a contract may
   * revert with any bytes it likes, so the text is cut after a thousand characters, and what cannot
   * be printed in a line is replaced.
   */
  public static String explain(Bytes revertData, AbiError... known) {
    String text = words(revertData, known);
    String start =
        text.length() <= MAX_EXPLANATION_CHARS
            ? text
            : text.substring(0, MAX_EXPLANATION_CHARS) + "... (" + text.length() + " characters)";
    return start.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
  }

  private static String words(Bytes revertData, AbiError... known) {
    if (revertData.isEmpty()) {
      return "no reason given";
    }
    try {
      if (ERROR.matches(revertData)) {
        return ERROR.decode(revertData).get(0).asText();
      }
      if (PANIC.matches(revertData)) {
        return panic(((Value.Int) PANIC.decode(revertData).get(0)));
      }
      for (AbiError error : known) {
        if (error.matches(revertData)) {
          return error.signature().name() + arguments(error.decode(revertData));
        }
      }
    } catch (CodecException malformed) {
      return shown(revertData) + ", which is malformed: " + malformed.getMessage();
    }
    return shown(revertData);
  }

  private static String arguments(List<Value> values) {
    return values.stream().map(Value::toString).collect(Collectors.joining(", ", "(", ")"));
  }

  // Solidity's documentation, "Panic via assert and Error via require".
  private static String panic(Value.Int kind) {
    String meaning =
        switch (kind.fitsUnsigned(8) ? (int) kind.toLong() : -1) {
          case 0x00 -> "compiler-inserted panic";
          case 0x01 -> "assertion failed";
          case 0x11 -> "arithmetic overflow or underflow";
          case 0x12 -> "division or modulo by zero";
          case 0x21 -> "value outside its enum";
          case 0x22 -> "storage byte array encoded wrongly";
          case 0x31 -> "pop of an empty array";
          case 0x32 -> "array index out of bounds";
          case 0x41 -> "too much memory allocated";
          case 0x51 -> "call of an uninitialised function";
          default -> "unknown kind";
        };
    return "panic 0x" + kind.number().toString(16) + ": " + meaning;
  }

  private static String shown(Bytes data) {
    return data.length() <= 68
        ? data.toHex()
        : data.slice(0, 68) + "... (" + data.length() + " bytes)";
  }

  /** The canonical signature. */
  @Override
  public String toString() {
    return codec.toString();
  }
}
