package dev.interlane.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpiryTest {
  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT0.5S", "PT1.000000001S", "PT-0.5S", "PT-1.5S"})
  void isAtLeastOneWholeSecond(String duration) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Expiry.Within(Duration.parse(duration)))
        .withMessage(
            "Expiry must be at least one second, in whole seconds, got "
                + Duration.parse(duration));
  }

  @Test
  void isBoundedSoThatItCanBeAddedToAnyTime() {
    Instant lastYear = Instant.parse("9999-12-31T23:59:59Z");

    assertThat(lastYear.plus(new Expiry.Within(Expiry.Within.MAX).duration())).isAfter(lastYear);
    for (Duration tooLong :
        new Duration[] {Expiry.Within.MAX.plusSeconds(1), Duration.ofSeconds(Long.MAX_VALUE)}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Expiry.Within(tooLong))
          .withMessage(
              "Expiry must be within 36500 days, got " + tooLong + ". Leave it out to have none");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1970-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "2030-01-01T00:00:00.5Z"})
  void isAWholeSecondAfter1970(String notAfter) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Expiry.At(Instant.parse(notAfter)))
        .withMessage("Expiry must be a whole second after 1970, got " + notAfter(notAfter));
  }

  private static Instant notAfter(String text) {
    return Instant.parse(text);
  }

  @Test
  void isEqualByContent() {
    assertThat(new Expiry.Never()).isEqualTo(new Expiry.Never());
    assertThat(new Expiry.Within(Duration.ofHours(1)))
        .isEqualTo(new Expiry.Within(Duration.ofMinutes(60)))
        .isNotEqualTo(new Expiry.Within(Duration.ofHours(2)));
    assertThat(new Expiry.At(Instant.ofEpochSecond(1)).notAfter())
        .isEqualTo(Instant.ofEpochSecond(1));
  }
}
