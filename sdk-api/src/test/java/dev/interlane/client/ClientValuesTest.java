package dev.interlane.client;

import static dev.interlane.Fixtures.ORIGIN;
import static dev.interlane.Fixtures.SENDER;
import static dev.interlane.Fixtures.envelope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.interlane.error.Refusal;
import dev.interlane.receipt.Fee;
import dev.interlane.receipt.ProtocolFee;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientValuesTest {
  private static Fee fee(String asset, long amount) {
    return new Fee(ORIGIN, asset, BigInteger.valueOf(amount), SENDER, "cap");
  }

  @Test
  void optionsAreNothingUnlessSaid() {
    SendOptions none = SendOptions.none();

    assertThat(none.idempotencyKey()).isEmpty();
    assertThat(none.maxOriginFee()).isEmpty();
    assertThat(none.transport()).isEmpty();
    assertThat(none.joined()).isEmpty();
    assertThat(none).isEqualTo(SendOptions.builder().build());
  }

  @Test
  void optionsAddUpWithoutChangingWhatTheyCameFrom() {
    SendOptions key = SendOptions.idempotencyKey("order-7781");
    SendOptions all = key.maxFee(fee(Fee.NATIVE, 5)).over("validator");

    assertThat(all.idempotencyKey()).hasValue("order-7781");
    assertThat(all.maxOriginFee()).hasValue(BigInteger.valueOf(5));
    assertThat(all.transport()).hasValue("validator");
    assertThat(key).isEqualTo(SendOptions.idempotencyKey("order-7781")).isNotEqualTo(all);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n"})
  void aKeyIsNotBlank(String key) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SendOptions.idempotencyKey(key))
        .withMessage(
            "Idempotency key must be 1 to 200 characters and not blank, got "
                + key.length()
                + " characters");
  }

  @Test
  void aKeyHasABound() {
    String longest = "k".repeat(SendOptions.MAX_KEY_CHARS);

    assertThat(SendOptions.idempotencyKey(longest).idempotencyKey()).hasValue(longest);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SendOptions.idempotencyKey(longest + "k"))
        .withMessageEndingWith("got 201 characters");
  }

  @Test
  void aFeeCapIsAnAmountOfTheTokenThatIsPaidIn() {
    SendOptions token = SendOptions.none().payingIn(SENDER);

    assertThat(token.feeToken()).hasValue(SENDER);
    assertThat(token.maxFee(fee(SENDER.toString(), 5)).maxOriginFee())
        .hasValue(BigInteger.valueOf(5));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> token.maxFee(fee(Fee.NATIVE, 5)))
        .withMessage("maxFee caps what is paid in " + SENDER + ", got an amount of native");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SendOptions.none().maxFee(fee(Fee.NATIVE, 5)).payingIn(SENDER))
        .withMessage(
            "The cap of 5 is in the origin's own coin, not in "
                + SENDER
                + ": say payingIn before maxFee");
  }

  @Test
  void theBufferIsAPartOfTheFee() {
    Fee all = fee(Fee.NATIVE, 5);

    assertThat(new ProtocolFee(all, BigInteger.valueOf(5), Optional.empty()).buffer()).isEqualTo(5);
    for (long outside : new long[] {-1, 6}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new ProtocolFee(all, BigInteger.valueOf(outside), Optional.empty()))
          .withMessage("The buffer is a part of the fee of 5, got " + outside);
    }
  }

  @Test
  void aFeeCapIsAnAmountOfTheOriginsCoin() {
    assertThat(SendOptions.none().maxFee(fee(Fee.NATIVE, 0)).maxOriginFee())
        .hasValue(BigInteger.ZERO);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SendOptions.none().maxFee(fee(SENDER.toString(), 5)))
        .withMessage(
            "maxFee caps what is paid in the origin's own coin, got an amount of " + SENDER);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SendOptions.builder().maxOriginFee(BigInteger.valueOf(-1)).build())
        .withMessage("maxOriginFee must not be negative, got -1");
  }

  @Test
  void aQuoteIsSendableWithoutRefusals() {
    List<Fee> fees = new ArrayList<>(List.of(fee(Fee.NATIVE, 7)));
    Quote sendable = new Quote(fees, List.of());
    fees.clear();

    assertThat(sendable.isSendable()).isTrue();
    assertThat(sendable.fees()).hasSize(1).isUnmodifiable();
    assertThat(new Quote(List.of(), List.of(new Refusal("body", "too large", ""))).isSendable())
        .isFalse();
  }

  @Test
  @SuppressWarnings("NullAway")
  void aRequestHasBothParts() {
    assertThat(new SendRequest(envelope().build(), SendOptions.none()).options())
        .isEqualTo(SendOptions.none());
    assertThatNullPointerException()
        .isThrownBy(() -> new SendRequest(null, SendOptions.none()))
        .withMessage("envelope");
    assertThatNullPointerException()
        .isThrownBy(() -> new SendRequest(envelope().build(), null))
        .withMessage("options");
  }
}
