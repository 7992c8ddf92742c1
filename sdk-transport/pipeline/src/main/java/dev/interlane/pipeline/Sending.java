package dev.interlane.pipeline;

import dev.interlane.client.Quote;
import dev.interlane.client.SendOptions;
import dev.interlane.client.SendRequest;
import dev.interlane.error.RefusedException;
import dev.interlane.message.CanonicalEnvelope;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.message.MessageId;
import dev.interlane.spi.Journal;
import dev.interlane.spi.MessageRecord;
import dev.interlane.spi.Preflight;
import dev.interlane.spi.TransactionalOutbox;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What happens to messages on the caller's thread before they are accepted. Thread-safe. */
final class Sending {
  private final Admission admission;
  private final Journal journal;
  private final String appId;

  Sending(Admission admission, Journal journal, String appId) {
    this.admission = admission;
    this.journal = journal;
    this.appId = appId;
  }

  /**
   * Checks messages and has those accepted that are new.
   *
   * @param accept keeps messages durably, all or none, and gives their ids
   * @return an id per request, in order
   */
  List<MessageId> sendAll(
      List<SendRequest> requests, Function<List<Acceptance.Draft>, List<MessageId>> accept) {
    refuseKeyForTwo(requests);
    @Nullable MessageId[] ids = new MessageId[requests.size()];
    List<Acceptance.Draft> drafts = new ArrayList<>();
    List<Runnable> joins = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      SendRequest request = requests.get(i);
      CanonicalEnvelope sealed = admission.seal(request.envelope(), request.options());
      if (request.options().joined().isPresent()) {
        // The key is claimed in the application's transaction, which alone can see all of it.
        MessageRecord preview = admission.check(sealed, request.options()).sendable();
        Object transaction = request.options().joined().get();
        joins.add(() -> outbox().put(preview, transaction));
        ids[i] = sealed.id();
        continue;
      }
      Optional<MessageId> known = sentBefore(sealed, request.options());
      if (known.isPresent()) {
        ids[i] = known.get();
      } else {
        MessageRecord preview = admission.check(sealed, request.options()).sendable();
        drafts.add(new Acceptance.Draft(preview, Optional.empty()));
        places.add(i);
      }
    }
    joins.forEach(Runnable::run);
    if (!drafts.isEmpty()) {
      List<MessageId> accepted = accept.apply(drafts);
      for (int i = 0; i < accepted.size(); i++) {
        ids[places.get(i)] = accepted.get(i);
      }
    }
    return List.of(ids);
  }

  /** What the message would cost, or every reason against it. */
  Quote quote(MessageEnvelope envelope, SendOptions options) {
    try {
      CanonicalEnvelope sealed = admission.seal(envelope, options);
      Admission.Checked checked = admission.check(sealed, options);
      Preflight preflight = checked.preflight();
      return new Quote(
          preflight.fees(),
          checked.refusals(),
          admission.obstacles(checked),
          preflight.goodUntil(),
          preflight.protocolFee());
    } catch (RefusedException refused) {
      return new Quote(List.of(), refused.refusals());
    }
  }

  private TransactionalOutbox outbox() {
    return journal
        .outbox()
        .orElseThrow(() -> new IllegalStateException("The journal's outbox is gone"));
  }

  /** The message that was sent under this key; never one that differs from this one. */
  private Optional<MessageId> sentBefore(CanonicalEnvelope sealed, SendOptions options) {
    Optional<MessageId> known =
        options.idempotencyKey().flatMap(key -> journal.messageByKey(appId, key));
    if (known.isPresent() && !known.get().equals(sealed.id())) {
      throw Deliveries.conflict(options.idempotencyKey().orElseThrow(), known.get(), sealed.id());
    }
    return known;
  }

  private static void refuseKeyForTwo(List<SendRequest> requests) {
    Map<String, MessageEnvelope> byKey = new HashMap<>();
    for (SendRequest request : requests) {
      Optional<String> key = request.options().idempotencyKey();
      if (key.isPresent()) {
        MessageEnvelope other = byKey.put(key.get(), request.envelope());
        if (other != null && !other.equals(request.envelope())) {
          throw new IllegalArgumentException(
              "Idempotency key '"
                  + key.get()
                  + "' is given for two different messages of one call");
        }
      }
    }
  }
}
