package dev.interlane.codec;

import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import java.util.List;
import java.util.Optional;

/**
 * Where one part of a value lies in the bytes. Immutable.
 *
 * @param name as a path names it: {@code .amount}, {@code [2]}, {@code {0}.key}
 * @param type its type
 * @param head where the offset to it stands, which the EVM has; -1 where there is none
 * @param from the first byte it takes, from zero; -1 if the decoder did not come to it
 * @param to the byte behind it; -1 if the decoder did not come to its end
 * @param content its value, for a part without others that was read to its end
 * @param parts the parts within it
 */
public record DecodedPart(
    String name,
    ValueType type,
    int head,
    int from,
    int to,
    Optional<Value> content,
    List<DecodedPart> parts) {
  public DecodedPart {
    parts = List.copyOf(parts);
  }

  /** The same part under another name. */
  public DecodedPart named(String other) {
    return new DecodedPart(other, type, head, from, to, content, parts);
  }

  /** Whether the decoder came to its end. */
  public boolean isWhole() {
    return to >= 0;
  }
}
