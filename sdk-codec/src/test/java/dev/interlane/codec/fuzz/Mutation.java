package dev.interlane.codec.fuzz;

import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.math.BigInteger;
import java.util.Random;

/** A change of bytes such as damage or an attacker makes. */
enum Mutation {
  FLIP_BIT {
    @Override
    Bytes of(Bytes input, Bytes other, Random random) {
      byte[] changed = input.toArray();
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      return Bytes.of(changed);
    }
  },
  REPLACE_BYTE {
    @Override
    Bytes of(Bytes input, Bytes other, Random random) {
      byte[] changed = input.toArray();
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      return Bytes.of(changed);
    }
  },
  TRUNCATE {
    @Override
    Bytes of(Bytes input, Bytes other, Random random) {
      return input.slice(0, random.nextInt(input.length()));
    }
  },
  DROP {
    @Override
    Bytes of(Bytes input, Bytes other, Random random) {
      Bytes dropped = part(input, random);
      return around(input, random, Bytes.EMPTY, dropped.length());
    }
  },
  DUPLICATE {
    @Override
    Bytes of(Bytes input, Bytes other, Random random) {
      return around(input, random, part(input, random), 0);
    }
  },
  SPLICE {
    @Override
    Bytes of(Bytes input, Bytes other, Random random) {
      return Bytes.concat(
          input.slice(0, random.nextInt(input.length() + 1)),
          other.slice(random.nextInt(other.length() + 1)));
    }
  },
  EXTREME_COUNT {
    @Override
    Bytes of(Bytes input, Bytes other, Random random) {
      BigInteger number = EXTREMES[random.nextInt(EXTREMES.length)];
      byte[] word = Bytes32.ofUnsigned(number).toBytes().toArray();
      int bytes = WIDTHS[random.nextInt(WIDTHS.length)];
      Bytes written = Bytes.of(word).slice(word.length - bytes);
      return around(input, random, random.nextBoolean() ? written : reversed(written), bytes);
    }
  },
  MANY_ZEROS {
    @Override
    Bytes of(Bytes input, Bytes other, Random random) {
      return around(input, random, Bytes.of(new byte[1 + random.nextInt(300)]), 0);
    }
  };

  private static final int[] WIDTHS = {1, 2, 4, 5, 8, 16, 32};
  private static final BigInteger[] EXTREMES = {
    BigInteger.ZERO,
    BigInteger.ONE,
    BigInteger.valueOf(0x7f),
    BigInteger.valueOf(0x80),
    BigInteger.valueOf(0xff),
    BigInteger.TWO.pow(14),
    BigInteger.TWO.pow(28),
    BigInteger.TWO.pow(30).subtract(BigInteger.ONE),
    BigInteger.TWO.pow(31).subtract(BigInteger.ONE),
    BigInteger.TWO.pow(31),
    BigInteger.TWO.pow(32).subtract(BigInteger.ONE),
    BigInteger.TWO.pow(63).subtract(BigInteger.ONE),
    BigInteger.TWO.pow(63),
    BigInteger.TWO.pow(256).subtract(BigInteger.ONE)
  };

  /** The input, which is not empty, changed; {@code other} is a further one to take from. */
  abstract Bytes of(Bytes input, Bytes other, Random random);

  private static Bytes part(Bytes input, Random random) {
    int from = random.nextInt(input.length());
    return input.slice(from, 1 + random.nextInt(Math.min(64, input.length() - from)));
  }

  /** The input with these bytes put somewhere in place of as many as said. */
  private static Bytes around(Bytes input, Random random, Bytes put, int replaced) {
    int from = random.nextInt(input.length());
    int to = Math.min(input.length(), from + replaced);
    return Bytes.concat(input.slice(0, from), put, input.slice(to));
  }

  private static Bytes reversed(Bytes bytes) {
    return Bytes.generate(
        bytes.length(),
        target -> {
          for (int i = 0; i < target.length; i++) {
            target[i] = bytes.get(target.length - 1 - i);
          }
        });
  }
}
