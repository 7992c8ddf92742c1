package dev.interlane.codec.cosmwasm;

import dev.interlane.codec.internal.ByteReader;
import dev.interlane.codec.internal.ContentPlan;
import dev.interlane.codec.internal.Plan;
import dev.interlane.error.DecodeReason;
import dev.interlane.value.Value;
import org.jspecify.annotations.Nullable;

/** Text, or an address, which is text in bech32. */
final class JsonTextPlan extends Plan {
  /** What the text is. */
  enum Content {
    TEXT,
    ADDRESS
  }

  private static final Value EMPTY = new Value.Text("");
  private static final int MIN_BYTES = 2;

  private final Content content;

  JsonTextPlan(Content content) {
    super(MIN_BYTES, 0, 0);
    this.content = content;
  }

  private static @Nullable String text(Value value) {
    return switch (value) {
      case Value.Text text -> text.text();
      case Value.Address address -> address.text().orElse(null);
      default -> null;
    };
  }

  private static String require(Value value) {
    String text = text(value);
    if (text == null) {
      throw new IllegalStateException("A value that was not measured: " + value);
    }
    return text;
  }

  @Override
  public long measure(Value value) {
    boolean fits =
        content == Content.TEXT
            ? value instanceof Value.Text
            : value instanceof Value.Address && misfit(value) == null;
    String text = text(value);
    return fits && text != null ? JsonText.measure(text) : -1;
  }

  @Override
  public int write(Value value, byte[] target, int at) {
    return JsonText.write(require(value), target, at);
  }

  @Override
  public Value read(ByteReader in) {
    int start = in.at();
    String text = JsonText.read(in);
    if (content == Content.TEXT) {
      return text.isEmpty() ? EMPTY : new Value.Text(text);
    }
    if (!Bech32.isAddress(text)) {
      throw in.refused(
          DecodeReason.WRONG_KIND, start, "expected an address in bech32, its checksum right");
    }
    return Value.Address.parse(text);
  }

  @Override
  public @Nullable String misfit(Value value) {
    String text = text(value);
    return value instanceof Value.Address && (text == null || !Bech32.isAddress(text))
        ? " must be an address in bech32, got " + value
        : null;
  }

  @Override
  public int compare(Value left, Value right) {
    return ContentPlan.Text.compareTexts(require(left), require(right));
  }
}
