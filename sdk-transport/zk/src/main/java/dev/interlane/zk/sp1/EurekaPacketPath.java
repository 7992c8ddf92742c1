package dev.interlane.zk.sp1;

import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import java.math.BigInteger;

/**
 * Where IBC v2 keeps what it knows of a packet: {@code client id, one byte of kind, sequence in
 * eight bytes, big-endian}.
 *
 * @param clientId the client on the chain that holds the value
 * @param kind what is kept there
 * @param sequence the packet's number between the two clients, from one
 * @see <a
 *     href="https://github.com/cosmos/ibc/blob/main/spec/core/v2/ics-024-host-requirements/README.md">ICS-24
 *     v2</a>
 */
public record EurekaPacketPath(String clientId, Kind kind, BigInteger sequence) {
  private static final int SEQUENCE_BYTES = 8;

  /** What is kept of a packet. */
  public enum Kind {
    /** On the sender's chain: the hash of a packet that was sent. */
    COMMITMENT(1),
    /** On the recipient's chain: that a packet was received. */
    RECEIPT(2),
    /** On the recipient's chain: the hash of what the recipient answered. */
    ACKNOWLEDGEMENT(3);

    private final int code;

    Kind(int code) {
      this.code = code;
    }
  }

  /**
   * Reads the key in the store, the last part of a path.
   *
   * @throws CodecException if it is not the path of a packet
   */
  public static EurekaPacketPath decode(Bytes key) {
    int at = key.length() - SEQUENCE_BYTES - 1;
    if (at < 1) {
      throw CodecException.at(
          DecodeReason.TRUNCATED,
          0,
          "clientId",
          "a packet's path has a client id, a kind and 8 bytes, got " + key);
    }
    for (Kind kind : Kind.values()) {
      if (key.get(at) == kind.code) {
        return new EurekaPacketPath(
            clientId(key.slice(0, at)), kind, new BigInteger(1, key.slice(at + 1).toArray()));
      }
    }
    throw CodecException.at(
        DecodeReason.BAD_VARIANT,
        at,
        "kind",
        "the kind of a packet's path is 1, 2 or 3, got " + key);
  }

  private static String clientId(Bytes bytes) {
    for (int i = 0; i < bytes.length(); i++) {
      if (bytes.get(i) <= ' ' || bytes.get(i) > '~') {
        throw CodecException.at(
            DecodeReason.BAD_UTF8, i, "clientId", "a client id is printable ASCII, got " + bytes);
      }
    }
    return bytes.toUtf8();
  }
}
