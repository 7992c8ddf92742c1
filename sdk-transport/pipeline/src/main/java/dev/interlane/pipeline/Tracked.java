package dev.interlane.pipeline;

import dev.interlane.message.MessageId;
import dev.interlane.spi.MessageRecord;
import dev.interlane.spi.Step;
import dev.interlane.spi.TransportSession;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** An open message in memory. What any thread may ask is said so; the rest is the loop's own. */
final class Tracked {
  private final MessageId id;
  private final TransportSession session;
  private final List<Step> steps;
  private volatile MessageRecord committed;
  private final CompletableFuture<MessageRecord> firstOutcome = new CompletableFuture<>();
  private volatile CompletableFuture<MessageRecord> nextOutcome = new CompletableFuture<>();

  /** The record as of this turn, journaled when the turn ends. */
  MessageRecord record;

  /** Rises whenever work under way loses its meaning; answers of an older stamp are dropped. */
  int stamp;

  /** Whether a question, a queued job or a live submission is under way for it. */
  boolean working;

  /** How often in a row a chain or a node, not the message, was in the way. */
  int troubles;

  /** What its step was last said to wait for. Read from any thread. */
  volatile String waitsFor = "";

  /** Whether it has ended for good; it leaves memory with the turn's commit. */
  boolean over;

  /** Whether a person let it go ahead of its lane. */
  boolean aheadOfLane;

  /** Its newest dispatch transaction. */
  @Nullable Sent dispatchSent;

  /** Its newest transaction after that. */
  @Nullable Sent stepSent;

  /** Whether the origin became final without the dispatch, or can never hold it again. */
  boolean dispatchGone;

  /** What is read, or was, about the rule that its delivery was accepted under. */
  AcceptanceReading.@Nullable Reading acceptance;

  /** Looks again; at most one at a time. */
  Loop.@Nullable Timer timer;

  /** Acts when the expiry is over. */
  Loop.@Nullable Timer expiry;

  Tracked(MessageRecord record, TransportSession session, List<Step> steps) {
    this.id = record.id();
    this.record = record;
    this.committed = record;
    this.session = session;
    this.steps = steps;
    publish();
  }

  MessageId id() {
    return id;
  }

  TransportSession session() {
    return session;
  }

  List<Step> steps() {
    return steps;
  }

  /** The record as the journal has it. From any thread. */
  MessageRecord committed() {
    return committed;
  }

  /** Completes with the first outcome. From any thread. */
  CompletableFuture<MessageRecord> firstOutcome() {
    return firstOutcome;
  }

  /** Completes with the outcome, or the next one when there is none any more. From any thread. */
  CompletableFuture<MessageRecord> nextOutcome() {
    return nextOutcome;
  }

  /** The journal keeps {@link #record} now, one version on. */
  void kept() {
    record = MessageRecord.builder().from(record).version(record.version() + 1).build();
    committed = record;
    publish();
  }

  /** Tells those that wait for an outcome. */
  void publish() {
    if (committed.outcome().isPresent()) {
      firstOutcome.complete(committed);
      nextOutcome.complete(committed);
    } else if (nextOutcome.isDone()) {
      nextOutcome = new CompletableFuture<>();
    }
  }

  /** Those that wait are told that nothing comes any more. */
  void abandon(Throwable why) {
    firstOutcome.completeExceptionally(why);
    nextOutcome.completeExceptionally(why);
  }

  /** Work under way lost its meaning. */
  void interrupt() {
    stamp++;
    working = false;
    troubles = 0;
    waitsFor = "";
    stop(timer);
    timer = null;
  }

  /** Nothing more will be done for it. */
  void forget() {
    interrupt();
    stop(expiry);
    expiry = null;
  }

  private static void stop(Loop.@Nullable Timer timer) {
    if (timer != null) {
      timer.stop();
    }
  }
}
