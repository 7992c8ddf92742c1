package dev.interlane.codec.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.error.ErrorCode;
import dev.interlane.error.UnrepresentableTypeException;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AbiCodecTest {
  private static final BigInteger[] EDGES = {
    BigInteger.ZERO,
    BigInteger.ONE,
    BigInteger.valueOf(32),
    BigInteger.valueOf(64),
    BigInteger.TWO.pow(31).subtract(BigInteger.ONE),
    BigInteger.TWO.pow(31),
    BigInteger.TWO.pow(32),
    BigInteger.TWO.pow(63),
    BigInteger.TWO.pow(64),
    BigInteger.TWO.pow(255),
    BigInteger.TWO.pow(256).subtract(BigInteger.valueOf(32)),
    BigInteger.TWO.pow(256).subtract(BigInteger.ONE)
  };

  private final long seed = Long.getLong("interlane.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final AbiSamples samples = new AbiSamples(random);

  @Test
  void decodesWhatItEncoded() {
    for (int i = 0; i < 2_000; i++) {
      List<ValueType> types = samples.types();
      List<Value> values = samples.values(types);
      AbiCodec codec = AbiCodec.of(types);

      Bytes encoded = codec.encodeValues(values);

      assertThat(encoded.length() % 32).as("seed %d", seed).isZero();
      assertThat(codec.decode(encoded)).as("seed %d types %s", seed, types).isEqualTo(values);
    }
  }

  @Test
  void refusesEveryBeginningOfAnEncoding() {
    for (int i = 0; i < 60; i++) {
      List<ValueType> types = samples.types();
      AbiCodec codec = AbiCodec.of(types);
      Bytes encoded = codec.encodeValues(samples.values(types));

      for (int length = 0; length < encoded.length(); length++) {
        Bytes cut = encoded.slice(0, length);
        assertThatThrownBy(() -> codec.decode(cut))
            .as("seed %d types %s cut at %d", seed, types, length)
            .isInstanceOfSatisfying(
                CodecException.class,
                refused -> {
                  assertThat(refused.offset()).isBetween(0, cut.length());
                  assertThat(refused.code()).isEqualTo(ErrorCode.MALFORMED_BYTES);
                  assertThat(refused.isRetryable()).isFalse();
                });
      }
    }
  }

  @Test
  void everyFlippedBitIsRefusedOrAnotherValue() {
    for (int i = 0; i < 60; i++) {
      List<ValueType> types = samples.types();
      AbiCodec codec = AbiCodec.of(types);
      byte[] encoded = codec.encodeValues(samples.values(types)).toArray();

      for (int bit = 0; bit < encoded.length * 8; bit++) {
        encoded[bit / 8] ^= (byte) (1 << bit % 8);
        assertRefusedOrCanonical(codec, Bytes.of(encoded));
        encoded[bit / 8] ^= (byte) (1 << bit % 8);
      }
    }
  }

  @Test
  void mutatedInputIsRefusedOrCanonical() {
    for (int i = 0; i < 4_000; i++) {
      List<ValueType> types = samples.types();
      AbiCodec codec = AbiCodec.of(types);
      byte[] mutated = codec.encodeValues(samples.values(types)).toArray();
      for (int n = random.nextInt(4); n >= 0 && mutated.length > 0; n--) {
        mutated = mutate(mutated);
      }
      assertRefusedOrCanonical(codec, Bytes.of(mutated));
    }
  }

  @Test
  void boundsMemoryWhateverTheInputClaims() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    String[] types = {
      "(uint256[])",
      "(bytes)",
      "(string[][][])",
      "(bool[2][])",
      "(uint8[1000000])",
      "(string[1000000])",
      "(" + "(".repeat(29) + "bool" + ")".repeat(29) + "[])",
      "(uint256" + "[]".repeat(60) + ")",
      "(bytes[])",
    };
    for (int i = 0; i < 3_000; i++) {
      AbiCodec codec = AbiCodec.parse(types[i % types.length]);
      Bytes input = hostile(i % 97);

      long before = threads.getCurrentThreadAllocatedBytes();
      decodeOrRefuse(codec, input);
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;

      // The first rounds load classes.
      if (i > 500) {
        assertThat(allocated)
            .as("seed %d, %d bytes of input for %s", seed, input.length(), types[i % types.length])
            .isLessThanOrEqualTo(64L * input.length() + 65_536);
      }
    }
  }

  @Test
  void keepsWithinMemoryForTheLargestValuesPerByte() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    AbiCodec codec = AbiCodec.parse("(" + "(".repeat(30) + "uint8" + ")".repeat(30) + "[])");
    Value element = Value.Int.of(1);
    for (int i = 0; i < 30; i++) {
      element = Value.Sequence.of(element);
    }
    List<Value> elements = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      elements.add(element);
    }
    Bytes encoded = codec.encodeValues(List.of(new Value.Sequence(elements)));
    codec.decode(encoded);

    long before = threads.getCurrentThreadAllocatedBytes();
    List<Value> decoded = codec.decode(encoded);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(decoded).hasSize(1);
    assertThat(allocated).isLessThanOrEqualTo(64L * encoded.length() + 65_536);
  }

  @Test
  void namesReasonOffsetAndPath() {
    AbiCodec codec =
        AbiCodec.of(
            List.of(
                new ValueType.Bool(),
                new ValueType.Array(
                    new ValueType.Struct(
                        "Order",
                        List.of(
                            new ValueType.Field("id", new ValueType.UInt(8)),
                            new ValueType.Field("note", new ValueType.Text()))))));
    Bytes encoded = codec.encode(true, List.of(List.of(1, "a"), List.of(2, "b")));
    byte[] broken = encoded.toArray();
    broken[encoded.length() - 32] = (byte) 0xff;

    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> codec.decode(Bytes.of(broken)))
        .satisfies(
            refused -> {
              assertThat(refused.reason()).isEqualTo(DecodeReason.BAD_UTF8);
              assertThat(refused.offset()).isEqualTo(encoded.length() - 32);
              assertThat(refused.path()).isEqualTo("[1][1].note");
              assertThat(refused)
                  .hasMessageContaining("BAD_UTF8 at byte " + refused.offset() + ", [1][1].note");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(option<uint8>)|[0], option<uint8>: it has no options",
        "(uint8,(bool,map<string,bool>)[])|[1][][1], map<string,bool>: it has no maps",
        "(bytes33)|[0], bytes33: fixed bytes have at most 32",
        "(uint8[0])|[0], uint8[0]: a fixed array has at least one",
        "(())|[0], (): a tuple has at least one",
        "(compact32)|use uint32",
        "(felt)|use uint256",
        "(symbol)|use string",
        "(unit)|leave the parameter out",
        "(uint8[2147483647][2])|above 2^30 bytes",
        "(string[2147483647])|above 2^30 bytes",
      })
  void refusesTypesThatTheEvmLacks(String types, String detail) {
    assertThatExceptionOfType(UnrepresentableTypeException.class)
        .isThrownBy(() -> AbiCodec.parse(types))
        .withMessageContaining(detail)
        .satisfies(refused -> assertThat(refused.vm()).isEqualTo("EVM"));
  }

  @Test
  void refusesEnumsAndEndlessTypes() {
    ValueType choice =
        new ValueType.Choice(
            "Side", List.of(new ValueType.Variant("Buy", 0, new ValueType.Unit())));
    ValueType endless = new ValueType.Bool();
    for (int i = 0; i < 10_000; i++) {
      endless = new ValueType.Array(endless);
    }
    List<ValueType> tooDeep = List.of(endless);

    assertThatExceptionOfType(UnrepresentableTypeException.class)
        .isThrownBy(() -> AbiCodec.of(List.of(choice)))
        .withMessageContaining("enum Side");
    assertThatExceptionOfType(UnrepresentableTypeException.class)
        .isThrownBy(() -> AbiCodec.of(tooDeep))
        .withMessageContaining("64 levels");
    assertThatExceptionOfType(UnrepresentableTypeException.class)
        .isThrownBy(() -> AbiCodec.parse("(" + "(".repeat(40) + "bool" + ")".repeat(40) + ")"))
        .withMessageContaining("32 levels of static nesting");
    assertThatNoException().isThrownBy(() -> AbiCodec.parse("(uint256" + "[]".repeat(60) + ")"));
  }

  @Test
  void refusesValuesThatDoNotFit() {
    AbiCodec codec = AbiCodec.parse("(uint8,address[])");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.encodeValues(List.of(Value.Int.of(256), Value.Sequence.of())))
        .withMessageContaining("uint8");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.encodeValues(List.of(Value.Int.of(1))))
        .withMessageContaining("takes 2 arguments, got 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.encode(1, List.of(Bytes32.ZERO)))
        .withMessageContaining("[1][0]")
        .withMessageContaining("must be an EVM address of 20 bytes")
        .withMessageContaining("which has 32");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.encode(1, List.of("twenty-letters-long!")))
        .withMessageContaining("got 'twenty-letters-long!', which is text");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AbiCodec.parse("uint8"))
        .withMessageContaining("parentheses");
  }

  @Test
  void noTypesAreNoBytes() {
    AbiCodec codec = AbiCodec.parse("()");

    assertThat(codec.encode()).isEqualTo(Bytes.EMPTY);
    assertThat(codec.decode(Bytes.EMPTY)).isEmpty();
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> codec.decode(Bytes.fromHex("0x00")));
  }

  private void assertRefusedOrCanonical(AbiCodec codec, Bytes input) {
    List<Value> decoded;
    try {
      decoded = codec.decode(input);
    } catch (CodecException refused) {
      assertThat(refused.offset()).as("seed %d input %s", seed, input).isBetween(0, input.length());
      return;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError other) {
      throw new AssertionError(
          "seed " + seed + " types " + codec.types() + " input " + input, other);
    }
    assertThat(codec.encodeValues(decoded))
        .as("seed %d types %s", seed, codec.types())
        .isEqualTo(input);
  }

  private static void decodeOrRefuse(AbiCodec codec, Bytes input) {
    try {
      codec.decode(input);
    } catch (CodecException refused) {
      assertThat(refused.offset()).isBetween(0, input.length());
    }
  }

  private byte[] mutate(byte[] input) {
    int word = random.nextInt((input.length + 31) / 32) * 32;
    return switch (random.nextInt(4)) {
      case 0 -> {
        input[random.nextInt(input.length)] = (byte) random.nextInt(256);
        yield input;
      }
      case 1 -> {
        if (word + 32 <= input.length) {
          Bytes32.ofUnsigned(EDGES[random.nextInt(EDGES.length)]).copyTo(input, word);
        }
        yield input;
      }
      case 2 ->
          Bytes.concat(
                  Bytes.of(input).slice(0, word),
                  Bytes32.ZERO.toBytes(),
                  Bytes.of(input).slice(word))
              .toArray();
      default ->
          Bytes.concat(
                  Bytes.of(input).slice(0, word),
                  Bytes.of(input).slice(Math.min(word + 32, input.length)))
              .toArray();
    };
  }

  /** Words that look like offsets and lengths. */
  private Bytes hostile(int words) {
    byte[] input = new byte[words * 32];
    for (int at = 0; at < input.length; at += 32) {
      BigInteger number =
          random.nextInt(3) == 0
              ? EDGES[random.nextInt(EDGES.length)]
              : BigInteger.valueOf(32L * random.nextInt(4));
      Bytes32.ofUnsigned(random.nextInt(8) == 0 ? BigInteger.valueOf(words) : number)
          .copyTo(input, at);
    }
    return Bytes.of(input);
  }
}
