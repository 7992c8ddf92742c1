package dev.interlane.client;

import dev.interlane.message.MessageId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a retry by filter did.
 *
 * @param resumed the messages that go on
 * @param refused those that fitted and could not be resumed, with the reason, by id
 * @param next where to go on with the same filter; empty when everything was looked at
 */
public record RetryReport(
    List<MessageId> resumed, Map<MessageId, String> refused, Optional<MessageId> next) {
  public RetryReport {
    resumed = List.copyOf(resumed);
    refused = Collections.unmodifiableMap(new TreeMap<>(refused));
  }
}
