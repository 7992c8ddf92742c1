package dev.interlane.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.error.UnrepresentableTypeException;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What the codec of every VM must keep. A further VM gives its types.
 *
 * <p>The seed is printed with each failure and taken back with {@code -Dinterlane.seed}.
 */
public abstract class ValueCodecContract {
  // Types that a few bytes could unfold into much of, where the VM has them.
  private static final List<String> HOSTILE =
      List.of(
          "(bytes)",
          "(string[][][])",
          "(unit[])",
          "((unit,unit)[])",
          "(unit[3000])",
          "((uint8)[])",
          "((((((uint8)))))[])",
          "(option<option<uint8>>[])",
          "(option<(unit,unit,unit)>[])",
          "(map<uint8,unit>[])",
          "(map<string,unit>)",
          "(uint8[1000000])",
          "(uint32[1000000])",
          "(string[1000000])",
          "(uint64" + "[]".repeat(60) + ")");

  // Types whose values take the most of the heap for their bytes.
  private static final List<String> DENSE =
      List.of(
          "(uint8[])",
          "(uint16[])",
          "(uint32[])",
          "((uint8)[])",
          "((uint16,bool)[])",
          "((uint64)[])",
          "(((bool,bool,bool))[])",
          "(string[])",
          "(bytes[])",
          "(bytes1[])",
          "(bool[1][])",
          "(bool[1][1][1][])",
          "(uint64[][][])",
          "(option<uint16>[])",
          "(option<(uint8)>[])",
          "(map<uint16,bool>)",
          "(map<string,uint64>)",
          "(compact16[])",
          "(felt[])",
          "(symbol[])",
          "(address[])",
          "(map<address,bool>)",
          "(unit[])",
          "((((uint8)))[])");

  private final long seed = Long.getLong("interlane.seed", System.nanoTime());
  private final Random random = new Random(seed);

  private Samples samples() {
    return new Samples(vm(), random);
  }

  /** The VM's types. */
  protected abstract Samples.Vm vm();

  protected abstract ValueCodec codec(List<ValueType> types);

  @Test
  void decodesWhatItEncoded() {
    Samples samples = samples();
    for (int i = 0; i < 1_000; i++) {
      List<ValueType> types = samples.types();
      List<Value> values = samples.values(types);
      ValueCodec codec = codec(types);

      Bytes encoded = codec.encodeValues(values);

      assertThat(ordered(codec.decode(encoded)))
          .as("seed %d types %s", seed, types)
          .isEqualTo(ordered(values));
    }
  }

  @Test
  void refusesEveryBeginningOfAnEncoding() {
    Samples samples = samples();
    for (int i = 0; i < 60; i++) {
      List<ValueType> types = samples.types();
      ValueCodec codec = codec(types);
      Bytes encoded = codec.encodeValues(samples.values(types));

      for (int length = 0; length < encoded.length(); length++) {
        Bytes cut = encoded.slice(0, length);
        assertThatThrownBy(() -> codec.decode(cut))
            .as("seed %d types %s cut at %d", seed, types, length)
            .isInstanceOfSatisfying(
                CodecException.class,
                refused -> assertThat(refused.offset()).isBetween(0, cut.length()));
      }
    }
  }

  @Test
  void refusesWhatFollows() {
    Samples samples = samples();
    for (int i = 0; i < 200; i++) {
      List<ValueType> types = samples.types();
      ValueCodec codec = codec(types);
      Bytes encoded = codec.encodeValues(samples.values(types));
      Bytes longer = Bytes.concat(encoded, Bytes.of(new byte[32]));

      assertThatThrownBy(() -> codec.decode(longer))
          .as("seed %d types %s", seed, types)
          .isInstanceOfSatisfying(
              CodecException.class,
              refused -> {
                assertThat(refused.reason()).isEqualTo(DecodeReason.TRAILING);
                assertThat(refused.offset()).isEqualTo(encoded.length());
              });
    }
  }

  @Test
  void everyFlippedBitIsRefusedOrAnotherValue() {
    Samples samples = samples();
    for (int i = 0; i < 60; i++) {
      List<ValueType> types = samples.types();
      ValueCodec codec = codec(types);
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
    Samples samples = samples();
    for (int i = 0; i < 4_000; i++) {
      List<ValueType> types = samples.types();
      ValueCodec codec = codec(types);
      Bytes mutated = codec.encodeValues(samples.values(types));
      for (int n = random.nextInt(4); n >= 0 && !mutated.isEmpty(); n--) {
        mutated = mutate(mutated);
      }
      assertRefusedOrCanonical(codec, mutated);
    }
  }

  @Test
  void boundsMemoryWhateverTheInputClaims() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    List<ValueCodec> codecs = codecs(HOSTILE);
    for (int i = 0; i < 3_000; i++) {
      ValueCodec codec = codecs.get(i % codecs.size());
      Bytes input = hostile(i % 997);

      long before = threads.getCurrentThreadAllocatedBytes();
      decodeOrRefuse(codec, input);
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;

      // The first rounds load classes.
      if (i > 500) {
        assertThat(allocated)
            .as("seed %d, %d bytes of input for %s", seed, input.length(), codec.types())
            .isLessThanOrEqualTo(64L * input.length() + 65_536);
      }
    }
  }

