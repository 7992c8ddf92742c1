package dev.interlane.devnet;

import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.nio.ByteBuffer;

/**
 * The body of a call, as docs/spec/call-recipient.md lays it out; written out here to be
 * independent of the encoder.
 */
record CallBody(Bytes32 messageId, long notAfter, Bytes32 lane, long laneSequence) {
  static CallBody of(Bytes32 messageId) {
    return new CallBody(messageId, 0, Bytes32.ZERO, 0);
  }

  CallBody notAfter(long seconds) {
    return new CallBody(messageId, seconds, lane, laneSequence);
  }

  CallBody inLane(Bytes32 name, long sequence) {
    return new CallBody(messageId, notAfter, name, sequence);
  }

  Bytes with(Bytes calldata) {
    return with(1, calldata);
  }

  Bytes with(int version, Bytes calldata) {
    return Bytes.of(
        ByteBuffer.allocate(81 + calldata.length())
            .put((byte) version)
            .put(messageId.toArray())
            .putLong(notAfter)
            .put(lane.toArray())
            .putLong(laneSequence)
            .put(calldata.toArray())
            .array());
  }
}
