package dev.interlane.message;

import dev.interlane.primitive.Bytes32;
import java.util.Objects;

/**
 * The identity of a message: the Keccak-256 hash of its canonical envelope. It does not depend on
 * the transport; what a protocol calls the message is kept beside it as a protocol id.
 *
 * @param value the hash
 */
public record MessageId(Bytes32 value) implements Comparable<MessageId> {
  public MessageId {
    Objects.requireNonNull(value, "value");
  }

  /**
   * Parses 64 hexadecimal digits, with or without {@code 0x}.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  public static MessageId parse(String text) {
    return new MessageId(Bytes32.fromHex(text));
  }

  @Override
  public int compareTo(MessageId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value.toHex();
  }
}
