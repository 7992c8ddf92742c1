package dev.interlane.client;

import dev.interlane.message.MessageEnvelope;
import java.util.Objects;

/** One message of a {@link MessagingClient#sendAll}. */
public record SendRequest(MessageEnvelope envelope, SendOptions options) {
  public SendRequest {
    Objects.requireNonNull(envelope, "envelope");
    Objects.requireNonNull(options, "options");
  }
}
