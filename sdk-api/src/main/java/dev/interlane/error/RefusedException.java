package dev.interlane.error;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The message was refused before anything was journaled or sent: by the codec, the transport, the
 * recipient's contracts or a cap. Thrown by {@code send} and {@code sendAll}, and by a transport
 * that would not dispatch any more what was accepted, which parks the message; {@code quote}
 * answers with the same refusals as values. {@link #refusals} has every reason found, not the first
 * only.
 */
public final class RefusedException extends MessagingException {
  private static final long serialVersionUID = 1L;

  // an array, because serialization keeps it
  private final Refusal[] refusals;

  /** A refusal for at least one reason. */
  public RefusedException(List<Refusal> refusals) {
    super(ErrorCode.REFUSED, text(refusals), "", null);
    this.refusals = refusals.toArray(new Refusal[0]);
  }

  /** Every reason found. */
  public List<Refusal> refusals() {
    return List.of(refusals);
  }

  private static String text(List<Refusal> refusals) {
    if (refusals.isEmpty()) {
      throw new IllegalArgumentException("A refusal needs a reason");
    }
    return "The message was refused, nothing was sent: "
        + refusals.stream().map(Refusal::toString).collect(Collectors.joining("; "));
  }
}
