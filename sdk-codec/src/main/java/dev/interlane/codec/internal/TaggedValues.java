package dev.interlane.codec.internal;

import dev.interlane.primitive.Bytes;
import dev.interlane.value.FunctionSignature;
import java.util.List;

/**
 * Values behind a tag that need no class of their own: an account's data, an event. Thread-safe.
 */
public final class TaggedValues extends TaggedCodec {
  /** Values behind a tag, which may be empty. */
  public TaggedValues(
      FunctionSignature signature, List<String> names, Bytes tag, PlanCodec values) {
    super(signature, names, tag, values);
  }
}
