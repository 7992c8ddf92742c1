package dev.interlane.pipeline;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.TransactionRef;
import dev.interlane.message.CanonicalEnvelope;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.message.Payload;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.receipt.ProtocolId;
import dev.interlane.spi.Chain;
import dev.interlane.spi.Dispatch;
import dev.interlane.spi.EnvelopeCodec;
import dev.interlane.spi.MessageRecord;
import dev.interlane.spi.TransactionReceipt;
import dev.interlane.spi.TransportSession;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** Finds the messages in somebody else's transaction. On the caller's thread. */
final class Tracking {
  private final String appId;
  private final Set<ChainId> chains;
  private final SortedMap<String, TransportSession> sessions;
  private final EnvelopeCodec codec;
  private final InstantSource clock;

  Tracking(
      String appId,
      Set<ChainId> chains,
      SortedMap<String, TransportSession> sessions,
      EnvelopeCodec codec,
      InstantSource clock) {
    this.appId = appId;
    this.chains = chains;
    this.sessions = sessions;
    this.codec = codec;
    this.clock = clock;
  }

  /** A message of the transaction, by its protocol's ids, ready to be accepted. */
  record Found(List<ProtocolId> ids, Acceptance.Draft draft) {}

  List<Found> find(Chain origin, TransactionRef transaction) {
    Optional<TransactionReceipt> receipt = origin.port().receipt(transaction.hash());
    List<Found> found = new ArrayList<>();
    Set<List<ProtocolId>> seen = new HashSet<>();
    if (receipt.isEmpty() || !receipt.get().succeeded()) {
      return found;
    }
    // Two transports over one protocol see the same message; the first one by name takes it.
    for (Map.Entry<String, TransportSession> session : sessions.entrySet()) {
      for (Dispatch dispatch : session.getValue().dispatchesIn(receipt.get())) {
        boolean known = chains.contains(dispatch.recipient().chain());
        if (known && seen.add(dispatch.protocolIds())) {
          found.add(
              new Found(dispatch.protocolIds(), draft(session.getKey(), receipt.get(), dispatch)));
        }
      }
    }
    return found;
  }

  /** The body on the wire is all we know of it, so it is a payload to us. */
  private Acceptance.Draft draft(String transport, TransactionReceipt receipt, Dispatch dispatch) {
    MessageEnvelope envelope =
        MessageEnvelope.builder()
            .sender(dispatch.sender())
            .recipient(dispatch.recipient())
            .body(Payload.of(dispatch.body()))
            .build();
    CanonicalEnvelope sealed = codec.seal(envelope, dispatch.body(), salt(receipt, dispatch));
    MessageRecord preview =
        MessageRecord.builder()
            .appId(appId)
            .envelope(sealed)
            .transport(transport)
            .laneSequence(0)
            .acceptedAt(clock.instant())
            .source(MessageRecord.Source.FOREIGN)
            .build();
    return new Acceptance.Draft(
        preview, Optional.of(new Acceptance.Foreign(receipt.inclusion(), dispatch)));
  }

  /** The same message of the same transaction is the same message to us, however often tracked. */
  private static Bytes32 salt(TransactionReceipt receipt, Dispatch dispatch) {
    List<Bytes> parts = new ArrayList<>();
    parts.add(receipt.inclusion().transaction().hash().toBytes());
    dispatch
        .protocolIds()
        .forEach(id -> parts.add(Bytes.fromUtf8(id.protocol() + "/" + id.value() + " ")));
    return Keccak256.hash(parts.toArray(Bytes[]::new));
  }
}
