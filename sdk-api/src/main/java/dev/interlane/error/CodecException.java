package dev.interlane.error;

/**
 * Bytes from outside are not the canonical form of what they should be. The decoder stopped at the
 * first such place and built nothing.
 *
 * <p>Met when bytes that somebody else wrote are decoded: a contract's return data, a log, a stored
 * envelope. Trying again with the same bytes fails in the same way.
 */
public final class CodecException extends MessagingException {
  private static final long serialVersionUID = 1L;

  private final DecodeReason reason;
  private final int offset;
  private final String path;

  private CodecException(DecodeReason reason, int offset, String path, String message) {
    super(ErrorCode.MALFORMED_BYTES, message, "", null);
    this.reason = reason;
    this.offset = offset;
    this.path = path;
  }

  /**
   * The refusal of bytes.
   *
   * @param reason the class of what is wrong
   * @param offset the byte of the input it was found at, from zero
   * @param path the part of the type it belongs to, such as {@code [1].amount}; empty for the whole
   * @param detail what was expected and what was found, as the rest of a sentence
   */
  public static CodecException at(DecodeReason reason, int offset, String path, String detail) {
    String where = path.isEmpty() ? "byte " + offset : "byte " + offset + ", " + path;
    return new CodecException(reason, offset, path, reason + " at " + where + ": " + detail);
  }

  /** The class of what is wrong. */
  public DecodeReason reason() {
    return reason;
  }

  /** The byte of the input it was found at, from zero. */
  public int offset() {
    return offset;
  }

  /** The part of the type it belongs to, such as {@code [1].amount}; empty for the whole. */
  public String path() {
    return path;
  }
}
