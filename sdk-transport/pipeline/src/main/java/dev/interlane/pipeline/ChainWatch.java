package dev.interlane.pipeline;

import dev.interlane.chain.BlockRef;
import dev.interlane.receipt.Actor;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.Submission;
import dev.interlane.spi.TransactionReceipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at one chain whenever it may have a new head, one look at a time, and hands what it finds
 * to the chain's desk. The loop's own, but for the hint.
 */
final class ChainWatch {
  /**
   * After trouble a chain is looked at again no later than after so many intervals: everything of
   * ours on it stands still meanwhile, and one question is cheap.
   */
  private static final int LONGEST_PAUSE_INTERVALS = 8;

  private static final Logger LOG = LoggerFactory.getLogger(ChainWatch.class);

  private final ChainDesk desk;
  private final ChainFollower follower;
  private final Deliveries deliveries;
  private final ChainFacts facts;
  private final Duration interval;
  private final AtomicBoolean hinted = new AtomicBoolean();
  private ChainPort.@Nullable Subscription subscription;
  private Loop.@Nullable Timer timer;
  private boolean looking;
  private boolean again;
  private boolean stopped;
  private int troubles;

  /** In which thread the follower asks at this moment. */
  private volatile @Nullable Thread asking;

  ChainWatch(
      ChainDesk desk,
      ChainFollower follower,
      Deliveries deliveries,
      ChainFacts facts,
      Duration interval) {
    this.desk = desk;
    this.follower = follower;
    this.deliveries = deliveries;
    this.facts = facts;
    this.interval = interval;
  }

  /** What was found out when beginning. */
  private record Beginning(List<ChainLog> logs, List<BlockRef> lost) {}

  /** Begins to follow the chain from where the journal says it was read. */
  void start() {
    subscription =
        port()
            .onHead(
                () -> {
                  // Its own look at the heads tells us nothing new.
                  boolean ours = Thread.currentThread() == asking;
                  if (!ours && hinted.compareAndSet(false, true)) {
                    deliveries.loop().post(this::onHint);
                  }
                });
    begin();
  }

  /** From any thread, once the loop has stopped. */
  void stop() {
    stopped = true;
    if (subscription != null) {
      subscription.close();
    }
  }

  private void begin() {
    Optional<Long> processed =
        deliveries.settings().journal().cursor(ChainDesk.cursorName(desk.id()));
    processed.ifPresent(desk::readBefore);
    List<BlockRef> ours = desk.blocksOfOurs();
    looking = true;
    deliveries
        .loop()
        .ask(
            () -> {
              List<ChainLog> logs = follower.begin(processed);
              List<BlockRef> lost = new ArrayList<>();
              for (BlockRef block : ours) {
                if (port().header(block.hash()).isEmpty()) {
                  lost.add(block);
                }
              }
              return new Beginning(logs, lost);
            },
            this::begun);
  }

  private void begun(Answer<Beginning> answer) {
    looking = false;
    switch (answer) {
      case Answer.Value<Beginning> beginning -> {
        troubles = 0;
        desk.takeLost(beginning.value().lost());
        beginning.value().logs().forEach(log -> facts.sightings().recognise(desk, log, Map.of()));
        look();
      }
      case Answer.Trouble<Beginning> trouble -> {
        troubled(trouble.cause());
        later(pause(), this::begin);
      }
    }
  }

  private void onHint() {
    hinted.set(false);
    if (desk.heads().isPresent()) {
      look();
    }
  }

  private void look() {
    if (stopped) {
      return;
    }
    if (looking) {
      again = true;
      return;
    }
    looking = true;
    again = false;
    deliveries.loop().ask(this::ask, this::looked);
  }

  /** In a task. */
  private ChainNews ask() throws ChainFollower.FinalBlockGone {
    asking = Thread.currentThread();
    try {
      return follower.look();
    } finally {
      asking = null;
    }
  }

  private void looked(Answer<ChainNews> answer) {
    switch (answer) {
      case Answer.Value<ChainNews> news -> {
        troubles = 0;
        explain(news.value());
      }
      case Answer.Trouble<ChainNews> trouble -> {
        looking = false;
        if (trouble.cause() instanceof ChainFollower.FinalBlockGone gone) {
          halt(gone);
        } else {
          troubled(trouble.cause());
          later(pause(), this::look);
        }
      }
    }
  }

  private Duration pause() {
    Duration pause = deliveries.pause(troubles);
    Duration longest = interval.multipliedBy(LONGEST_PAUSE_INTERVALS);
    return pause.compareTo(longest) < 0 ? pause : longest;
  }

  /** First has it found out why transactions of ours failed, if any did. */
  private void explain(ChainNews news) {
    List<ChainDesk.Failure> failures = desk.failures(news);
    if (failures.isEmpty()) {
      take(news);
      return;
    }
    List<Submission> submissions =
        failures.stream().map(failure -> failure.sent().submission()).toList();
    deliveries
        .loop()
        .ask(
            () -> {
              List<Optional<String>> reasons = new ArrayList<>();
              for (int i = 0; i < submissions.size(); i++) {
                TransactionReceipt receipt = failures.get(i).receipt();
                reasons.add(desk.chain().submitter().whyFailed(submissions.get(i), receipt));
              }
              return reasons;
            },
            answer -> {
              if (answer instanceof Answer.Value<List<Optional<String>>> reasons) {
                for (int i = 0; i < failures.size(); i++) {
                  failures.get(i).sent().whyFailed = reasons.value().get(i);
                }
              }
              take(news);
            });
  }

  private void take(ChainNews news) {
    looking = false;
    desk.take(news);
    if (again || news.more() == ChainNews.More.YES) {
      deliveries.loop().batch().afterwards(this::look);
    } else {
      later(interval, this::look);
    }
  }

  private void troubled(Exception cause) {
    troubles++;
    LOG.warn("Chain {}: could not look at it, trying again: {}", desk.id(), cause.toString());
  }

  private void later(Duration pause, Runnable action) {
    if (timer != null) {
      timer.stop();
    }
    timer = deliveries.loop().at(deliveries.loop().now().plus(pause), action);
  }

  /** Nothing that was concluded from this chain is sure any more: people must look. */
  private void halt(ChainFollower.FinalBlockGone gone) {
    stopped = true;
    LOG.error("{}. It is not followed any longer", gone.getMessage());
    for (Tracked message : deliveries.all()) {
      if (message.record.envelope().origin().equals(desk.id())
          || message.record.envelope().destination().equals(desk.id())) {
        deliveries.park(
            message,
            String.valueOf(gone.getMessage()),
            "find out which chain the node follows, then start a new client",
            Actor.OPERATOR);
      }
    }
  }

  private ChainPort port() {
    return desk.chain().port();
  }
}
