package dev.interlane.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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

  @Test
  void isAskedForOnceByAllWhoAskMeanwhile() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch loading = new CountDownLatch(1);
      CountDownLatch mayAnswer = new CountDownLatch(1);
      Future<Integer> first =
          threads.submit(
              () ->
                  remembered.get(
                      "a",
                      key -> {
                        loading.countDown();
                        await(mayAnswer);
                        return load(key);
                      }));
      await(loading);
      List<Future<Integer>> others = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        others.add(threads.submit(() -> remembered.get("a", key -> 100)));
      }
      mayAnswer.countDown();

      assertThat(first.get()).isEqualTo(1);
      for (Future<Integer> other : others) {
        assertThat(other.get()).isEqualTo(1);
      }
    }
  }

  @Test
  void anAnswerThatDoesNotHoldIsForWhoAskedAlone() {
    assertThat(remembered.get("a", this::load, answer -> false)).isEqualTo(1);
    assertThat(remembered.find("a")).isEmpty();
    assertThat(remembered.get("a", this::load, answer -> true)).isEqualTo(2);
    assertThat(remembered.find("a")).hasValue(2);
  }

  @Test
  void whoWaitedForAnAnswerThatNeverCameAsksForItself() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch loading = new CountDownLatch(1);
      CountDownLatch mayFail = new CountDownLatch(1);
      Future<Integer> first =
          threads.submit(
              () ->
                  remembered.get(
                      "a",
                      key -> {
                        loading.countDown();
                        await(mayFail);
                        throw new IllegalStateException("down");
                      }));
      await(loading);
      Future<Integer> second = threads.submit(() -> remembered.get("a", key -> 100));
      mayFail.countDown();

      assertThatExceptionOfType(ExecutionException.class).isThrownBy(first::get);
      assertThat(second.get()).isEqualTo(100);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }

  private Integer load(String key) {
    asked.add(key);
    return asked.size();
  }
}
