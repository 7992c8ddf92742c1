package dev.interlane.pipeline;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.ChainId;
import dev.interlane.client.SendOptions;
import dev.interlane.error.Refusal;
import dev.interlane.error.RefusedException;
import dev.interlane.message.CanonicalEnvelope;
import dev.interlane.message.Expiry;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.receipt.Fee;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.BodyCodec;
import dev.interlane.spi.Chain;
import dev.interlane.spi.EnvelopeCodec;
import dev.interlane.spi.MessageRecord;
import dev.interlane.spi.Outbound;
import dev.interlane.spi.Preflight;
import dev.interlane.spi.TransportSession;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is checked and made of a message before the loop sees it, on the caller's thread:
 * encoding, identity, and every reason why it cannot be sent. Thread-safe.
 */
final class Admission {
  private static final String ORIGIN_GAS = "origin gas";

  private final String appId;
  private final SortedMap<ChainId, Chain> chains;
  private final SortedMap<String, TransportSession> sessions;
  private final String defaultTransport;
  private final Codecs codecs;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final ToLongFunction<CanonicalEnvelope> nextLaneSequence;
  private final Predicate<Object> canJoin;

  /** Body codecs by CAIP-2 namespace, and the envelope's. */
  record Codecs(SortedMap<String, BodyCodec> bodies, EnvelopeCodec envelope) {}

  /** A message that is sealed, and what stands against it. */
  record Checked(MessageRecord preview, List<Refusal> refusals, Preflight preflight) {
    /** The message, if nothing stands against it. */
    MessageRecord sendable() {
      if (!refusals.isEmpty()) {
        throw new RefusedException(refusals);
      }
      return preview;
    }
  }

  private Admission(Parts parts) {
    this.appId = parts.appId();
    this.chains = parts.chains();
    this.sessions = parts.sessions();
    this.defaultTransport = parts.defaultTransport();
    this.codecs = parts.codecs();
    this.clock = parts.clock();
    this.random = parts.random();
    this.nextLaneSequence = parts.nextLaneSequence();
    this.canJoin = parts.canJoin();
  }

  /** What admission works with. */
  record Parts(
      String appId,
      SortedMap<ChainId, Chain> chains,
      SortedMap<String, TransportSession> sessions,
      String defaultTransport,
      Codecs codecs,
      InstantSource clock,
      RandomGenerator random,
      ToLongFunction<CanonicalEnvelope> nextLaneSequence,
      Predicate<Object> canJoin) {}

  static Admission of(Parts parts) {
    return new Admission(parts);
  }

  /**
   * Gives the message its identity.
   *
   * @throws RefusedException if it cannot be encoded for its destination
   */
  CanonicalEnvelope seal(MessageEnvelope envelope, SendOptions options) {
    List<Refusal> refusals = new ArrayList<>();
    checkRoute(envelope, options, refusals);
    BodyCodec codec = codecs.bodies().get(envelope.recipient().chain().namespace());
    if (codec == null) {
      refusals.add(
          new Refusal(
              "recipient",
              "no body codec for VM '"
                  + envelope.recipient().chain().namespace()
                  + "', the client has "
                  + codecs.bodies().keySet(),
              "add the module that has it"));
    } else {
      refusals.addAll(codec.check(envelope.body(), envelope.recipient()));
    }
    if (codec == null || !refusals.isEmpty()) {
      throw new RefusedException(refusals);
    }
    Bytes content = codec.encode(envelope.body(), envelope.recipient());
    return codecs.envelope().seal(envelope, content, salt(options));
  }

