package dev.interlane.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.Finality;
import dev.interlane.error.ChainUnavailableException;
import dev.interlane.error.LogsMissingException;
import dev.interlane.mailbox.MerkleTreeIndex.Progress;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.ChainLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MerkleTreeIndexTest {
  private final ScriptedChain chain = new ScriptedChain(ChainId.parse("eip155:1000"));
  private final MerkleTreeIndex index = MerkleTreeIndex.of(chain, chain.deployment());

  @Test
  void readsWhatTheChainHas() {
    BlockRef first = chain.insert(message(0), message(1));
    chain.mine(2);
    BlockRef second = chain.insert(message(2));

    assertThat(index.catchUp(Finality.SEEN)).isEqualTo(new Progress.CaughtUp(second));

    assertThat(index.count()).isEqualTo(3);
    assertThat(index.leaf(2)).contains(message(2));
    assertThat(index.leaf(3)).isEmpty();
    assertThat(index.rootAfter(1)).contains(rootOf(2));
    assertThat(index.rootAfter(3)).isEmpty();
    assertThat(index.proof(0, 2).root()).isEqualTo(rootOf(3));
    assertThat(index.holds(1, message(1), first)).isTrue();
    assertThat(index.holds(1, message(1), second)).isFalse();
    assertThat(index.holds(0, message(1), first)).isFalse();
    assertThat(index.holds(3, message(3), second)).isFalse();
  }

  @Test
  void readsOnlyAsFarAsTheFinalityAskedFor() {
    chain.finalAfter(2);
    chain.insert(message(0));
    chain.mine(2);
    chain.insert(message(1));

    index.catchUp(Finality.FINAL);

    assertThat(index.count()).isEqualTo(1);
  }

  @Test
  void readsEveryLogOnce() {
    chain.insert(message(0));
    index.catchUp(Finality.SEEN);
    chain.insert(message(1));
    chain.asked().clear();

    index.catchUp(Finality.SEEN);

    assertThat(chain.asked().stream().filter(question -> question.startsWith("logs")))
        .containsExactly("logs 2 to 2");

    chain.asked().clear();
    index.catchUp(Finality.SEEN);
    assertThat(chain.asked()).containsExactly("heads", "header 2");
  }

  @Test
  void isEmptyWhileNothingWasInserted() {
    chain.mine(3);

    assertThat(index.catchUp(Finality.SEEN)).isEqualTo(new Progress.CaughtUp(chain.head()));
    assertThat(index.count()).isZero();
  }

  @Test
  void waitsForTheBlockItBeginsAt() {
    MerkleTreeIndex later =
        MerkleTreeIndex.of(
            chain, MailboxDeployment.builder().from(chain.deployment()).fromBlock(5).build());
    chain.mine(4);
    assertThat(later.catchUp(Finality.SEEN)).isInstanceOf(Progress.Behind.class);

    chain.insert(message(0));
    later.catchUp(Finality.SEEN);

    assertThat(later.count()).isEqualTo(1);
  }

  @Test
  void takesBackWhatAReorganisationRemoved() {
    chain.insert(message(0));
    chain.insert(message(1));
    chain.insert(message(2));
    index.catchUp(Finality.SEEN);

    chain.reorg(2);
    chain.mine(1);
    BlockRef moved = chain.insert(message(2), message(7));
    chain.mine(1);
    index.catchUp(Finality.SEEN);

    assertThat(index.count()).isEqualTo(3);
    assertThat(index.leaf(1)).contains(message(2));
    assertThat(index.leaf(2)).contains(message(7));
    assertThat(index.holds(1, message(2), moved)).isTrue();
  }

  @Test
  void followsAReorganisationToAShorterChain() {
    chain.insert(message(0));
    chain.mine(3);
    chain.insert(message(1));
    index.catchUp(Finality.SEEN);

    chain.reorg(3);
    chain.mine(1);
    assertThat(index.catchUp(Finality.SEEN)).isEqualTo(new Progress.CaughtUp(chain.head()));

    assertThat(index.count()).isEqualTo(1);
  }

  @Test
  void survivesAReorganisationOfEverything() {
    chain.finalAfter(1);
    chain.insert(message(0));
    chain.insert(message(1));
    chain.mine(4);
    index.catchUp(Finality.SEEN);

    chain.reorg(6);
    chain.insert(message(5));
    index.catchUp(Finality.SEEN);

    assertThat(index.count()).isEqualTo(1);
    assertThat(index.leaf(0)).contains(message(5));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void followsAnyStory(long seed) {
    Random random = new Random(seed);
    int next = 0;
    int depth = 0;
    for (int round = 0; round < 60; round++) {
      depth = 0;
      while (random.nextInt(3) > 0 && depth < Math.min(6, chain.head().height())) {
        depth++;
      }
      if (random.nextInt(3) == 0) {
        chain.reorg(depth);
      }
      for (int blocks = random.nextInt(4); blocks >= 0; blocks--) {
        Bytes32[] messages = new Bytes32[random.nextInt(3)];
        for (int i = 0; i < messages.length; i++) {
          messages[i] = message(next++);
        }
        chain.insert(messages);
      }
      chain.finalAfter(random.nextInt(8));
      chain.refuseRangesAbove(1 + random.nextInt(5));

      Progress progress = index.catchUp(Finality.SEEN);

      // CaughtUp is a root equal to the hook's; a smaller range may need more calls.
      while (progress instanceof Progress.Behind) {
        progress = index.catchUp(Finality.SEEN);
      }
      assertThat(progress)
          .as("seed %d, round %d", seed, round)
          .isEqualTo(new Progress.CaughtUp(chain.head()));
    }
  }

  @Test
  void asksForLessWhenTheNodeRefuses() {
    for (int i = 0; i < 40; i++) {
      chain.insert(message(i));
    }
    chain.refuseRangesAbove(7);

    Progress progress = index.catchUp(Finality.SEEN);
    int calls = 1;
    while (progress instanceof Progress.Behind) {
      progress = index.catchUp(Finality.SEEN);
      calls++;
    }

    assertThat(calls).isLessThan(10);
    assertThat(index.count()).isEqualTo(40);
  }

  @Test
  void givesUpWhenNotEvenOneBlockIsAnswered() {
    chain.insert(message(0));
    chain.refuseRangesAbove(0);

    assertThatThrownBy(() -> index.catchUp(Finality.SEEN))
        .isInstanceOf(ChainUnavailableException.class);
  }

  @Test
  void readsALongHistoryInBoundedPortions() {
    chain.mine(60);
    chain.refuseRangesAbove(1);

    assertThat(index.catchUp(Finality.SEEN)).isInstanceOf(Progress.Behind.class);
    long asked = chain.asked().stream().filter(question -> question.startsWith("logs")).count();

    assertThat(asked).isEqualTo(MerkleTreeIndex.RANGES_PER_CALL);
  }

  @Test
  void noticesAMissingLog() {
    chain.insert(message(0), message(1), message(2));
    chain.showLogsThrough(without(1));

    assertThatThrownBy(() -> index.catchUp(Finality.SEEN))
        .isInstanceOf(LogsMissingException.class)
        .hasMessageContaining("IL-303")
        .hasMessageContaining("expected leaf 1, got 2");
    assertThat(index.count()).isZero();

    chain.showLogsThrough(UnaryOperator.identity());
    assertThat(index.catchUp(Finality.SEEN)).isInstanceOf(Progress.CaughtUp.class);
  }

  @Test
  void noticesMissingLastLogsByTheHooksRoot() {
    chain.insert(message(0));
    index.catchUp(Finality.SEEN);
    chain.insert(message(1), message(2));
    chain.showLogsThrough(without(1));

    assertThat(index.catchUp(Finality.SEEN))
        .isInstanceOfSatisfying(
            Progress.Contradicted.class,
            contradicted -> assertThat(contradicted.reason()).contains("has 3 leaves"));
    assertThat(index.count()).isEqualTo(1);

    chain.showLogsThrough(UnaryOperator.identity());
    assertThat(index.catchUp(Finality.SEEN)).isInstanceOf(Progress.CaughtUp.class);
    assertThat(index.count()).isEqualTo(3);
  }

  @Test
  void readsEverythingAgainWhenItStaysContradicted() {
    chain.insert(message(0));
    index.catchUp(Finality.SEEN);
    chain.insert(message(1));
    chain.showLogsThrough(logs -> List.of());
    index.catchUp(Finality.SEEN);
    assertThatThrownBy(() -> index.catchUp(Finality.SEEN))
        .isInstanceOf(LogsMissingException.class)
        .hasMessageContaining("has 2 leaves");
    assertThat(index.count()).isZero();

    chain.showLogsThrough(UnaryOperator.identity());
    assertThat(index.catchUp(Finality.SEEN)).isInstanceOf(Progress.CaughtUp.class);
    assertThat(index.count()).isEqualTo(2);
  }

  @Test
  void readsAHoleAgainFromAnotherNodeAtOnce() {
    chain.insert(message(0), message(1), message(2));
    chain.showLogsThrough(without(1));
    chain.nextNodeShowsLogsThrough(UnaryOperator.identity());

    assertThat(index.catchUp(Finality.SEEN)).isInstanceOf(Progress.CaughtUp.class);
    assertThat(index.count()).isEqualTo(3);
  }

  @Test
  void readsFewerLeavesThanTheHookCountsAgainFromAnotherNodeAtOnce() {
    chain.insert(message(0), message(1), message(2));
    chain.showLogsThrough(without(2));
    chain.nextNodeShowsLogsThrough(UnaryOperator.identity());

    assertThat(index.catchUp(Finality.SEEN)).isInstanceOf(Progress.CaughtUp.class);
    assertThat(index.count()).isEqualTo(3);
  }

  @Test
  void saysSoWhenNoNodeHasTheLogs() {
    chain.insert(message(0), message(1), message(2));
    chain.showLogsThrough(without(1));
    chain.nextNodeShowsLogsThrough(without(2));

    assertThatThrownBy(() -> index.catchUp(Finality.SEEN)).isInstanceOf(LogsMissingException.class);
  }

  @Test
  void isNotFooledByALogOfAnotherContract() {
    chain.insert(message(0));
    chain.showLogsThrough(
        logs ->
            logs.stream()
                .map(
                    log ->
                        new ChainLog(
                            ScriptedChain.MAILBOX,
                            log.topics(),
                            log.data(),
                            log.inclusion(),
                            log.logIndex()))
                .toList());

    assertThatThrownBy(() -> index.catchUp(Finality.SEEN))
        .isInstanceOf(ChainUnavailableException.class)
        .hasMessageContaining("not asked for");
  }

  private static UnaryOperator<List<ChainLog>> without(int position) {
    return logs -> {
      List<ChainLog> fewer = new ArrayList<>(logs);
      fewer.remove(position);
      return fewer;
    };
  }

  private static Bytes32 rootOf(int count) {
    MerkleTree tree = new MerkleTree();
    for (int i = 0; i < count; i++) {
      tree.insert(message(i));
    }
    return tree.root();
  }

  private static Bytes32 message(int number) {
    return Keccak256.hash(Bytes.fromUtf8("message " + number));
  }
}
