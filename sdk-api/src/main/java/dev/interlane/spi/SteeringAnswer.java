package dev.interlane.spi;

import dev.interlane.error.ErrorCode;
import dev.interlane.message.MessageId;
import java.util.List;

/** What became of a {@link Steering}. */
public sealed interface SteeringAnswer {
  /**
   * It was done.
   *
   * @param messages it was done to, or that were found
   */
  record Done(List<MessageId> messages) implements SteeringAnswer {
    public Done {
      messages = List.copyOf(messages);
    }
  }

  /**
   * It was not done.
   *
   * @param code of the error that the instance that works would have thrown
   * @param reason in words
   */
  record Refused(ErrorCode code, String reason, String hint) implements SteeringAnswer {}
}
