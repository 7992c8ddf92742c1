package dev.interlane.spi;

import dev.interlane.message.CanonicalEnvelope;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;

/** The canonical byte form of envelopes. Pure and thread-safe. */
public interface EnvelopeCodec {
  /** Puts an envelope, whose body is encoded already, into its canonical form. */
  CanonicalEnvelope seal(MessageEnvelope envelope, Bytes content, Bytes32 salt);

  /**
   * Reads canonical bytes; anything not canonical is refused.
   *
   * @throws dev.interlane.error.CodecException if they are; it names the field
   */
  CanonicalEnvelope decode(Bytes bytes);
}
