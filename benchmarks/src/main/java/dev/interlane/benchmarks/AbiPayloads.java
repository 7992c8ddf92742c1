package dev.interlane.benchmarks;

import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import dev.interlane.value.Values;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The calls that contract ABI benchmarks encode: 68 bytes, 2660 bytes and 42372 bytes, the same in
 * every run.
 */
final class AbiPayloads {
  private AbiPayloads() {}

  static String signature(String payload) {
    return switch (payload) {
      case "transfer" -> "transfer(address,uint256)";
      case "nested" -> "place((uint64,bool,address[])[],uint256)";
      case "bulk" -> "store(bytes,uint256[])";
      default -> throw new IllegalArgumentException("No payload is called " + payload);
    };
  }

  static List<Value> values(AbiFunction function, String payload) {
    Random random = new Random(1);
    Object first =
        switch (payload) {
          case "transfer" -> bytes(random, 20);
          case "nested" ->
              Stream.generate(
                      () ->
                          List.of(
                              random.nextInt(1 << 20),
                              true,
                              List.of(bytes(random, 20), bytes(random, 20), bytes(random, 20))))
                  .limit(10)
                  .toList();
          default -> bytes(random, 10_240);
        };
    Object second =
        payload.equals("bulk")
            ? Stream.generate(() -> new BigInteger(256, random)).limit(1_000).toList()
            : new BigInteger(80, random);
    return Values.coerce(function.signature(), List.of(first, second));
  }

  private static Bytes bytes(Random random, int length) {
    return Bytes.generate(length, random::nextBytes);
  }
}
