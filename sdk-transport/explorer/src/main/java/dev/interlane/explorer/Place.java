package dev.interlane.explorer;

import dev.interlane.message.MessageId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a browser is, as it is told and tells again. It is text from outside: whatever is not a
 * place of this explorer means the beginning. Immutable.
 *
 * @param explorer whose place it is; places of one that was restarted mean nothing
 * @param position what has moved up to here is known
 * @param listed how many messages were listed
 * @param listing the last one listed; empty once all are
 */
record Place(String explorer, long position, int listed, Optional<MessageId> listing) {
  private static final Pattern TEXT =
      Pattern.compile("([0-9a-f]{16})\\.([0-9]{1,18})\\.([0-9]{1,9})\\.(-|0x[0-9a-f]{64})");

  static Optional<Place> parse(String text, String explorer) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches() || !parts.group(1).equals(explorer)) {
      return Optional.empty();
    }
    return Optional.of(
        new Place(
            explorer,
            Long.parseLong(parts.group(2)),
            Integer.parseInt(parts.group(3)),
            parts.group(4).equals("-")
                ? Optional.empty()
                : Optional.of(MessageId.parse(parts.group(4)))));
  }

  @Override
  public String toString() {
    return explorer
        + "."
        + position
        + "."
        + listed
        + "."
        + listing.map(MessageId::toString).orElse("-");
  }
}
