package dev.interlane.evm.rpc;

import dev.interlane.chain.ChainId;
import dev.interlane.error.ChainUnavailableException;
import dev.interlane.error.MessagingException;
import dev.interlane.error.WrongChainException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The nodes of a chain, and how they are asked: one after another until one answers, or until a
 * majority of them gives the same answer. One that contradicts a majority is named, counted, and
 * from then on asked last. Thread-safe.
 */
final class Nodes {
  private static final Logger LOG = LoggerFactory.getLogger(Nodes.class);

  private final ChainId chain;
  private final List<Ranked> all;

  /** The node asked first among equals: the one that answered last. */
  private volatile int preferred;

  Nodes(ChainId chain, List<NodePort> nodes) {
    this.chain = chain;
    List<Ranked> ranked = new ArrayList<>();
    for (NodePort node : nodes) {
      ranked.add(new Ranked(ranked.size(), node, new AtomicLong()));
    }
    this.all = List.copyOf(ranked);
  }

  /** A node, and how often it contradicted a majority. */
  private record Ranked(int index, NodePort node, AtomicLong contradictions) {
    long rank() {
      return contradictions.get();
    }
  }

  /** What a node answered. */
  private record Given<T>(Ranked by, T answer) {}

  int size() {
    return all.size();
  }

  /** How many make a majority. */
  int majority() {
    return all.size() / 2 + 1;
  }

  String names() {
    return all.stream().map(one -> one.node().name()).collect(Collectors.joining(", "));
  }

  /** The nodes in the order in which they are asked now. */
  List<NodePort> inOrder() {
    return ranked().stream().map(Ranked::node).toList();
  }

  /** How often each contradicted a majority, by its name. */
  Map<String, Long> contradictions() {
    Map<String, Long> counts = new TreeMap<>();
    all.forEach(one -> counts.merge(one.node().name(), one.rank(), Long::sum));
    return counts;
  }

  private List<Ranked> ranked() {
    int first = preferred;
    return all.stream()
        .sorted(
            Comparator.comparingLong(Ranked::rank)
                .thenComparingInt(one -> Math.floorMod(one.index() - first, all.size())))
        .toList();
  }

  /** The answer of the first node that gives one. */
  <T> T ask(Function<NodePort, T> question) {
    List<MessagingException> failures = new ArrayList<>();
    for (Ranked one : ranked()) {
      try {
        T answer = question.apply(one.node());
        preferred = one.index();
        return answer;
      } catch (ChainUnavailableException | WrongChainException unusable) {
        failed(one, unusable, failures);
        if (Thread.currentThread().isInterrupted()) {
          break;
        }
      }
    }
    throw allFailed(failures);
  }

  /** Asks the node first that comes after the one that answered last; whether it is another one. */
  boolean doubtPreferred(String reason) {
    List<Ranked> now = ranked();
    Ranked next = now.get(1 % now.size());
    LOG.warn(
        "{} is doubted, {} is asked first from now on: {}",
        now.get(0).node().name(),
        next.node().name(),
        reason);
    preferred = next.index();
    return next.index() != now.get(0).index();
  }

  /**
   * The answer that a majority gives. No more nodes are asked than that takes.
   *
   * @param essence what has to be the same
   * @param isNothing an answer that a node may give because it is behind: it counts, but to give
   *     one, or to be given one by a majority, is no contradiction
   * @throws ChainUnavailableException if no answer has a majority
   */
  <T> T agree(Function<NodePort, T> question, Function<T, ?> essence, Predicate<T> isNothing) {
    List<MessagingException> failures = new ArrayList<>();
    Map<Object, List<Given<T>>> byEssence = new LinkedHashMap<>();
    for (Ranked one : ranked()) {
      try {
        Given<T> given = new Given<>(one, question.apply(one.node()));
        Object said = essence.apply(given.answer());
        List<Given<T>> same = byEssence.computeIfAbsent(said, key -> new ArrayList<>());
        same.add(given);
        if (same.size() == majority()) {
          byEssence.remove(said);
          nameContradictions(byEssence.values(), same, isNothing);
          return same.get(0).answer();
        }
      } catch (ChainUnavailableException | WrongChainException unusable) {
        failed(one, unusable, failures);
        if (Thread.currentThread().isInterrupted()) {
          break;
        }
      }
    }
    throw byEssence.isEmpty() ? allFailed(failures) : disagree(byEssence, failures);
  }

