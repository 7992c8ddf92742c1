package dev.interlane.codec.internal;

import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import java.nio.charset.StandardCharsets;

/** A length, then so many bytes of content, then zeros up to a multiple of the alignment. */
public abstract class ContentPlan extends Plan {
  private final NumberForm length;
  private final int alignment;

  /**
   * Content behind a length.
   *
   * @param alignment a power of two, 1 for no padding
   */
  protected ContentPlan(NumberForm length, int alignment) {
    super(length.minBytes(), 0, 0);
    this.length = length;
    this.alignment = alignment;
  }

  /** The number of content bytes, or -1 if the value does not fit. */
  protected abstract long contentLength(Value value);

  /** Writes the content. */
  protected abstract void writeContent(Value value, byte[] target, int at);

  /** The value of content at this position of the input. */
  protected abstract Value readContent(ByteReader in, int from, Bytes content);

  @Override
  public final long measure(Value value) {
    long content = contentLength(value);
    return content < 0 || content > length.max()
        ? -1
        : length.size((int) content) + padded(content);
  }

  @Override
  public final int write(Value value, byte[] target, int at) {
    int content = (int) contentLength(value);
    int from = length.write(content, target, at);
    writeContent(value, target, from);
    return from + (int) padded(content);
  }

  @Override
  public final Value read(ByteReader in) {
    int start = in.at();
    int content = length.read(in, DecodeReason.LENGTH_TOO_LARGE);
    in.requireRoom(start, content, 1);
    int from = in.take(content);
    Value value = readContent(in, from, in.slice(from, content));
    in.skipPadding(content, alignment);
    return value;
  }

  private long padded(long content) {
    return content + (-content & (alignment - 1));
  }

  /** A byte string. */
  public static final class Blob extends ContentPlan {
    private static final Value EMPTY = new Value.Blob(Bytes.EMPTY);

    /** A byte string behind its length. */
    public Blob(NumberForm length, int alignment) {
      super(length, alignment);
    }

    @Override
    protected long contentLength(Value value) {
      return value instanceof Value.Blob blob ? blob.bytes().length() : -1;
    }

    @Override
    protected void writeContent(Value value, byte[] target, int at) {
      ((Value.Blob) value).bytes().copyTo(target, at);
    }

    @Override
    protected Value readContent(ByteReader in, int from, Bytes content) {
      return content.isEmpty() ? EMPTY : new Value.Blob(content);
    }

    @Override
    public int compare(Value left, Value right) {
      return ((Value.Blob) left).bytes().compareTo(((Value.Blob) right).bytes());
    }
  }

  /** Text in UTF-8. */
  public static final class Text extends ContentPlan {
    private static final Value EMPTY = new Value.Text("");

    /** Text behind its length in bytes. */
    public Text(NumberForm length, int alignment) {
      super(length, alignment);
    }

    @Override
    protected long contentLength(Value value) {
      return value instanceof Value.Text text ? Utf8.encodedLength(text.text()) : -1;
    }

    @Override
    protected void writeContent(Value value, byte[] target, int at) {
      Utf8.write(((Value.Text) value).text(), target, at);
    }

    @Override
    protected Value readContent(ByteReader in, int from, Bytes content) {
      return content.isEmpty() ? EMPTY : new Value.Text(text(in, from, content));
    }

    @Override
    public int compare(Value left, Value right) {
      return compareTexts(((Value.Text) left).text(), ((Value.Text) right).text());
    }

    /** The text of bytes at this position, which must be UTF-8. */
    public static String text(ByteReader in, int from, Bytes content) {
      int malformed = Utf8.firstMalformed(content);
      if (malformed >= 0) {
        throw in.refused(
            DecodeReason.BAD_UTF8,
            from + malformed,
            "no UTF-8 sequence begins with " + content.slice(malformed, 1));
      }
      return content.toUtf8();
    }

    /** Orders texts as their UTF-8 bytes are ordered, which String's own order is not. */
    public static int compareTexts(String left, String right) {
      int common = Math.min(left.length(), right.length());
      for (int i = 0; i < common; i++) {
        char a = left.charAt(i);
        char b = right.charAt(i);
        if (a != b) {
          boolean surrogates = Character.isSurrogate(a) != Character.isSurrogate(b);
          return surrogates ? (Character.isSurrogate(a) ? 1 : -1) : Character.compare(a, b);
        }
      }
      return Integer.compare(left.length(), right.length());
    }

    /** The UTF-8 bytes of constant text. */
    public static Bytes utf8(String text) {
      return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
