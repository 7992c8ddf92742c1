package dev.interlane.validator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.EvmAddress;
import dev.interlane.mailbox.MerkleTreeIndex;
import dev.interlane.mailbox.checkpoint.CheckpointReader;
import dev.interlane.mailbox.checkpoint.SignedCheckpoint;
import dev.interlane.testkit.conformance.Crossing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SignerStorageTest {
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Crossing crossing = new Crossing();
  private final MerkleTreeIndex tree = MerkleTreeIndex.of(crossing.origin(), crossing.from());
  private final Unreachable reader = new Unreachable();
  private final SignerStorage storage =
      new SignerStorage(EvmAddress.parse("0x" + "11".repeat(20)), reader, PAUSE);
  private Instant now = Instant.EPOCH;

  @Test
  void oneThatCannotBeReadIsLeftAloneTwiceAsLongEachTime() {
    look();
    look();
    assertThat(reader.asked).as("at once").isEqualTo(1);

    passSeconds(2);
    assertThat(reader.asked).as("after 2 s").isEqualTo(2);
    passSeconds(3);
    assertThat(reader.asked).as("3 s later").isEqualTo(2);
    passSeconds(1);
    assertThat(reader.asked).as("4 s later").isEqualTo(3);
  }

  @Test
  void itIsAskedEveryMinuteAllTheSame() {
    for (int i = 0; i < 100; i++) {
      passSeconds(60);
    }

    assertThat(reader.asked).isEqualTo(100);
  }

  @Test
  void oneThatAnswersAgainIsForgiven() {
    look();
    passSeconds(2);
    reader.answers = true;
    passSeconds(4);
    reader.answers = false;
    passSeconds(2);
    int asked = reader.asked;

    passSeconds(2);

    assertThat(reader.asked).isEqualTo(asked + 1);
  }

  private void passSeconds(long seconds) {
    now = now.plusSeconds(seconds);
    look();
  }

  private void look() {
    assertThat(storage.find(tree, 0, now))
        .isInstanceOfSatisfying(
            SignerStorage.Finding.Bad.class,
            bad ->
                assertThat(bad.reason())
                    .contains(reader.answers ? "has published no checkpoint" : "nobody there"));
    assertThat(storage.reached(0, now)).isNegative();
  }

  private static final class Unreachable implements CheckpointReader {
    private int asked;
    private boolean answers;

    @Override
    public boolean isReorgFlagged() {
      asked++;
      if (!answers) {
        throw new UncheckedIOException(new IOException("nobody there"));
      }
      return false;
    }

    @Override
    public OptionalLong latestIndex() {
      return OptionalLong.empty();
    }

    @Override
    public Optional<SignedCheckpoint> checkpoint(long index) {
      return Optional.empty();
    }
  }
}
