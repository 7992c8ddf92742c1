package dev.interlane.pipeline;

import dev.interlane.chain.Inclusion;
import dev.interlane.message.MessageId;
import dev.interlane.spi.Dispatch;
import dev.interlane.spi.MessageRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Messages that want to be accepted together: checked and sealed on the caller's thread, numbered
 * and journaled by the loop.
 */
final class Acceptance {
  private final List<Draft> drafts;
  private final CompletableFuture<List<MessageId>> result = new CompletableFuture<>();
  private final List<Tracked> accepted = new ArrayList<>();
  private final List<MessageId> ids = new ArrayList<>();

  /**
   * A message before the loop numbered it.
   *
   * @param preview complete; {@code laneSequence} and {@code acceptedAt} are not settled yet
   * @param foreign the dispatch, when it was not ours
   */
  record Draft(MessageRecord preview, Optional<Foreign> foreign) {}

  /** A dispatch that somebody else made, in its block. */
  record Foreign(Inclusion inclusion, Dispatch dispatch) {}

  Acceptance(List<Draft> drafts) {
    this.drafts = List.copyOf(drafts);
  }

  List<Draft> drafts() {
    return drafts;
  }

  CompletableFuture<List<MessageId>> result() {
    return result;
  }

  /** The messages that are new. */
  List<Tracked> accepted() {
    return accepted;
  }

  /** An id per draft, in order; of messages that were known already too. */
  List<MessageId> ids() {
    return ids;
  }

  void complete() {
    result.complete(List.copyOf(ids));
  }

  void fail(Throwable why) {
    result.completeExceptionally(why);
  }
}