  @Test
  void keepsWithinMemoryForTheLargestValuesPerByte() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    DenseValues dense = new DenseValues(vm().address().apply(random));
    for (ValueCodec codec : codecs(DENSE)) {
      Bytes encoded =
          codec.encodeValues(codec.types().stream().map(type -> dense.value(type, 2_000)).toList());
      decodeOrRefuse(codec, encoded);

      long before = threads.getCurrentThreadAllocatedBytes();
      decodeOrRefuse(codec, encoded);
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;

      assertThat(allocated)
          .as("%d bytes of input for %s", encoded.length(), codec.types())
          .isLessThanOrEqualTo(64L * encoded.length() + 65_536);
    }
  }

  @Test
  void refusesTypesThatNestWithoutEnd() {
    ValueType endless = new ValueType.Bool();
    for (int i = 0; i < 10_000; i++) {
      endless = new ValueType.Array(endless);
    }
    List<ValueType> tooDeep = List.of(endless);

    assertThatThrownBy(() -> codec(tooDeep))
        .isInstanceOf(UnrepresentableTypeException.class)
        .hasMessageContaining("64 levels");
  }

  @Test
  void refusesTypesWhoseShortestEncodingIsHuge() {
    assertThatThrownBy(
            () ->
                codec(
                    List.of(
                        new ValueType.FixedArray(
                            new ValueType.FixedArray(new ValueType.Bool(), Integer.MAX_VALUE),
                            Integer.MAX_VALUE))))
        .isInstanceOf(UnrepresentableTypeException.class)
        .hasMessageContaining("[0]");
  }

  private List<ValueCodec> codecs(List<String> listed) {
    List<ValueCodec> codecs = new ArrayList<>();
    for (String types : listed) {
      try {
        codecs.add(codec(((ValueType.Tuple) ValueType.parse(types)).components()));
      } catch (UnrepresentableTypeException lacking) {
        // What the VM lacks nobody can send it.
        assertThat(lacking.path()).isNotEmpty();
      }
    }
    return codecs;
  }

  private void assertRefusedOrCanonical(ValueCodec codec, Bytes input) {
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

  private static void decodeOrRefuse(ValueCodec codec, Bytes input) {
    try {
      codec.decode(input);
    } catch (CodecException refused) {
      assertThat(refused.offset()).isBetween(0, input.length());
    }
  }

  private Bytes mutate(Bytes input) {
    int at = random.nextInt(input.length());
    return switch (random.nextInt(4)) {
      case 0 -> {
        byte[] changed = input.toArray();
        changed[at] = (byte) random.nextInt(256);
        yield Bytes.of(changed);
      }
      case 1 -> {
        byte[] changed = input.toArray();
        changed[at] = (byte) (random.nextBoolean() ? 0xff : 0);
        yield Bytes.of(changed);
      }
      case 2 ->
          Bytes.concat(input.slice(0, at), Bytes.of((byte) random.nextInt(256)), input.slice(at));
      default -> Bytes.concat(input.slice(0, at), input.slice(at + 1));
    };
  }

  /** Bytes of which many look like counts and tags. */
  private Bytes hostile(int length) {
    byte[] input = new byte[length];
    int style = random.nextInt(4);
    for (int i = 0; i < length; i++) {
      input[i] =
          (byte)
              switch (style) {
                case 0 -> random.nextInt(256);
                case 1 -> random.nextInt(3);
                case 2 -> 1;
                default -> random.nextInt(8) == 0 ? random.nextInt(256) : 0;
              };
    }
    return Bytes.of(input);
  }

  /** The values with the entries of maps in one order, whatever order they were given in. */
  private static List<Value> ordered(List<Value> values) {
    return values.stream().map(ValueCodecContract::ordered).toList();
  }

  private static Value ordered(Value value) {
    return switch (value) {
      case Value.Sequence sequence -> new Value.Sequence(ordered(sequence.elements()));
      case Value.Choice choice -> new Value.Choice(choice.variant(), ordered(choice.data()));
      case Value.Some some -> new Value.Some(ordered(some.element()));
      case Value.Dictionary map ->
          new Value.Dictionary(
              map.entries().stream()
                  .map(entry -> new Value.Entry(entry.key(), ordered(entry.value())))
                  .sorted(Comparator.comparing(entry -> entry.key().toString()))
                  .toList());
      default -> value;
    };
  }
}
