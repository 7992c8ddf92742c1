package dev.interlane.client;

import dev.interlane.message.MessageId;
import java.util.List;
import java.util.Optional;

/**
 * A part of a list.
 *
 * @param messages those that fit, by id; possibly none although there is a next page, because a
 *     page ends after a bounded search
 * @param next what to ask for as {@code after} to go on; empty at the end
 */
public record MessagePage(List<MessageSummary> messages, Optional<MessageId> next) {
  public MessagePage {
    messages = List.copyOf(messages);
  }
}
