package dev.interlane.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RememberedTest {
  private Instant now = Instant.EPOCH;
  private final List<String> asked = new ArrayList<>();
  private final Remembered<String, Integer> remembered =
      new Remembered<>(() -> now, Duration.ofSeconds(5));

  @Test
  void asksOnceInItsLifetime() {
    assertThat(remembered.get("a", this::load)).isEqualTo(1);
    now = now.plusMillis(4_999);
    assertThat(remembered.get("a", this::load)).isEqualTo(1);
    now = now.plusMillis(1);
    assertThat(remembered.get("a", this::load)).isEqualTo(2);

    assertThat(asked).containsExactly("a", "a");
  }

  @Test
  void asksAgainForWhatWasForgotten() {
    remembered.get("a", this::load);
    remembered.forget("a");

    assertThat(remembered.find("a")).isEmpty();
    assertThat(remembered.get("a", this::load)).isEqualTo(2);
  }

  @Test
  void isBounded() {
    for (int i = 0; i <= Remembered.MAX_ENTRIES; i++) {
      remembered.put("key " + i, i);
    }

    assertThat(remembered.find("key 0")).isEmpty();
    assertThat(remembered.find("key 1")).hasValue(1);
  }

  private Integer load(String key) {
    asked.add(key);
    return asked.size();
  }
}