  /** What every node that answers says, of a majority at least. */
  <T> List<T> askAll(Function<NodePort, T> question) {
    return askSome(all.size(), question);
  }

  /** What the first nodes say that answer, of a majority at least. */
  <T> List<T> askSome(int wanted, Function<NodePort, T> question) {
    List<MessagingException> failures = new ArrayList<>();
    List<T> answers = new ArrayList<>();
    for (Ranked one : ranked()) {
      if (answers.size() == wanted) {
        break;
      }
      try {
        answers.add(question.apply(one.node()));
      } catch (ChainUnavailableException | WrongChainException unusable) {
        failed(one, unusable, failures);
      }
    }
    if (answers.size() < majority()) {
      throw allFailed(failures);
    }
    return answers;
  }

  /** The greatest value that a majority has reached. */
  <T extends Comparable<T>> T reachedByMajority(Function<NodePort, T> question) {
    return askAll(question).stream()
        .sorted(Comparator.<T>naturalOrder().reversed())
        .toList()
        .get(majority() - 1);
  }

  private static <T> void nameContradictions(
      Collection<List<Given<T>>> dissent, List<Given<T>> agreed, Predicate<T> isNothing) {
    if (isNothing.test(agreed.get(0).answer())) {
      return;
    }
    for (List<Given<T>> others : dissent) {
      for (Given<T> lone : others) {
        if (!isNothing.test(lone.answer())) {
          lone.by().contradictions().incrementAndGet();
          LOG.warn(
              "{} contradicts {} others, is not believed and is asked last from now on: it said"
                  + " {}, they said {}",
              lone.by().node().name(),
              agreed.size(),
              shown(lone.answer()),
              shown(agreed.get(0).answer()));
        }
      }
    }
  }

  private static String shown(Object answer) {
    return JsonAnswer.abbreviate(String.valueOf(answer));
  }

  private void failed(Ranked one, MessagingException unusable, List<MessagingException> failures) {
    failures.add(unusable);
    LOG.debug("{} gave no usable answer", one.node().name(), unusable);
  }

  private <T> ChainUnavailableException disagree(
      Map<Object, List<Given<T>>> byEssence, List<MessagingException> failures) {
    String said =
        byEssence.values().stream()
            .map(
                same ->
                    same.stream()
                            .map(given -> given.by().node().name())
                            .collect(Collectors.joining(" and "))
                        + " said "
                        + shown(same.get(0).answer()))
            .collect(Collectors.joining("; "));
    ChainUnavailableException disagreement =
        new ChainUnavailableException(
            "No "
                + majority()
                + " of "
                + all.size()
                + " nodes of "
                + chain
                + " gave the same answer: "
                + said,
            "They may be at different blocks: asked again later. If it stays, one of them is wrong");
    failures.forEach(disagreement::addSuppressed);
    return disagreement;
  }

  /** A node of another chain is worth an exception of its own only if no other could be asked. */
  MessagingException allFailed(List<MessagingException> failures) {
    MessagingException first = failures.get(0);
    if (failures.size() == 1) {
      return first;
    }
    ChainUnavailableException all =
        new ChainUnavailableException(
            "None of "
                + failures.size()
                + " nodes of "
                + chain
                + " gave a usable answer; the first: "
                + first.getMessage(),
            "",
            first);
    failures.subList(1, failures.size()).forEach(all::addSuppressed);
    return all;
  }
}
