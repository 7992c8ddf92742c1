package dev.interlane.pipeline;

import dev.interlane.client.MessageFilter;
import dev.interlane.client.MessagePage;
import dev.interlane.client.MessageStanding;
import dev.interlane.client.MessageSummary;
import dev.interlane.client.RetryReport;
import dev.interlane.error.IllegalInStateException;
import dev.interlane.message.MessageId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Resumes what a filter finds. */
record Retry(JournalView view, Consumer<MessageId> resume) {
  private static final Set<MessageStanding> RESUMABLE =
      EnumSet.of(MessageStanding.PARKED, MessageStanding.UNDELIVERED);

  static Retry over(JournalView view, Consumer<MessageId> resume) {
    return new Retry(view, resume);
  }

  RetryReport retry(MessageFilter filter, Optional<MessageId> after, int limit) {
    MessagePage page = view.list(narrowed(filter), after, limit);
    List<MessageId> resumed = new ArrayList<>();
    Map<MessageId, String> refused = new TreeMap<>();
    for (MessageSummary message : page.messages()) {
      try {
        resume.accept(message.id());
        resumed.add(message.id());
      } catch (IllegalInStateException movedOn) {
        refused.put(message.id(), String.valueOf(movedOn.getMessage()));
      }
    }
    return new RetryReport(resumed, refused, page.next());
  }

  private static MessageFilter narrowed(MessageFilter filter) {
    Set<MessageStanding> standings = EnumSet.copyOf(RESUMABLE);
    if (!filter.standings().isEmpty()) {
      standings.retainAll(filter.standings());
    }
    if (standings.isEmpty()) {
      throw new IllegalArgumentException(
          "Only messages that are " + RESUMABLE + " can be retried, got " + filter.standings());
    }
    return MessageFilter.builder().from(filter).standings(standings).build();
  }
}
