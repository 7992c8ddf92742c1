package dev.interlane.codec.fuzz;

import com.sun.management.ThreadMXBean;
import dev.interlane.error.CodecException;
import dev.interlane.primitive.Bytes;
import java.lang.management.ManagementFactory;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a decoder keeps for any bytes: it answers with a value or with its own refusal, the value
 * encodes to the same bytes, and memory is bounded by the input.
 */
final class Strictness {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long BYTES_PER_BYTE = 64;
  private static final long BYTES_AT_LEAST = 64 * 1024;
  // The first decoding of a kind loads classes, which counts as allocated by it.
  private static final int ATTEMPTS = 3;

  private Strictness() {}

  /**
   * Decodes the input, and encodes what it holds again.
   *
   * @param what names the types in an error
   * @throws AssertionError if one of the promises is broken
   */
  static <T> void check(
      Bytes input, Supplier<String> what, Function<Bytes, T> decode, Function<T, Bytes> encode) {
    T decoded = decodeWithin(input, what, decode);
    if (decoded == null) {
      return;
    }
    Bytes again;
    try {
      again = encode.apply(decoded);
    } catch (RuntimeException failed) {
      throw new AssertionError("Decoded but not encodable: " + shown(input, what), failed);
    }
    if (!again.equals(input)) {
      throw new AssertionError("Decoded but encoded as " + again + ": " + shown(input, what));
    }
  }

  private static <T> @Nullable T decodeWithin(
      Bytes input, Supplier<String> what, Function<Bytes, T> decode) {
    long least = Long.MAX_VALUE;
    long bound = BYTES_PER_BYTE * input.length() + BYTES_AT_LEAST;
    for (int i = 0; i < ATTEMPTS; i++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      T decoded = decodeOrRefuse(input, what, decode);
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
      if (least <= bound) {
        return decoded;
      }
    }
    throw new AssertionError(
        "Allocated " + least + " bytes, at most " + bound + ": " + shown(input, what));
  }

  private static <T> @Nullable T decodeOrRefuse(
      Bytes input, Supplier<String> what, Function<Bytes, T> decode) {
    try {
      return decode.apply(input);
    } catch (CodecException refused) {
      if (refused.offset() < 0 || refused.offset() > input.length()) {
        throw new AssertionError("Offset outside the input: " + shown(input, what), refused);
      }
      return null;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError other) {
      throw new AssertionError("No refusal of the codec: " + shown(input, what), other);
    }
  }

  private static String shown(Bytes input, Supplier<String> what) {
    return input + " as " + what.get();
  }
}