  /** What the sealed message would cost, and every reason against it. */
  Checked check(CanonicalEnvelope envelope, SendOptions options) {
    List<Refusal> refusals = new ArrayList<>();
    Instant now = clock.instant();
    Optional<Instant> notAfter = notAfter(envelope.expiry(), now);
    checkExpiry(notAfter, now, refusals);
    String transport = options.transport().orElse(defaultTransport);
    TransportSession session = session(transport);
    // Within a transaction of the application only its own connection is used.
    long sequence = options.joined().isPresent() ? 0 : nextLaneSequence.applyAsLong(envelope);
    Outbound outbound = new Outbound(envelope, notAfter, sequence, options.feeToken());
    checkSize(session, outbound, refusals);
    Preflight preflight = new Preflight(List.of(), List.of());
    if (refusals.isEmpty()) {
      preflight = session.preflight(outbound);
      refusals.addAll(preflight.refusals());
      checkFee(envelope, preflight.fees(), options, refusals);
    }
    return new Checked(preview(outbound, transport, options, now), refusals, preflight);
  }

  /** Why its delivery would fail if it were due now. */
  List<Refusal> obstacles(Checked checked) {
    List<Refusal> obstacles = new ArrayList<>();
    MessageRecord preview = checked.preview();
    SortedMap<AccountId, BigInteger> dues = new TreeMap<>();
    checked.preflight().fees().stream()
        .filter(fee -> fee.asset().equals(Fee.NATIVE))
        .forEach(fee -> dues.merge(fee.payer(), fee.amount(), BigInteger::add));
    dues.forEach((payer, due) -> refuseWithoutFunds(payer, due, obstacles));
    obstacles.addAll(session(preview.transport()).obstacles(preview.outbound()));
    return obstacles;
  }

  private void refuseWithoutFunds(AccountId payer, BigInteger due, List<Refusal> obstacles) {
    Chain chain = chains.get(payer.chain());
    if (chain == null) {
      return;
    }
    BigInteger has = chain.port().balanceWei(payer.evmAddress(), BlockSelector.LATEST);
    if (has.compareTo(due) < 0) {
      obstacles.add(
          new Refusal(
              "funds",
              payer + " has " + has + " wei, its part of the message is about " + due,
              "Send it some, or wait until it is cheaper"));
    }
  }

  private MessageRecord preview(
      Outbound outbound, String transport, SendOptions options, Instant now) {
    return MessageRecord.builder()
        .appId(appId)
        .envelope(outbound.envelope())
        .idempotencyKey(options.idempotencyKey())
        .feeToken(options.feeToken())
        .maxOriginFee(options.maxOriginFee())
        .transport(transport)
        .notAfter(outbound.notAfter())
        .laneSequence(outbound.laneSequence())
        .acceptedAt(now)
        .source(MessageRecord.Source.OURS)
        .build();
  }

  private TransportSession session(String transport) {
    TransportSession session = sessions.get(transport);
    if (session == null) {
      throw new IllegalStateException("Transport '" + transport + "' passed the route check");
    }
    return session;
  }

  private void checkRoute(MessageEnvelope envelope, SendOptions options, List<Refusal> refusals) {
    Chain origin = chain("sender", envelope.sender().chain(), refusals);
    chain("recipient", envelope.recipient().chain(), refusals);
    if (origin != null && !origin.submitter().accounts().contains(envelope.sender())) {
      refusals.add(
          new Refusal(
              "sender",
              "no key for " + envelope.sender() + ", there are " + origin.submitter().accounts(),
              "give the chain a signer of this account"));
    } else if (origin != null
        && !origin.submitter().roles().mayDispatch(envelope.sender().evmAddress())) {
      refusals.add(
          new Refusal(
              "sender",
              "the key of " + envelope.sender() + " is not for dispatches",
              "send from a key that is, or name it in the chain's KeyRoles"));
    }
    options
        .feeToken()
        .filter(token -> !token.chain().equals(envelope.sender().chain()))
        .ifPresent(
            token ->
                refusals.add(
                    new Refusal(
                        "feeToken",
                        token + " is not on the origin " + envelope.sender().chain(),
                        "name the token's contract on the sender's chain")));
    String transport = options.transport().orElse(defaultTransport);
    if (!sessions.containsKey(transport)) {
      refusals.add(
          new Refusal(
              "transport",
              "'" + transport + "' is not one of the client's: " + sessions.keySet(),
              "add it to the client, or choose another"));
    }
    if (options.joined().isPresent() && !canJoin.test(options.joined().get())) {
      refusals.add(
          new Refusal(
              "joined",
              "the client's journal cannot take part in this transaction",
              "give what journal.join(connection) of the client's own PostgresJournal makes, or send"
                  + " after the transaction, with an idempotency key"));
    }
    try {
      envelope.body().requireAddressesOn(envelope.recipient().chain());
    } catch (IllegalArgumentException foreign) {
      refusals.add(new Refusal("body", String.valueOf(foreign.getMessage()), ""));
    }
  }

