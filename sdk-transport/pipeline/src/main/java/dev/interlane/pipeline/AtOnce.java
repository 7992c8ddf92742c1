package dev.interlane.pipeline;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Asks several questions of one chain at the same time: twice as many after a round that was
 * answered, one after trouble. Used by one task at a time.
 */
final class AtOnce {
  /** How many at most: a burst that public nodes take. */
  static final int MAX_QUESTIONS = 16;

  private final Executor tasks;
  private int questions = 1;

  AtOnce(Executor tasks) {
    this.tasks = tasks;
  }

  /** How many to ask now. */
  int questions() {
    return questions;
  }

  void answered() {
    questions = Math.min(questions * 2, MAX_QUESTIONS);
  }

  void troubled() {
    questions = 1;
  }

  /** The answers, in the order of the subjects. */
  <S, T> List<Answer<T>> ask(List<S> subjects, Function<S, T> question) {
    if (subjects.size() == 1) {
      S only = subjects.getFirst();
      return List.of(Answer.of(() -> question.apply(only)));
    }
    List<CompletableFuture<Answer<T>>> asked =
        subjects.stream()
            .map(
                subject ->
                    CompletableFuture.supplyAsync(
                        () -> Answer.of(() -> question.apply(subject)), tasks))
            .toList();
    return asked.stream().map(CompletableFuture::join).toList();
  }
}
