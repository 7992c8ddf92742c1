package dev.interlane.message;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.Finality;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.ImmutableStyle;
import java.util.List;
import java.util.OptionalLong;
import org.immutables.value.Value;

/**
 * An envelope in its one canonical byte form, with the body already encoded for the destination's
 * VM. Its hash is the {@link MessageId}; its bytes are what the journal keeps and are never
 * re-encoded. Made by an {@code EnvelopeCodec}. Immutable.
 */
@Value.Immutable
@ImmutableStyle
public abstract class CanonicalEnvelope {
  CanonicalEnvelope() {}

  /**
   * Starts a canonical envelope; meant for envelope codecs, which guarantee that fields and bytes
   * agree.
   */
  public static Builder builder() {
    return new Builder();
  }

  /** Keccak-256 of {@link #bytes}. */
  public abstract MessageId id();

  /** The canonical bytes. */
  public abstract Bytes bytes();

  /** The sending account on the origin. */
  public abstract AccountId sender();

  /** The recipient on the destination. */
  public abstract AccountId recipient();

  /** What {@link #content} is. */
  public abstract BodyKind kind();

  /** The signature of the function called, for people to read; empty for a payload. */
  public abstract String function();

  /** The body in the destination VM's bytes. */
  public abstract Bytes content();

  /**
   * Makes equal envelopes different messages; derived from the idempotency key when there is one.
   */
  public abstract Bytes32 salt();

  /**
   * Until when, as the sender asked: a relative expiry stays relative here, so that the id does not
   * depend on the clock.
   */
  public abstract Expiry expiry();

  /** Whether the message keeps its place in its lane. */
  public abstract Ordering ordering();

  /** How sure both chains must be. */
  public abstract Finality finality();

  /** The gas for the execution at the destination; estimated when empty. */
  public abstract OptionalLong gasLimit();

  /** Attributes carried through unchanged. */
  public abstract List<Attribute> attributes();

  /** The chain it is dispatched on. */
  public ChainId origin() {
    return sender().chain();
  }

  /** The chain it is executed on. */
  public ChainId destination() {
    return recipient().chain();
  }

  /** Origin and destination. */
  public Route route() {
    return new Route(origin(), destination());
  }

  /** The lane it travels in. */
  public Lane lane() {
    return new Lane(sender(), recipient());
  }

  /** Collects the fields. Not thread-safe. */
  public static final class Builder extends ImmutableCanonicalEnvelope.Builder {
    Builder() {}
  }
}
