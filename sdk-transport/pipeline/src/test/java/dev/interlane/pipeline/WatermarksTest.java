package dev.interlane.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.error.AwaitTimeoutException;
import dev.interlane.receipt.DeliveryOutcome;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A chain is read up to two marks: the newest block seen, which goes back with a reorganisation,
 * and the newest final one that was read, which the journal keeps and which never does.
 */
class WatermarksTest {
  private static final String CURSOR = ChainDesk.cursorName(Fixtures.ORIGIN);

  private final FakeWorld world = new FakeWorld();

  @Test
  void whatWasSeenGoesBackAndWhatIsFinalDoesNot() {
    long seed = Long.getLong("interlane.seed", 20261128L);
    Random random = new Random(seed);
    long kept = -1;
    for (int i = 0; i < 200; i++) {
      MessageHandle unused = world.client.send(Fixtures.envelope("m" + i).build());
      switch (random.nextInt(3)) {
        case 0 -> world.origin.reorg(1 + random.nextInt(FakeChain.FINAL_DEPTH - 1));
        case 1 -> world.origin.behindBlocks = random.nextInt(3);
        default -> world.origin.mine();
      }
      world.driver.pass(Duration.ofSeconds(random.nextInt(60)));

      long now = cursor();
      assertThat(now).as("seed %s", seed).isGreaterThanOrEqualTo(kept);
      kept = now;
    }
    assertThat(kept).as("seed %s", seed).isPositive();
  }

  @Test
  void theFinalMarkNeverPassesWhatWasRead() throws Exception {
    ChainFollower follower =
        new ChainFollower(world.origin, Optional::empty, Fixtures.wanting(() -> false));
    follower.begin(Optional.empty());
    follower.look();
    for (int i = 0; i < 200; i++) {
      world.origin.mine();
    }

    ChainNews news = follower.look();

    assertThat(news.heads().seen()).isEqualTo(news.added().getLast().ref());
    assertThat(news.heads().finalized().height()).isLessThanOrEqualTo(news.heads().seen().height());
    assertThat(follower.look().heads().finalized()).isEqualTo(world.origin.heads().finalized());
  }

  @Test
  void aNodeThatIsBehindAfterARestartDoesNotTakeTheFinalMarkBack() {
    MessageHandle first = world.client.send(Fixtures.envelope("m").build());
    first.awaitReceipt(FakeWorld.DAY);
    world.driver.pass(Duration.ofHours(1));
    long kept = cursor();
    world.client.close();
    world.origin.behindBlocks = 100;

    MessagingClient next = world.restarted();
    MessageHandle second = next.send(Fixtures.envelope("n").build());
    assertThatExceptionOfType(AwaitTimeoutException.class)
        .isThrownBy(() -> second.awaitReceipt(Duration.ofMinutes(5)));

    assertThat(cursor()).isGreaterThanOrEqualTo(kept);
    world.origin.behindBlocks = 0;
    assertThat(second.awaitReceipt(FakeWorld.DAY).outcome())
        .isInstanceOf(DeliveryOutcome.Executed.class);
    next.send(Fixtures.envelope("o").build()).awaitReceipt(FakeWorld.DAY);
    assertThat(cursor()).isGreaterThan(kept);
  }

  private long cursor() {
    return world.journal.cursor(CURSOR).orElse(-1L);
  }
}
