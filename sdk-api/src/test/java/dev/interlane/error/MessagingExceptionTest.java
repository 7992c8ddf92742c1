package dev.interlane.error;

import static dev.interlane.Fixtures.hash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.message.MessageId;
import dev.interlane.receipt.Actor;
import dev.interlane.receipt.DeliveryStatus;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessagingExceptionTest {
  private interface Maker {
    MessagingException make(String message, String hint, Throwable cause);
  }

  private static final Map<ErrorCode, Maker> WITH_CAUSE =
      Map.of(
          ErrorCode.IDEMPOTENCY_CONFLICT, IdempotencyConflictException::new,
          ErrorCode.UNKNOWN_MESSAGE, UnknownMessageException::new,
          ErrorCode.ILLEGAL_IN_STATE, IllegalInStateException::new,
          ErrorCode.OVERLOADED, OverloadedException::new,
          ErrorCode.CLIENT_CLOSED, ClientClosedException::new,
          ErrorCode.INTERRUPTED, AwaitInterruptedException::new,
          ErrorCode.CHAIN_UNAVAILABLE, ChainUnavailableException::new,
          ErrorCode.WRONG_CHAIN, WrongChainException::new,
          ErrorCode.JOURNAL_UNAVAILABLE, JournalUnavailableException::new,
          ErrorCode.JOURNAL_FENCED, JournalFencedException::new);

  private static final Map<ErrorCode, BiFunction<String, String, MessagingException>>
      WITHOUT_CAUSE =
          Map.of(
              ErrorCode.JOURNAL_CONFLICT, JournalConflictException::new,
              ErrorCode.SIGNING_FAILED, SigningException::new,
              ErrorCode.LOGS_MISSING, LogsMissingException::new,
              ErrorCode.CHAIN_UNAVAILABLE, ChainUnavailableException::new);

  @Test
  void keepsCodeHintAndCause() {
    IOException cause = new IOException("connection reset");
    WITH_CAUSE.forEach(
        (code, maker) -> {
          MessagingException error = maker.make("What happened", "What to try", cause);

          assertThat(error).hasMessage(code.code() + " What happened. What to try").hasCause(cause);
          assertThat(error.code()).isEqualTo(code);
          assertThat(error.hint()).isEqualTo("What to try");
          assertThat(error.isRetryable()).isEqualTo(code.transience() == Transience.TRANSIENT);
        });
  }

  @Test
  void needsNoCauseAndNoHint() {
    WITHOUT_CAUSE.forEach(
        (code, maker) -> {
          MessagingException error = maker.apply("What happened", "");

          assertThat(error).hasMessage(code.code() + " What happened").hasNoCause();
          assertThat(error.code()).isEqualTo(code);
        });
  }

  @Test
  void aTimeoutSaysWhereTheMessageIs() {
    MessageId id = new MessageId(hash(1));

    assertThat(new AwaitTimeoutException(id, Duration.ofMinutes(1), new DeliveryStatus.Accepted()))
        .hasMessage(
            "IL-202 Message "
                + id
                + " has no outcome after PT1M, its status is Accepted[]. It goes on: wait again, or ask"
                + " its handle for the status")
        .extracting(MessagingException::isRetryable)
        .isEqualTo(true);
  }

  @Test
  void aRefusalNamesEveryReason() {
    RefusedException refused =
        new RefusedException(
            List.of(
                new Refusal("recipient", "has no code on eip155:10", "check the address"),
                new Refusal("maxFee", "is 5 wei, 7 are needed", "")));

    assertThat(refused)
        .hasMessage(
            "IL-101 The message was refused, nothing was sent: recipient: has no code on eip155:10"
                + " (check the address); maxFee: is 5 wei, 7 are needed");
    assertThat(refused.refusals())
        .extracting(Refusal::field)
        .containsExactly("recipient", "maxFee");
    assertThat(refused.refusals()).isUnmodifiable();
    assertThat(refused.isRetryable()).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RefusedException(List.of()))
        .withMessage("A refusal needs a reason");
  }

  @Test
  void aRefusalKeepsItsReasonsWhenSerialized() throws IOException, ClassNotFoundException {
    RefusedException refused =
        new RefusedException(List.of(new Refusal("gasLimit", "is 0", "leave it out")));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(refused);
    }

    Object read;
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      read = in.readObject();
    }

    assertThat(read)
        .isInstanceOfSatisfying(
            RefusedException.class,
            copy -> assertThat(copy.refusals()).isEqualTo(refused.refusals()));
  }

  @Test
  void aDecodingErrorSaysWhatAndWhere() {
    CodecException whole = CodecException.at(DecodeReason.TRUNCATED, 64, "", "32 bytes expected");
    CodecException part = CodecException.at(DecodeReason.BAD_BOOL, 31, "[1].open", "got 2");

    assertThat(whole).hasMessageContaining("TRUNCATED at byte 64: 32 bytes expected");
    assertThat(part).hasMessageContaining("BAD_BOOL at byte 31, [1].open: got 2");
    assertThat(part.reason()).isEqualTo(DecodeReason.BAD_BOOL);
    assertThat(part.offset()).isEqualTo(31);
    assertThat(part.path()).isEqualTo("[1].open");
    assertThat(part.code()).isEqualTo(ErrorCode.MALFORMED_BYTES);
    assertThat(part.isRetryable()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void codesAreStableWordsWithAnActor(ErrorCode code) {
    assertThat(code.code()).matches("IL-[1-9][0-9]{2}");
    assertThat(code.actor()).isIn((Object[]) Actor.values());
  }

  @Test
  void codesAreUnique() {
    assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::code).collect(Collectors.toSet()))
        .hasSize(ErrorCode.values().length);
  }
}
