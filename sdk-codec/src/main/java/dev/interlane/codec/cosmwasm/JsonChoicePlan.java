package dev.interlane.codec.cosmwasm;

import dev.interlane.codec.internal.ByteReader;
import dev.interlane.codec.internal.Plan;
import dev.interlane.codec.internal.Variants;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import org.jspecify.annotations.Nullable;

/** An object of one field: the variant's name and its data. */
final class JsonChoicePlan extends Plan {
  private static final Value NO_DATA = new Value.Unit();

  private final Variants variants;
  // The brace, the name and the colon before the data of each variant.
  private final Bytes[] before;

  JsonChoicePlan(Variants variants) {
    super(6, 1 + variants.depth(), 24);
    this.variants = variants;
    this.before = new Bytes[variants.count()];
    for (int i = 0; i < before.length; i++) {
      before[i] = before(variants.name(i));
    }
  }

  /** What stands before the data of a variant of this name. */
  static Bytes before(String name) {
    return Bytes.concat(Bytes.fromUtf8("{"), JsonText.of(name), Bytes.fromUtf8(":"));
  }

  @Override
  public long measure(Value value) {
    int position = variants.of(value);
    if (position < 0) {
      return -1;
    }
    long data = variants.plan(position).measure(((Value.Choice) value).data());
    return data < 0 ? -1 : before[position].length() + data + 1;
  }

  @Override
  public int write(Value value, byte[] target, int at) {
    int position = variants.of(value);
    before[position].copyTo(target, at);
    int next =
        variants
            .plan(position)
            .write(((Value.Choice) value).data(), target, at + before[position].length());
    target[next] = '}';
    return next + 1;
  }

  @Override
  public Value read(ByteReader in) {
    Json.expect(in, '{');
    int nameAt = in.at();
    if (in.peek() == '}') {
      throw in.refused(
          DecodeReason.BAD_VARIANT, nameAt, "expected the name of a variant, got none");
    }
    String name = JsonText.read(in);
    int position = variants.of(new Value.Choice(name, NO_DATA));
    if (position < 0) {
      throw in.refused(
          DecodeReason.BAD_VARIANT,
          nameAt,
          "expected the name of one of " + variants.count() + " variants");
    }
    Json.expect(in, ':');
    Value choice = variants.read(position, in);
    if (in.peek() == ',') {
      throw in.refused(DecodeReason.BAD_VARIANT, in.at(), "expected one variant, got another");
    }
    Json.expect(in, '}');
    return choice;
  }

  @Override
  public @Nullable String misfit(Value value) {
    return variants.misfit(value);
  }

  @Override
  public int compare(Value left, Value right) {
    throw new IllegalStateException("Keys of JSON are text");
  }
}
