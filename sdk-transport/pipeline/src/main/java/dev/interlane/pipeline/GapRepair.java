package dev.interlane.pipeline;

import dev.interlane.chain.AccountId;
import dev.interlane.primitive.Bytes;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.Submission;
import dev.interlane.spi.Submitter.Prepared;
import dev.interlane.spi.TransactionIntent;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds account nonces below our waiting transactions that nobody will ever use, and has them used:
 * a foreign transaction of the account was counted on and is gone, by a reorganisation or because
 * the pool forgot it. Each gets a transfer of nothing from the account to itself. The loop's own.
 */
final class GapRepair {
  /** The most account nonces that are filled at a time. */
  static final int MAX_FILLERS = 100;

  private static final Logger LOG = LoggerFactory.getLogger(GapRepair.class);

  private final AccountId account;
  private final ChainDesk desk;
  private final Loop loop;
  private final Consumer<List<Submission>> fill;

  /** Nonces of ours that are in a block which is not final. */
  private final TreeSet<Long> included = new TreeSet<>();

  /** Below this every nonce is spent finally: one of ours was, and a chain takes them in order. */
  private long spentBelow;

  private long gapAtLastLook = -1;
  private boolean asking;

  /**
   * @param fill journals transactions and sends them
   */
  GapRepair(AccountId account, ChainDesk desk, Loop loop, Consumer<List<Submission>> fill) {
    this.account = account;
    this.desk = desk;
    this.loop = loop;
    this.fill = fill;
  }

  /** A transaction of ours at this nonce is in a block. */
  void included(long accountNonce) {
    included.add(accountNonce);
  }

  /** No longer. */
  void notIncluded(long accountNonce) {
    included.remove(accountNonce);
  }

  /** The nonce is spent finally. */
  void spent(long accountNonce) {
    included.remove(accountNonce);
    spentBelow = Math.max(spentBelow, accountNonce + 1);
  }

  /**
   * Asks whether the nonces right below our lowest waiting one are in a block or pool, and fills
   * them if they were not at the look before either: another node's pool may be late.
   */
  void lookBelow(long lowestWaiting) {
    if (asking || lowestWaiting == 0) {
      return;
    }
    asking = true;
    boolean seenBefore = gapAtLastLook >= 0;
    long before = gapAtLastLook;
    loop.ask(
        () -> look(lowestWaiting, seenBefore ? before : -1),
        answer -> {
          asking = false;
          switch (answer) {
            case Answer.Value<Gap> gap -> take(gap.value(), lowestWaiting);
            case Answer.Trouble<Gap> trouble ->
                LOG.warn(
                    "Account {}: could not look for a gap in its nonces: {}",
                    account,
                    trouble.cause().toString());
          }
        });
  }

  /**
   * What a look found.
   *
   * @param firstNonce the lowest nonce that nobody uses; -1 if there is none below ours
   * @param fillers what was prepared for it and those above; empty if the gap is new
   */
  private record Gap(long firstNonce, List<Prepared> fillers) {
    static final Gap NONE = new Gap(-1, List.of());
  }

  /** In a task: no state of ours but what is given. */
  private Gap look(long lowestWaiting, long gapBefore) {
    long next = desk.chain().port().accountNonce(account.evmAddress(), BlockSelector.PENDING);
    if (next >= lowestWaiting) {
      return Gap.NONE;
    }
    if (next != gapBefore) {
      return new Gap(next, List.of());
    }
    List<TransactionIntent> intents =
        LongStream.range(next, Math.min(lowestWaiting, next + MAX_FILLERS))
            .mapToObj(this::filler)
            .toList();
    return new Gap(next, desk.chain().submitter().prepare(account, next, intents));
  }

  private TransactionIntent filler(long accountNonce) {
    return TransactionIntent.builder()
        .key("gap/" + account + "/" + accountNonce)
        .account(account)
        .to(account.evmAddress())
        .data(Bytes.EMPTY)
        .build();
  }

  private void take(Gap gap, long lowestWaiting) {
    // A node that counts less than the blocks we follow is behind, and knows no gap.
    boolean isBehind =
        gap.firstNonce() >= 0
            && (gap.firstNonce() < spentBelow
                || !included.subSet(gap.firstNonce(), lowestWaiting).isEmpty());
    gapAtLastLook = isBehind ? -1 : gap.firstNonce();
    if (isBehind || gap.fillers().isEmpty()) {
      return;
    }
    gapAtLastLook = -1;
    List<Submission> signed = new ArrayList<>();
    for (Prepared prepared : gap.fillers()) {
      switch (prepared) {
        case Prepared.Signed filler -> signed.add(filler.submission());
        case Prepared.Blocked blocked -> cannot(gap, blocked.reason());
        case Prepared.WouldRevert would -> cannot(gap, would.reason());
        case Prepared.Unanswered unanswered -> cannot(gap, unanswered.cause().toString());
      }
    }
    if (!signed.isEmpty()) {
      LOG.warn(
          "Account {}: nobody uses its nonces {} to {}; filling them, for later ones wait behind",
          account,
          signed.getFirst().accountNonce(),
          signed.getLast().accountNonce());
      fill.accept(signed);
    }
  }

  private void cannot(Gap gap, String reason) {
    LOG.warn(
        "Account {}: nobody uses its nonce {}, and it cannot be filled: {}",
        account,
        gap.firstNonce(),
        reason);
  }
}
