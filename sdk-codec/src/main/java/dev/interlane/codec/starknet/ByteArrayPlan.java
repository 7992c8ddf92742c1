package dev.interlane.codec.starknet;

import dev.interlane.codec.internal.ByteReader;
import dev.interlane.codec.internal.ContentPlan;
import dev.interlane.codec.internal.Plan;
import dev.interlane.codec.internal.Utf8;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;

/**
 * Cairo's ByteArray, for byte strings and for text in UTF-8.
 *
 * <pre>
 * count of full words     one element
 * words                   one element each, 31 bytes at its low end
 * pending word            one element, the rest of fewer than 31 bytes at its low end
 * length of the pending   one element, 0 to 30
 * </pre>
 */
final class ByteArrayPlan extends Plan {
  /** What the content is. */
  enum Content {
    BYTES,
    TEXT
  }

  private static final int WORD = ShortBytesPlan.MAX_BYTES;
  private static final int FELT = FeltForm.FELT_BYTES;
  private static final int MAX_CONTENT = Integer.MAX_VALUE / FELT * WORD - 4 * FELT;

  private final Content content;

  ByteArrayPlan(Content content) {
    super(3 * FELT, 0, 0);
    this.content = content;
  }

  private long length(Value value) {
    return switch (content) {
      case BYTES -> value instanceof Value.Blob blob ? blob.bytes().length() : -1;
      case TEXT -> value instanceof Value.Text text ? Utf8.encodedLength(text.text()) : -1;
    };
  }

  @Override
  public long measure(Value value) {
    long length = length(value);
    return length < 0 || length > MAX_CONTENT ? -1 : (3 + length / WORD) * FELT;
  }

  @Override
  public int write(Value value, byte[] target, int at) {
    Bytes bytes =
        value instanceof Value.Text text
            ? Bytes.generate((int) length(value), all -> Utf8.write(text.text(), all, 0))
            : ((Value.Blob) value).bytes();
    int words = bytes.length() / WORD;
    int next = FeltForm.NUMBER.write(words, target, at);
    for (int i = 0; i < words; i++) {
      bytes.slice(i * WORD, WORD).copyTo(target, next + FELT - WORD);
      next += FELT;
    }
    int pending = bytes.length() - words * WORD;
    bytes.slice(words * WORD).copyTo(target, next + FELT - pending);
    return FeltForm.NUMBER.write(pending, target, next + FELT);
  }

  @Override
  public Value read(ByteReader in) {
    int start = in.at();
    int words = FeltForm.NUMBER.read(in, DecodeReason.LENGTH_TOO_LARGE);
    in.requireRoom(start, words, FELT);
    int first = in.take(words * FELT);
    for (int i = 0; i < words; i++) {
      ShortBytesPlan.requireZeros(in, first + i * FELT, FELT - WORD);
    }
    int rest = in.take(FELT);
    int lengthAt = in.at();
    int pending = FeltForm.NUMBER.read(in, DecodeReason.NON_MINIMAL);
    if (pending >= WORD) {
      throw in.refused(
          DecodeReason.NON_MINIMAL, lengthAt, "expected at most 30 pending bytes, got " + pending);
    }
    ShortBytesPlan.requireZeros(in, rest, FELT - pending);
    Bytes bytes =
        Bytes.generate(
            words * WORD + pending,
            all -> {
              for (int i = 0; i < words; i++) {
                in.slice(first + i * FELT + FELT - WORD, WORD).copyTo(all, i * WORD);
              }
              in.slice(rest + FELT - pending, pending).copyTo(all, words * WORD);
            });
    return content == Content.BYTES ? new Value.Blob(bytes) : text(in, first, bytes);
  }

  private static Value text(ByteReader in, int first, Bytes bytes) {
    int malformed = Utf8.firstMalformed(bytes);
    if (malformed < 0) {
      return new Value.Text(bytes.toUtf8());
    }
    int word = malformed / WORD;
    int inWord = Math.min(WORD, bytes.length() - word * WORD);
    throw in.refused(
        DecodeReason.BAD_UTF8,
        first + word * FELT + FELT - inWord + malformed % WORD,
        "no UTF-8 sequence begins with " + bytes.slice(malformed, 1));
  }

  @Override
  public int compare(Value left, Value right) {
    return left instanceof Value.Text a && right instanceof Value.Text b
        ? ContentPlan.Text.compareTexts(a.text(), b.text())
        : ((Value.Blob) left).bytes().compareTo(((Value.Blob) right).bytes());
  }
}