  private @Nullable Chain chain(String field, ChainId id, List<Refusal> refusals) {
    Chain chain = chains.get(id);
    if (chain == null) {
      refusals.add(
          new Refusal(
              field,
              "chain " + id + " is not one of the client's: " + chains.keySet(),
              "add it with Interlane.builder().chain(...)"));
    }
    return chain;
  }

  private static Optional<Instant> notAfter(Expiry expiry, Instant now) {
    return switch (expiry) {
      case Expiry.Never never -> Optional.empty();
      case Expiry.At at -> Optional.of(at.notAfter());
      case Expiry.Within within ->
          Optional.of(Instant.ofEpochSecond(now.getEpochSecond()).plus(within.duration()));
    };
  }

  private static void checkExpiry(Optional<Instant> notAfter, Instant now, List<Refusal> refusals) {
    if (notAfter.isPresent() && !notAfter.get().isAfter(now)) {
      refusals.add(
          new Refusal(
              "expiry", "it ended at " + notAfter.get() + ", now is " + now, "choose a later one"));
    }
  }

  private static void checkSize(
      TransportSession session, Outbound outbound, List<Refusal> refusals) {
    int max = session.capabilities(outbound.envelope().route()).maxBodyBytes();
    int length = outbound.envelope().content().length();
    if (length > max) {
      refusals.add(
          new Refusal(
              "body",
              "encoded it has " + length + " bytes, the transport carries at most " + max,
              "send less, or in parts"));
    }
  }

  private static void checkFee(
      CanonicalEnvelope envelope, List<Fee> fees, SendOptions options, List<Refusal> refusals) {
    if (options.maxOriginFee().isEmpty()) {
      return;
    }
    BigInteger total =
        fees.stream()
            .filter(fee -> fee.chain().equals(envelope.origin()))
            .filter(fee -> fee.asset().equals(options.feeAsset()))
            .filter(fee -> !fee.purpose().equals(ORIGIN_GAS))
            .map(Fee::amount)
            .reduce(BigInteger.ZERO, BigInteger::add);
    BigInteger cap = options.maxOriginFee().get();
    if (total.compareTo(cap) > 0) {
      refusals.add(
          new Refusal(
              "maxOriginFee",
              "the protocol asks "
                  + FeeUnit.of(options.feeToken()).amount(total)
                  + " on the origin, the cap is "
                  + cap,
              "raise the cap, or wait until it is cheaper"));
    }
  }

  /**
   * With a key, keccak256 of the application's name (4-byte big-endian length, UTF-8) and the key
   * (UTF-8): a journal that was lost and restored still gives the same message the same id.
   */
  private Bytes32 salt(SendOptions options) {
    if (options.idempotencyKey().isPresent()) {
      byte[] app = appId.getBytes(StandardCharsets.UTF_8);
      return Keccak256.hash(
          Bytes.of(ByteBuffer.allocate(Integer.BYTES).putInt(app.length).array()),
          Bytes.of(app),
          Bytes.fromUtf8(options.idempotencyKey().get()));
    }
    byte[] salt = new byte[Bytes32.LENGTH_BYTES];
    random.nextBytes(salt);
    return Bytes32.copyOf(salt, 0);
  }
}
