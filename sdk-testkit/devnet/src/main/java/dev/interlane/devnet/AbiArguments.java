package dev.interlane.devnet;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.List;

/**
 * The few argument types that a deployment passes, in the contract ABI: unsigned integers,
 * addresses, words, bytes, and arrays of addresses. Heads of 32 bytes first, then the tails of
 * bytes and arrays, as the Solidity ABI specification says.
 */
final class AbiArguments {
  private static final int WORD_BYTES = 32;

  private AbiArguments() {}

  /** Selector and arguments of a function such as {@code deploy(address[],uint8)}. */
  static Bytes call(String signature, Object... arguments) {
    return Bytes.concat(
        Keccak256.hash(Bytes.fromUtf8(signature)).toBytes().slice(0, 4), encode(arguments));
  }

  /** Arguments alone, as constructors take them. */
  static Bytes encode(Object... arguments) {
    ByteArrayOutputStream heads = new ByteArrayOutputStream();
    ByteArrayOutputStream tails = new ByteArrayOutputStream();
    for (Object argument : arguments) {
      switch (argument) {
        case Bytes bytes -> {
          write(heads, word((long) WORD_BYTES * arguments.length + tails.size()));
          write(tails, word(bytes.length()));
          tails.writeBytes(bytes.toArray());
          tails.writeBytes(new byte[-bytes.length() & (WORD_BYTES - 1)]);
        }
        case List<?> list -> {
          write(heads, word((long) WORD_BYTES * arguments.length + tails.size()));
          write(tails, word(list.size()));
          list.forEach(element -> write(tails, word(element)));
        }
        default -> write(heads, word(argument));
      }
    }
    return Bytes.concat(Bytes.of(heads.toByteArray()), Bytes.of(tails.toByteArray()));
  }

  private static Bytes32 word(Object value) {
    return switch (value) {
      case EvmAddress address -> address.toWord();
      case Bytes32 word -> word;
      case BigInteger number -> Bytes32.ofUnsigned(number);
      case Long number -> Bytes32.ofUnsigned(BigInteger.valueOf(number));
      case Integer number -> Bytes32.ofUnsigned(BigInteger.valueOf(number));
      default ->
          throw new IllegalArgumentException("No ABI word for a " + value.getClass().getName());
    };
  }

  private static void write(ByteArrayOutputStream out, Bytes32 word) {
    out.writeBytes(word.toArray());
  }
}
