package dev.interlane.benchmarks;

import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The calls that the libraries encode, the same in every run. In the EVM's bytes they have 68,
 * 2,660 and 42,372; other VMs have the same with their own addresses and numbers of 128 bits.
 */
enum CodecPayload {
  /** An address and a number. */
  TRANSFER {
    @Override
    String types(int bits) {
      return "(address,uint" + bits + ")";
    }

    @Override
    List<Value> values(Address address, int bits, Random random) {
      return List.of(address.of(random), number(random));
    }
  },

  /** Ten structs of a number, a truth and three addresses; a number. */
  NESTED {
    @Override
    String types(int bits) {
      return "((uint64,bool,address[])[],uint" + bits + ")";
    }

    @Override
    List<Value> values(Address address, int bits, Random random) {
      return List.of(
          sequence(
              10,
              any ->
                  Value.Sequence.of(
                      Value.Int.of(random.nextInt(1 << 20)),
                      Value.Bool.TRUE,
                      sequence(3, each -> address.of(random)))),
          number(random));
    }
  },

  /** Ten KiB of bytes and a thousand numbers of full width. */
  BULK {
    @Override
    String types(int bits) {
      return "(bytes,uint" + bits + "[])";
    }

    @Override
    List<Value> values(Address address, int bits, Random random) {
      return List.of(
          new Value.Blob(Bytes.generate(10_240, random::nextBytes)),
          sequence(1_000, any -> Value.Int.of(new BigInteger(bits, random))));
    }
  };

  private static final int AMOUNT_BITS = 80;

  /** Random addresses of a VM. */
  interface Address {
    Value of(Random random);
  }

  abstract String types(int bits);

  abstract List<Value> values(Address address, int bits, Random random);

  /** The parameters' types, numbers of so many bits among them. */
  List<ValueType> parameters(int bits) {
    return ((ValueType.Tuple) ValueType.parse(types(bits))).components();
  }

  /** All parameters as one struct, for formats that have names. */
  ValueType struct(int bits) {
    List<ValueType> types = parameters(bits);
    List<String> names =
        switch (this) {
          case TRANSFER -> List.of("to", "amount");
          case NESTED -> List.of("orders", "limit");
          case BULK -> List.of("content", "amounts");
        };
    ValueType first =
        this == NESTED
            ? new ValueType.Array(
                new ValueType.Struct(
                    "Order",
                    List.of(
                        new ValueType.Field("id", new ValueType.UInt(64)),
                        new ValueType.Field("open", new ValueType.Bool()),
                        new ValueType.Field(
                            "parties", new ValueType.Array(new ValueType.Address())))))
            : types.get(0);
    return new ValueType.Struct(
        "Payload",
        List.of(
            new ValueType.Field(names.get(0), first),
            new ValueType.Field(names.get(1), types.get(1))));
  }

  /** The values, always the same. */
  List<Value> values(Address address, int bits) {
    return values(address, bits, new Random(1));
  }

  private static Value number(Random random) {
    return Value.Int.of(new BigInteger(AMOUNT_BITS, random));
  }

  private static Value sequence(int count, Function<Integer, Value> element) {
    return new Value.Sequence(IntStream.range(0, count).boxed().map(element).toList());
  }
}
