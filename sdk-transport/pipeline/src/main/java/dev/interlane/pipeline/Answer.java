package dev.interlane.pipeline;

import java.util.concurrent.Callable;

/** What a task brought back. */
sealed interface Answer<T> {
  /** A value. */
  record Value<T>(T value) implements Answer<T> {}

  /** It threw. */
  record Trouble<T>(Exception cause) implements Answer<T> {}

  static <T> Answer<T> of(Callable<T> question) {
    try {
      return new Value<>(question.call());
    } catch (Exception trouble) {
      if (trouble instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      return new Trouble<>(trouble);
    }
  }
}
