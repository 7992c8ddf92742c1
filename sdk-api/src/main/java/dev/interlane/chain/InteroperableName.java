package dev.interlane.chain;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of ERC-7828 text, cut but not yet understood.
 *
 * <pre>
 * text      = address "@" chain [ "#" checksum ]
 * address   = *[-.:_%a-zA-Z0-9]
 * chain     = namespace [ ":" reference ]
 * checksum  = 8 of [0-9A-F]
 * </pre>
 *
 * @param address empty for a chain alone
 * @param reference empty when no chain of the namespace is said
 * @param checksum upper-case hex, empty when absent
 */
record InteroperableName(String address, String namespace, String reference, String checksum) {
  /** More than any known chain needs, little enough to look at whole. */
  private static final int MAX_CHARS = 512;

  private static final Pattern TEXT =
      Pattern.compile(
          "(?<address>[-.:_%a-zA-Z0-9]*)@(?<namespace>[-a-z0-9]{3,8})(?::(?<reference>[-._a-zA-Z0-9]+))?"
              + "(?:#(?<checksum>.*))?");
  private static final Pattern CHECKSUM = Pattern.compile("[0-9A-F]{8}");

  static InteroperableName parse(String text, Strictness strictness) {
    Matcher parts = TEXT.matcher(text);
    if (text.length() > MAX_CHARS || !parts.matches()) {
      throw new IllegalArgumentException(
          "Not an ERC-7828 address: expected <address>@<namespace>:<reference>#<checksum> of up to 512 characters, got "
              + ShownText.of(text));
    }
    return new InteroperableName(
        parts.group("address"),
        parts.group("namespace"),
        orEmpty(parts, "reference"),
        parts.start("checksum") < 0 ? "" : checksum(parts.group("checksum"), strictness));
  }

  private static String checksum(String given, Strictness strictness) {
    String checksum = strictness == Strictness.LENIENT ? given.toUpperCase(Locale.ROOT) : given;
    if (!CHECKSUM.matcher(checksum).matches()) {
      throw new IllegalArgumentException(
          "An ERC-7828 checksum is 8 upper-case hex digits, got " + ShownText.of(given));
    }
    return checksum;
  }

  private static String orEmpty(Matcher parts, String group) {
    return parts.start(group) < 0 ? "" : parts.group(group);
  }

  @Override
  public String toString() {
    return address
        + "@"
        + namespace
        + (reference.isEmpty() ? "" : ":" + reference)
        + "#"
        + checksum;
  }
}
