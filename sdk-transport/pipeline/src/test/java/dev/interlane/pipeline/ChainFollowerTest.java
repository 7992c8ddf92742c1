package dev.interlane.pipeline;

import static dev.interlane.pipeline.Fixtures.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.interlane.chain.BlockRef;
import dev.interlane.error.ChainUnavailableException;
import dev.interlane.primitive.Bytes;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.LogFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChainFollowerTest {
  private final FakeChain chain =
      new FakeChain(Fixtures.ORIGIN, () -> Fixtures.START, Fixtures.SENDER);
  private final LogFilter filter =
      new LogFilter(List.of(Fixtures.MAILBOX), List.of(FakeChain.DISPATCHED));
  private boolean receiptsWanted;
  private final ChainFollower follower =
      new ChainFollower(chain, () -> Optional.of(filter), Fixtures.wanting(() -> receiptsWanted));

  @Test
  void readsEveryBlockOnceInOrder() throws Exception {
    mine(10);
    follower.begin(Optional.empty());
    assertThat(heights(follower.look())).containsExactly(7L, 8L, 9L, 10L);
    mine(2);

    assertThat(heights(follower.look())).containsExactly(11L, 12L);
    assertThat(follower.look().isNothing()).isTrue();
  }

  @Test
  void bringsTheLogsAskedForAndReceiptsOnlyWhenWanted() throws Exception {
    mine(10);
    follower.begin(Optional.empty());
    follower.look();
    dispatch("one");
    mine(1);
    ChainNews without = follower.look();
    receiptsWanted = true;
    dispatch("two");
    mine(1);
    ChainNews with = follower.look();

    assertThat(without.added().getFirst().logs()).hasSize(1);
    assertThat(without.added().getFirst().receipts()).isEmpty();
    assertThat(with.added().getFirst().receipts()).hasSize(1);
  }

  @Test
  void takesTheLogsFromReceiptsWhereTheseAreReadAnyway() throws Exception {
    mine(10);
    follower.begin(Optional.empty());
    follower.look();
    receiptsWanted = true;
    dispatch("one");
    mine(1);
    chain.hidesLogs = true;

    ChainNews news = follower.look();

    assertThat(news.added().getFirst().logs())
        .singleElement()
        .satisfies(log -> assertThat(log.emitter()).isEqualTo(Fixtures.MAILBOX));
  }

  @Test
  void readsReceiptsWhereANodeLeavesLogsOut() throws Exception {
    mine(10);
    follower.begin(Optional.empty());
    follower.look();
    byte[] everything = new byte[256];
    Arrays.fill(everything, (byte) 0xff);
    chain.bloom = Bytes.of(everything);
    dispatch("hidden");
    mine(1);
    chain.hidesLogs = true;

    ChainNews news = follower.look();

    assertThat(news.added().getFirst().logs()).hasSize(1);
    assertThat(news.added().getFirst().receipts()).isEmpty();
  }

  @Test
  void refusesALogThatTheBlocksBloomRulesOut() throws Exception {
    mine(10);
    follower.begin(Optional.empty());
    follower.look();
    dispatch("spoilt");
    chain.bloom =
        LogBloomTest.of(List.of(Fixtures.MAILBOX.toBytes(), FakeChain.DISPATCHED.toBytes()));
    mine(1);

    assertThatExceptionOfType(ChainUnavailableException.class)
        .isThrownBy(follower::look)
        .withMessageContaining("rules out");
  }

  @Test
  void tellsWhatAReorganisationTookAndBrought() throws Exception {
    mine(10);
    follower.begin(Optional.empty());
    List<BlockRef> known = refs(follower.look());
    chain.reorg(3);

    ChainNews news = follower.look();

    assertThat(news.removed())
        .containsExactlyElementsOf(known.subList(known.size() - 3, known.size()).reversed());
    assertThat(heights(news)).containsExactly(8L, 9L, 10L, 11L);
    assertThat(news.added().getFirst().header().parentHash())
        .isEqualTo(known.get(known.size() - 4).hash());
  }

  @Test
  void readsReceiptsOfReorganisedBlocksEvenWhenNothingWasPending() throws Exception {
    mine(10);
    follower.begin(Optional.empty());
    follower.look();
    dispatch("moved");
    mine(1);
    follower.look();
    chain.reorg(1);
    mine(1);

    assertThat(follower.look().added().stream().flatMap(block -> block.receipts().stream()))
        .hasSize(1);
  }

  @Test
  void aReplacedFinalBlockStopsIt() throws Exception {
    mine(10);
    follower.begin(Optional.empty());
    follower.look();
    chain.reorg(FakeChain.FINAL_DEPTH + 1);

    assertThatExceptionOfType(ChainFollower.FinalBlockGone.class).isThrownBy(follower::look);
  }

  @Test
  void readsALongOutageByRangeAndTheRestBlockByBlock() throws Exception {
    dispatch("during the outage");
    mine(1000);

    List<ChainLog> logs = follower.begin(Optional.of(0L));

    assertThat(logs).hasSize(1);
    assertThat(heights(follower.look())).hasSize(FakeChain.FINAL_DEPTH);
  }

  @Test
  void readsFinalBlocksByRangeWhenFarBehind() throws Exception {
    mine(10);
    follower.begin(Optional.empty());
    follower.look();
    receiptsWanted = true;
    dispatch("meanwhile");
    mine(1_000);
    chain.questions.clear();
    List<ChainLog> logs = new ArrayList<>();
    ChainNews news;
    do {
      news = follower.look();
      news.added().forEach(block -> logs.addAll(block.logs()));
    } while (news.more() == ChainNews.More.YES);

    assertThat(logs).hasSize(1);
    assertThat(news.heads().seen()).isEqualTo(chain.heads().seen());
    assertThat(chain.questions).hasSizeLessThan(40);
  }

  @Test
  void asksForSmallerRangesWhereTheNodeRefuses() throws Exception {
    mine(10);
    follower.begin(Optional.empty());
    follower.look();
    dispatch("meanwhile");
    mine(1_000);
    chain.largestRange = 100;
    List<ChainLog> logs = new ArrayList<>();
    ChainNews news;
    do {
      news = follower.look();
      news.added().forEach(block -> logs.addAll(block.logs()));
    } while (news.more() == ChainNews.More.YES);

    assertThat(logs).hasSize(1);
    assertThat(news.heads().seen()).isEqualTo(chain.heads().seen());
  }

  @Test
  void asksTwoQuestionsForANewBlock() throws Exception {
    mine(10);
    follower.begin(Optional.empty());
    follower.look();
    chain.bloom = Bytes.of(new byte[256]);
    chain.questions.clear();
    mine(1);
    follower.look();
    assertThat(chain.questions).containsExactly("heads", "header 11");
  }

  @Test
  void aLookThatFailsRemembersNothing() throws Exception {
    mine(10);
    follower.begin(Optional.empty());
    follower.look();
    chain.reorg(2);
    chain.down = true;
    assertThatExceptionOfType(ChainUnavailableException.class).isThrownBy(follower::look);
    chain.down = false;

    assertThat(follower.look().removed()).hasSize(2);
  }

  @Test
  void keepsWhatItReadBeforeAQuestionFailed() throws Exception {
    mine(10);
    follower.begin(Optional.empty());
    follower.look();
    receiptsWanted = true;
    dispatch("first");
    mine(3);
    dispatch("second");
    mine(1);
    chain.receiptsFailAfter = 3;

    ChainNews before = follower.look();
    assertThatExceptionOfType(ChainUnavailableException.class).isThrownBy(follower::look);
    chain.receiptsFailAfter = Integer.MAX_VALUE;
    ChainNews after = follower.look();

    assertThat(heights(before)).containsExactly(11L, 12L, 13L);
    assertThat(before.more()).isEqualTo(ChainNews.More.YES);
    assertThat(heights(after)).containsExactly(14L);
    assertThat(after.added().getFirst().receipts()).hasSize(1);
  }

  @Test
  void whatItHoldsIsAlwaysTheCanonicalChain() throws Exception {
    long seed = Long.getLong("interlane.seed", 20261123L);
    Random random = new Random(seed);
    mine(10);
    follower.begin(Optional.empty());
    List<BlockRef> held = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      switch (random.nextInt(3)) {
        case 0 -> mine(1 + random.nextInt(5));
        case 1 -> chain.reorg(1 + random.nextInt(FakeChain.FINAL_DEPTH - 1));
        default -> dispatch("m" + i);
      }
      ChainNews news = follower.look();
      for (BlockRef removed : news.removed()) {
        assertThat(held.removeLast()).as("seed %s", seed).isEqualTo(removed);
      }
      held.addAll(refs(news));
      for (BlockRef block : held) {
        assertThat(chain.header(block.height()).orElseThrow().block())
            .as("seed %s", seed)
            .isEqualTo(block);
      }
    }
  }

  private void dispatch(String body) {
    chain.submitAs(STRANGER, Bytes.concat(Bytes.of((byte) 1), Bytes.fromUtf8(body)));
  }

  private void mine(int blocks) {
    for (int i = 0; i < blocks; i++) {
      chain.mine();
    }
  }

  private static List<Long> heights(ChainNews news) {
    return refs(news).stream().map(BlockRef::height).toList();
  }

  private static List<BlockRef> refs(ChainNews news) {
    return news.added().stream().map(ChainNews.Block::ref).toList();
  }
}
