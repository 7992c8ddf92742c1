package dev.interlane.codec.evm;

import dev.interlane.codec.internal.Utf8;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import org.jspecify.annotations.Nullable;

/** A byte string or a text: length word, content, zeros up to a multiple of 32. */
abstract sealed class AbiBytes extends AbiPlan {
  private AbiBytes() {
    super(true, WORD, 0);
  }

  /** The number of content bytes, or -1 if the value does not fit. */
  abstract long contentLength(Value value);

  /** Writes the content and returns the position after it. */
  abstract int writeContent(Value value, byte[] target, int at);

  abstract Value readContent(AbiReader in, int at, int length);

  @Override
  final long measure(Value value) {
    long length = contentLength(value);
    return length < 0 ? -1 : WORD + padded(length);
  }

  @Override
  final int write(Value value, byte[] target, int at) {
    int end = writeContent(value, target, at + WORD);
    int length = end - at - WORD;
    writeLength(target, at, length);
    return at + WORD + (int) padded(length);
  }

  @Override
  final Value read(AbiReader in, int at) {
    int length = in.lengthAt(at, 1);
    int from = at + WORD;
    int paddedLength = (int) padded(length);
    in.require(from, paddedLength);
    in.requireZeros(from + length, paddedLength - length);
    in.end = from + paddedLength;
    return readContent(in, from, length);
  }

  @Override
  final long measureInPlace(Value value) {
    long length = contentLength(value);
    return length < 0 ? -1 : padded(length);
  }

  @Override
  final int writeInPlace(Value value, byte[] target, int at) {
    return at + (int) padded(writeContent(value, target, at) - at);
  }

  @Override
  final @Nullable String misfit(Value value) {
    return null;
  }

  static void writeLength(byte[] target, int at, int length) {
    target[at + 28] = (byte) (length >> 24);
    target[at + 29] = (byte) (length >> 16);
    target[at + 30] = (byte) (length >> 8);
    target[at + 31] = (byte) length;
  }

  private static long padded(long length) {
    return (length + WORD - 1) & -WORD;
  }

  static final class Blob extends AbiBytes {
    @Override
    long contentLength(Value value) {
      return value instanceof Value.Blob blob ? blob.bytes().length() : -1;
    }

    @Override
    int writeContent(Value value, byte[] target, int at) {
      Bytes bytes = ((Value.Blob) value).bytes();
      bytes.copyTo(target, at);
      return at + bytes.length();
    }

    @Override
    Value readContent(AbiReader in, int at, int length) {
      return new Value.Blob(in.slice(at, length));
    }
  }

  static final class Text extends AbiBytes {
    @Override
    long contentLength(Value value) {
      return value instanceof Value.Text text ? Utf8.encodedLength(text.text()) : -1;
    }

    @Override
    int writeContent(Value value, byte[] target, int at) {
      return Utf8.write(((Value.Text) value).text(), target, at);
    }

    @Override
    Value readContent(AbiReader in, int at, int length) {
      Bytes content = in.slice(at, length);
      int malformed = Utf8.firstMalformed(content);
      if (malformed >= 0) {
        throw in.refused(
            DecodeReason.BAD_UTF8,
            at + malformed,
            "no UTF-8 sequence begins with " + content.slice(malformed, 1));
      }
      return new Value.Text(content.toUtf8());
    }
  }
}
