package dev.interlane.codec.stellar;

import dev.interlane.codec.internal.ByteReader;
import dev.interlane.codec.internal.ContentPlan;
import dev.interlane.codec.internal.NumberForm;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import java.util.regex.Pattern;

/** A symbol: at most 32 of {@code a-zA-Z0-9_}, padded to four bytes. */
final class Symbols extends ContentPlan {
  static final Symbols PLAN = new Symbols(ScKind.SYMBOL);

  private static final int MAX_CHARS = 32;
  private static final Pattern SYMBOL = Pattern.compile("[a-zA-Z0-9_]{0,32}");

  private Symbols(NumberForm length) {
    super(length, ScKind.WORD);
  }

  static boolean isSymbol(String text) {
    return SYMBOL.matcher(text).matches();
  }

  /** The bytes of a constant symbol with its kind. */
  static Bytes constant(String symbol) {
    Value value = new Value.Text(symbol);
    return Bytes.generate((int) PLAN.measure(value), target -> PLAN.write(value, target, 0));
  }

  @Override
  protected long contentLength(Value value) {
    return value instanceof Value.Text text && isSymbol(text.text()) ? text.text().length() : -1;
  }

  @Override
  protected void writeContent(Value value, byte[] target, int at) {
    String text = ((Value.Text) value).text();
    for (int i = 0; i < text.length(); i++) {
      target[at + i] = (byte) text.charAt(i);
    }
  }

  @Override
  protected Value readContent(ByteReader in, int from, Bytes content) {
    if (content.length() > MAX_CHARS) {
      throw in.refused(
          DecodeReason.LENGTH_TOO_LARGE,
          from,
          "a symbol has at most 32 characters, got " + content.length());
    }
    String text = content.toUtf8();
    if (!isSymbol(text)) {
      throw in.refused(DecodeReason.WRONG_KIND, from, "a symbol is of a-zA-Z0-9_, got " + content);
    }
    return new Value.Text(text);
  }

  @Override
  public int compare(Value left, Value right) {
    return ((Value.Text) left).text().compareTo(((Value.Text) right).text());
  }
}
