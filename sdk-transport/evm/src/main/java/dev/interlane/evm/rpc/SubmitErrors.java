package dev.interlane.evm.rpc;

import dev.interlane.spi.SubmitRefusal;
import dev.interlane.spi.SubmitResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a node's refusal of a raw transaction means. There is no standard for it, so the wordings
 * are data: {@code submit-errors.tsv}, first match decides. Immutable, thread-safe.
 */
final class SubmitErrors {
  private static final String TABLE = "submit-errors.tsv";
  private static final String ALREADY_KNOWN = "ALREADY_KNOWN";
  private static final String NO_ANSWER = "NO_ANSWER";

  /** Codes that providers use for limits whatever they write (EIP-1474 and its neighbours). */
  private static final List<Integer> LIMIT_CODES = List.of(-32005, -32029);

  private final List<Rule> rules;

  private SubmitErrors(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /** The table that comes with the SDK. */
  static SubmitErrors shipped() {
    try (InputStream table = SubmitErrors.class.getResourceAsStream(TABLE)) {
      if (table == null) {
        throw new IllegalStateException(TABLE + " is missing from the jar");
      }
      return parse(new String(table.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Cannot read " + TABLE, unreadable);
    }
  }

  /**
   * Reads a table.
   *
   * @throws IllegalArgumentException if a line has another form, with its number
   */
  static SubmitErrors parse(String table) {
    List<Rule> rules = new ArrayList<>();
    List<String> lines = table.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!line.isBlank() && !line.startsWith("#")) {
        rules.add(parseRule(line, i + 1));
      }
    }
    return new SubmitErrors(rules);
  }

  private static Rule parseRule(String line, int number) {
    String[] columns = line.split("\t", -1);
    if (columns.length != 3) {
      throw new IllegalArgumentException(
          "Line " + number + ": expected class, pattern and client, got " + columns.length);
    }
    String category = columns[0];
    if (!category.equals(ALREADY_KNOWN) && !category.equals(NO_ANSWER)) {
      SubmitRefusal.valueOf(category);
    }
    return new Rule(category, Pattern.compile(columns[1], Pattern.CASE_INSENSITIVE));
  }

  /** What the refusal means; empty if the node did not decide. */
  Optional<SubmitResult> classify(NodeAnswer.Failure failure) {
    for (Rule rule : rules) {
      if (rule.pattern.matcher(failure.text()).find()) {
        return switch (rule.category) {
          case NO_ANSWER -> Optional.empty();
          case ALREADY_KNOWN -> Optional.of(new SubmitResult.AlreadyKnown());
          default -> refused(SubmitRefusal.valueOf(rule.category), failure);
        };
      }
    }
    return LIMIT_CODES.contains(failure.code())
        ? Optional.empty()
        : refused(SubmitRefusal.OTHER, failure);
  }

  private static Optional<SubmitResult> refused(SubmitRefusal refusal, NodeAnswer.Failure failure) {
    return Optional.of(new SubmitResult.Refused(refusal, failure.toString()));
  }

  private record Rule(String category, Pattern pattern) {}
}
