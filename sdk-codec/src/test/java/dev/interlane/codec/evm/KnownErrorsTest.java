package dev.interlane.codec.evm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.primitive.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownErrorsTest {
  private static final AbiError OURS = AbiError.parse("TooLate(uint64)");

  @Test
  void namesWellKnownErrorsWithTheirArguments() {
    Bytes data = AbiError.parse("RateLimitExceeded(uint256,uint256)").encode(1, 2);

    assertThat(KnownErrors.standard().explain(data)).isEqualTo("RateLimitExceeded(1, 2)");
  }

  @Test
  void namesWhatItIsTold() {
    assertThat(KnownErrors.standard().explain(OURS.encode(7))).isEqualTo(OURS.encode(7).toHex());

    assertThat(KnownErrors.standard().with(List.of(OURS)).explain(OURS.encode(7)))
        .isEqualTo("TooLate(7)");
  }

  @Test
  void explainsTextsPanicsAndNothing() {
    KnownErrors errors = KnownErrors.standard();

    assertThat(errors.explain(AbiError.ERROR.encode("paused"))).isEqualTo("paused");
    assertThat(errors.explain(AbiError.PANIC.encode(0x12))).contains("division");
    assertThat(errors.explain(Bytes.EMPTY)).isEqualTo("no reason given");
  }

  @Test
  void boundsWhatAStrangersContractSays() {
    AbiError shouting = AbiError.parse("Shout(string,bytes)");
    String line = "paid\n2026 ERROR \u001b[31m\u202e forged\u2028";
    String endless = "a".repeat(2_000_000);
    KnownErrors errors = KnownErrors.standard().with(List.of(shouting));

    assertThat(errors.explain(AbiError.ERROR.encode(line)))
        .isEqualTo("paid?2026 ERROR ?[31m? forged?");
    assertThat(errors.explain(AbiError.ERROR.encode(endless)))
        .startsWith("aaa")
        .endsWith("(2000000 characters)")
        .hasSizeLessThan(1_100);
    assertThat(errors.explain(shouting.encode(endless, Bytes.EMPTY))).hasSizeLessThan(1_100);
  }

  @Test
  void showsWhatIsTruncated() {
    Bytes whole = OURS.encode(7);
    KnownErrors errors = KnownErrors.standard().with(List.of(OURS));

    for (int length = 1; length < whole.length(); length++) {
      assertThat(errors.explain(whole.slice(0, length))).startsWith("0x");
    }
  }
}
