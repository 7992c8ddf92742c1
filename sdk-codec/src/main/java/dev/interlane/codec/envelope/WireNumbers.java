package dev.interlane.codec.envelope;

import dev.interlane.chain.Finality;
import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.message.BodyKind;
import dev.interlane.message.Expiry;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.message.Ordering;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/** The numbers that stand for an envelope's terms; zero for what is left out. */
final class WireNumbers {
  private WireNumbers() {}

  static int of(BodyKind kind) {
    return switch (kind) {
      case CALL_RECIPIENT -> 1;
      case SENDER_ACCOUNT -> 2;
      case PAYLOAD -> 3;
    };
  }

  static BodyKind kind(int number) {
    return switch (number) {
      case 1 -> BodyKind.CALL_RECIPIENT;
      case 2 -> BodyKind.SENDER_ACCOUNT;
      case 3 -> BodyKind.PAYLOAD;
      default -> throw noVariant("kind", "1 to 3", number);
    };
  }

  static int of(Ordering ordering) {
    return switch (ordering) {
      case UNORDERED -> 0;
      case ORDERED -> 1;
    };
  }

  static Ordering ordering(int number) {
    return switch (number) {
      case 0 -> Ordering.UNORDERED;
      case 1 -> Ordering.ORDERED;
      default -> throw noVariant("ordering", "0 or 1", number);
    };
  }

  static int of(Finality finality) {
    return switch (finality) {
      case SEEN -> 1;
      case SAFE -> 2;
      case FINAL -> 3;
    };
  }

  static Finality finality(int number) {
    return switch (number) {
      case 1 -> Finality.SEEN;
      case 2 -> Finality.SAFE;
      case 3 -> Finality.FINAL;
      default -> throw noVariant("finality", "1 to 3", number);
    };
  }

  static long notAfterSeconds(Expiry expiry) {
    return expiry instanceof Expiry.At at ? at.notAfter().getEpochSecond() : 0;
  }

  static long validForSeconds(Expiry expiry) {
    return expiry instanceof Expiry.Within within ? within.duration().toSeconds() : 0;
  }

  static Expiry expiry(long notAfterSeconds, long validForSeconds) {
    if (notAfterSeconds != 0 && validForSeconds != 0) {
      throw refused(
          DecodeReason.BAD_VARIANT,
          "not_after_seconds",
          "an expiry is absolute or relative, got both");
    }
    if (notAfterSeconds < 0 || notAfterSeconds > Instant.MAX.getEpochSecond()) {
      throw refused(
          DecodeReason.INT_RANGE,
          "not_after_seconds",
          "not a time: " + Long.toUnsignedString(notAfterSeconds));
    }
    if (validForSeconds < 0 || validForSeconds > Expiry.Within.MAX.toSeconds()) {
      throw refused(
          DecodeReason.INT_RANGE,
          "valid_for_seconds",
          "not a duration: " + Long.toUnsignedString(validForSeconds));
    }
    if (notAfterSeconds != 0) {
      return new Expiry.At(Instant.ofEpochSecond(notAfterSeconds));
    }
    return validForSeconds != 0
        ? new Expiry.Within(Duration.ofSeconds(validForSeconds))
        : new Expiry.Never();
  }

  static OptionalLong gasLimit(long gas) {
    if (gas < 0 || gas > MessageEnvelope.MAX_GAS_LIMIT) {
      throw refused(
          DecodeReason.INT_RANGE,
          "gas_limit",
          "expected at most 2^53, got " + Long.toUnsignedString(gas));
    }
    return gas == 0 ? OptionalLong.empty() : OptionalLong.of(gas);
  }

  private static CodecException noVariant(String field, String expected, int number) {
    return refused(
        DecodeReason.BAD_VARIANT,
        field,
        "expected " + expected + ", got " + Integer.toUnsignedString(number));
  }

  private static CodecException refused(DecodeReason reason, String field, String detail) {
    return CodecException.at(reason, 0, field, detail);
  }
}
