package dev.interlane.zk.prover;

import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.zk.proof.ProofClaim;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a prover service answers, as JSON: one of
 *
 * <pre>
 * {"state": "working", "askAgainSeconds": 30}
 * {"state": "proved", "programKey": "0x..", "publicValues": "0x..", "proof": "0x.."}
 * {"state": "failed", "reason": ".."}
 * </pre>
 */
final class ProofAnswer {
  /** A megabyte of public values, in hexadecimal, and room to spare. */
  static final int MAX_BYTES = 3 << 20;

  private static final int MAX_WAIT_SECONDS = 86_400;
  private static final int SHOWN_CHARACTERS = 200;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ProofAnswer() {}

  /**
   * Reads an answer.
   *
   * @throws CodecException if it is none of the three, or has a field too many
   */
  static ProofProgress read(Bytes json) {
    JsonNode answer = parse(json);
    String state = text(answer, "state");
    return switch (state) {
      case "working" -> {
        expectFields(answer, Set.of("state", "askAgainSeconds"));
        yield new ProofProgress.Working(Duration.ofSeconds(seconds(answer)));
      }
      case "proved" -> {
        expectFields(answer, Set.of("state", "programKey", "publicValues", "proof"));
        ProofClaim.Statement statement =
            new ProofClaim.Statement(word(answer, "programKey"), hex(answer, "publicValues"));
        yield new ProofProgress.Delivered(ProofClaim.of(statement, hex(answer, "proof")));
      }
      case "failed" -> {
        expectFields(answer, Set.of("state", "reason"));
        yield new ProofProgress.GaveUp(shown(text(answer, "reason")));
      }
      default ->
          throw refused(
              DecodeReason.BAD_VARIANT,
              "state",
              "expected working, proved or failed, got " + shown(state));
    };
  }

  private static JsonNode parse(Bytes json) {
    try {
      JsonNode answer = JSON.readTree(json.toArray());
      if (!answer.isObject()) {
        throw refused(DecodeReason.WRONG_KIND, "", "expected an object");
      }
      return answer;
    } catch (JacksonException malformed) {
      throw refused(
          DecodeReason.WRONG_KIND, "", "expected JSON: " + shown(malformed.getOriginalMessage()));
    }
  }

  private static void expectFields(JsonNode answer, Set<String> expected) {
    Set<String> names = new LinkedHashSet<>(answer.propertyNames());
    names.removeAll(expected);
    if (!names.isEmpty()) {
      throw refused(DecodeReason.WRONG_KIND, shown(names.iterator().next()), "no such field");
    }
  }

  private static int seconds(JsonNode answer) {
    JsonNode seconds = child(answer, "askAgainSeconds");
    if (!seconds.isIntegralNumber()
        || !seconds.canConvertToInt()
        || seconds.intValue() < 0
        || seconds.intValue() > MAX_WAIT_SECONDS) {
      throw refused(DecodeReason.INT_RANGE, "askAgainSeconds", "expected 0 to " + MAX_WAIT_SECONDS);
    }
    return seconds.intValue();
  }

  private static Bytes32 word(JsonNode answer, String field) {
    Bytes bytes = hex(answer, field);
    if (bytes.length() != Bytes32.LENGTH_BYTES) {
      throw refused(DecodeReason.INT_RANGE, field, "expected 32 bytes, got " + bytes.length());
    }
    return Bytes32.of(bytes);
  }

  private static Bytes hex(JsonNode answer, String field) {
    try {
      return Bytes.fromHex(text(answer, field));
    } catch (IllegalArgumentException notHex) {
      throw refused(DecodeReason.WRONG_KIND, field, "expected hex digits");
    }
  }

  private static String text(JsonNode answer, String field) {
    JsonNode text = child(answer, field);
    if (!text.isString()) {
      throw refused(DecodeReason.WRONG_KIND, field, "expected a text");
    }
    return text.stringValue();
  }

  private static JsonNode child(JsonNode answer, String field) {
    JsonNode child = answer.get(field);
    if (child == null || child.isNull()) {
      throw refused(DecodeReason.TRUNCATED, field, "it is missing");
    }
    return child;
  }

  /** Somebody else's words, fit for a log. */
  private static String shown(String text) {
    String printable = text.replaceAll("[^\\x20-\\x7e]", "?");
    return printable.length() <= SHOWN_CHARACTERS
        ? printable
        : printable.substring(0, SHOWN_CHARACTERS) + "...";
  }

  private static CodecException refused(DecodeReason reason, String path, String detail) {
    return CodecException.at(reason, 0, path, "not a prover's answer: " + detail);
  }
}
