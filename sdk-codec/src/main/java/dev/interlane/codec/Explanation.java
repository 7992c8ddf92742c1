package dev.interlane.codec;

import dev.interlane.error.CodecException;
import dev.interlane.primitive.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * What a decoder made of bytes: every part with its place, up to the first that is wrong. For
 * people and logs; it takes a few hundred bytes for each part. Immutable.
 *
 * @param tag what stands in front of the values and says what they are; empty where nothing does
 * @param parts one per value, as far as the decoder came
 * @param refusal why the bytes are not canonical; empty if they are
 */
public record Explanation(Bytes tag, List<DecodedPart> parts, Optional<CodecException> refusal) {
  public Explanation {
    parts = List.copyOf(parts);
  }
}
