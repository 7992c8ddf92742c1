package dev.interlane.codec.evm;

import dev.interlane.chain.EvmAddress;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import org.jspecify.annotations.Nullable;

/** A type that fills one word. */
abstract sealed class AbiWord extends AbiPlan {
  /** The bytes it takes when packed. */
  final int packedBytes;

  AbiWord(int packedBytes) {
    super(false, WORD, 0);
    this.packedBytes = packedBytes;
  }

  @Override
  final long measureInPlace(Value value) {
    return measure(value);
  }

  @Override
  final int writeInPlace(Value value, byte[] target, int at) {
    return write(value, target, at);
  }

  @Override
  @Nullable String misfit(Value value) {
    return null;
  }

  /** Where the packed bytes begin in the word. */
  int packedFrom() {
    return WORD - packedBytes;
  }

  static final class Unsigned extends AbiWord {
    private final int bits;

    Unsigned(int bits) {
      super(bits / 8);
      this.bits = bits;
    }

    @Override
    long measure(Value value) {
      return value instanceof Value.Int number && number.fitsUnsigned(bits) ? WORD : -1;
    }

    @Override
    int write(Value value, byte[] target, int at) {
      ((Value.Int) value).copyTo(target, at);
      return at + WORD;
    }

    @Override
    Value read(AbiReader in, int at) {
      Value.Int number =
          Value.Int.unsigned(
              in.longAt(at), in.longAt(at + 8), in.longAt(at + 16), in.longAt(at + 24));
      if (!number.fitsUnsigned(bits)) {
        throw in.refused(
            DecodeReason.DIRTY_PADDING,
            at,
            "expected uint" + bits + " in the word, got " + in.slice(at, WORD));
      }
      return number;
    }
  }

  static final class Signed extends AbiWord {
    private final int bits;

    Signed(int bits) {
      super(bits / 8);
      this.bits = bits;
    }

    @Override
    long measure(Value value) {
      return value instanceof Value.Int number && number.fitsSigned(bits) ? WORD : -1;
    }

    @Override
    int write(Value value, byte[] target, int at) {
      ((Value.Int) value).copyTo(target, at);
      return at + WORD;
    }

    @Override
    Value read(AbiReader in, int at) {
      Value.Int number =
          Value.Int.signed(
              in.longAt(at), in.longAt(at + 8), in.longAt(at + 16), in.longAt(at + 24));
      if (!number.fitsSigned(bits)) {
        throw in.refused(
            DecodeReason.BAD_SIGN_EXTENSION,
            at,
            "expected int" + bits + " in the word, got " + in.slice(at, WORD));
      }
      return number;
    }
  }

  static final class Truth extends AbiWord {
    Truth() {
      super(1);
    }

    @Override
    long measure(Value value) {
      return value instanceof Value.Bool ? WORD : -1;
    }

    @Override
    int write(Value value, byte[] target, int at) {
      target[at + WORD - 1] = (byte) (((Value.Bool) value).truth() ? 1 : 0);
      return at + WORD;
    }

    @Override
    Value read(AbiReader in, int at) {
      long last = in.longAt(at + 24);
      if ((in.longAt(at) | in.longAt(at + 8) | in.longAt(at + 16) | (last & ~1)) != 0) {
        throw in.refused(DecodeReason.BAD_BOOL, at, "expected 0 or 1, got " + in.slice(at, WORD));
      }
      return Value.Bool.of(last == 1);
    }
  }

  static final class AddressWord extends AbiWord {
    AddressWord() {
      super(EvmAddress.LENGTH_BYTES);
    }

    @Override
    long measure(Value value) {
      return value instanceof Value.Address address && address.isEvm() ? WORD : -1;
    }

    @Override
    int write(Value value, byte[] target, int at) {
      ((Value.Address) value).bytes().copyTo(target, at + WORD - EvmAddress.LENGTH_BYTES);
      return at + WORD;
    }

    @Override
    Value read(AbiReader in, int at) {
      if ((in.longAt(at) | in.longAt(at + 4)) != 0) {
        throw in.refused(
            DecodeReason.DIRTY_PADDING,
            at,
            "expected an address of 20 bytes in the word, got " + in.slice(at, WORD));
      }
      return Value.Address.of(
          in.slice(at + WORD - EvmAddress.LENGTH_BYTES, EvmAddress.LENGTH_BYTES));
    }

    @Override
    @Nullable String misfit(Value value) {
      return value instanceof Value.Address address && !address.isEvm()
          ? " must be an EVM address of 20 bytes, got "
              + address
              + (address.text().isPresent()
                  ? ", which is text"
                  : ", which has " + address.bytes().length())
          : null;
    }
  }

  static final class Fixed extends AbiWord {
    private final int length;

    Fixed(int length) {
      super(length);
      this.length = length;
    }

    @Override
    long measure(Value value) {
      return value instanceof Value.Blob blob && blob.bytes().length() == length ? WORD : -1;
    }

    @Override
    int write(Value value, byte[] target, int at) {
      ((Value.Blob) value).bytes().copyTo(target, at);
      return at + WORD;
    }

    @Override
    Value read(AbiReader in, int at) {
      in.requireZeros(at + length, WORD - length);
      Bytes bytes = in.slice(at, length);
      return new Value.Blob(bytes);
    }

    @Override
    int packedFrom() {
      return 0;
    }
  }
}
