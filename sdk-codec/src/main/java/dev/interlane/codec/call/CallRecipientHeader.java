package dev.interlane.codec.call;

import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.message.MessageId;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/**
 * What stands in front of the calldata in the body of a call to a {@code CallRecipient}: what the
 * contract needs to execute a message once, not too late and in its place. The layout is that of
 * docs/spec/call-recipient.md, packed, big-endian, no padding:
 *
 * <pre>
 * offset  size  field
 * 0       1     version, 1
 * 1       32    messageId
 * 33      8     notAfter, seconds since 1970, unsigned, 0 = no limit
 * 41      32    lane, zero = unordered
 * 73      8     laneSequence, unsigned, 0 in lane zero
 * 81      n     calldata, selector and arguments, n at least 4
 * </pre>
 *
 * <p>Immutable and thread-safe.
 *
 * @param messageId the message
 * @param notAfter the last block timestamp at which it may run, a whole second; none if it has no
 *     limit
 * @param place where it stands in an ordered lane; none if it is unordered
 */
public record CallRecipientHeader(
    MessageId messageId, Optional<Instant> notAfter, Optional<Place> place) {
  /** The version this class writes and reads. */
  public static final int VERSION = 1;

  /** Where the calldata begins. */
  public static final int LENGTH_BYTES = 81;

  /** The shortest calldata: a selector. */
  public static final int MIN_CALLDATA_BYTES = 4;

  private static final int ID_OFFSET = 1;
  private static final int NOT_AFTER_OFFSET = 33;
  private static final int LANE_OFFSET = 41;
  private static final int SEQUENCE_OFFSET = 73;

  public CallRecipientHeader {
    notAfter.ifPresent(
        instant -> {
          if (instant.getEpochSecond() <= 0 || instant.getNano() != 0) {
            throw new IllegalArgumentException(
                "notAfter must be a whole second after 1970, got " + instant);
          }
        });
  }

  /**
   * A place in an ordered lane.
   *
   * @param lane the lane as its sender names it, not zero
   * @param sequence the position, from 0
   */
  public record Place(Bytes32 lane, long sequence) {
    public Place {
      if (lane.isZero()) {
        throw new IllegalArgumentException("Lane zero is for messages without order");
      }
      if (sequence < 0) {
        throw new IllegalArgumentException("sequence must not be negative, got " + sequence);
      }
    }
  }

  /**
   * What was read.
   *
   * @param header the header
   * @param calldata the call
   */
  public record Call(CallRecipientHeader header, Bytes calldata) {}

  /**
   * The body: header, then calldata.
   *
   * @throws IllegalArgumentException if the calldata has no selector
   */
  public Bytes encode(Bytes calldata) {
    if (calldata.length() < MIN_CALLDATA_BYTES) {
      throw new IllegalArgumentException(
          "Calldata has at least a selector of 4 bytes, got " + calldata.length());
    }
    return Bytes.generate(
        Math.addExact(LENGTH_BYTES, calldata.length()),
        target -> {
          target[0] = VERSION;
          messageId.value().copyTo(target, ID_OFFSET);
          ByteBuffer numbers = ByteBuffer.wrap(target);
          notAfter.ifPresent(limit -> numbers.putLong(NOT_AFTER_OFFSET, limit.getEpochSecond()));
          place.ifPresent(
              here -> {
                here.lane().copyTo(target, LANE_OFFSET);
                numbers.putLong(SEQUENCE_OFFSET, here.sequence());
              });
          calldata.copyTo(target, LENGTH_BYTES);
        });
  }

  /**
   * Reads a body. Stricter than the contract in one place: numbers of 2^63 and above are refused.
   *
   * @throws CodecException if it is too short, of another version, or has a sequence without a lane
   */
  public static Call decode(Bytes body) {
    if (body.length() < LENGTH_BYTES + MIN_CALLDATA_BYTES) {
      throw CodecException.at(
          DecodeReason.TRUNCATED,
          body.length(),
          "",
          "a call's body has at least "
              + (LENGTH_BYTES + MIN_CALLDATA_BYTES)
              + " bytes, got "
              + body.length());
    }
    int version = body.get(0) & 0xff;
    if (version != VERSION) {
      throw CodecException.at(
          DecodeReason.WRONG_TAG, 0, "version", "expected " + VERSION + ", got " + version);
    }
    long notAfter = number(body, NOT_AFTER_OFFSET, "notAfter");
    long sequence = number(body, SEQUENCE_OFFSET, "laneSequence");
    Bytes32 lane = Bytes32.of(body.slice(LANE_OFFSET, Bytes32.LENGTH_BYTES));
    if (lane.isZero() && sequence != 0) {
      throw CodecException.at(
          DecodeReason.INT_RANGE,
          SEQUENCE_OFFSET,
          "laneSequence",
          "expected 0 in lane zero, got " + sequence);
    }
    CallRecipientHeader header =
        new CallRecipientHeader(
            new MessageId(Bytes32.of(body.slice(ID_OFFSET, Bytes32.LENGTH_BYTES))),
            notAfter == 0 ? Optional.empty() : Optional.of(instant(notAfter)),
            lane.isZero() ? Optional.empty() : Optional.of(new Place(lane, sequence)));
    return new Call(header, body.slice(LENGTH_BYTES));
  }

  private static Instant instant(long seconds) {
    if (seconds > Instant.MAX.getEpochSecond()) {
      throw CodecException.at(
          DecodeReason.INT_RANGE, NOT_AFTER_OFFSET, "notAfter", "beyond Java's time: " + seconds);
    }
    return Instant.ofEpochSecond(seconds);
  }

  private static long number(Bytes body, int offset, String path) {
    long number = body.longAt(offset);
    if (number < 0) {
      throw CodecException.at(
          DecodeReason.INT_RANGE,
          offset,
          path,
          "expected less than 2^63, got " + Long.toUnsignedString(number));
    }
    return number;
  }
}
