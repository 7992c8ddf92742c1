package dev.interlane.error;

import java.io.Serializable;

/**
 * One reason why a message cannot be sent as it is. Met in a {@code Quote} and in a {@link
 * RefusedException}. Immutable.
 *
 * @param field what is wrong: a field of the envelope or of the options, or a contract
 * @param reason what was expected and what was found
 * @param hint what to try
 */
public record Refusal(String field, String reason, String hint) implements Serializable {
  @Override
  public String toString() {
    return field + ": " + reason + (hint.isEmpty() ? "" : " (" + hint + ")");
  }
}
