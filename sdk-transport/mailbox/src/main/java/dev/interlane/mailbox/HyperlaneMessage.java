package dev.interlane.mailbox;

import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;

/**
 * A message as Hyperlane's mailboxes write it, version 3. It is met in the {@code Dispatch} log of
 * the origin and is handed unchanged to {@code process} at the destination; its hash is its id.
 * Immutable and thread-safe.
 *
 * <p>Packed, big-endian, no padding, no length of the body:
 *
 * <pre>
 * offset  size  field
 * 0       1     version, 3
 * 1       4     mailboxNonce, counted by the origin's mailbox
 * 5       4     origin domain
 * 9       32    sender, an address left-padded
 * 41      4     destination domain
 * 45      32    recipient, an address left-padded
 * 77      n     body, may be empty
 * </pre>
 */
public final class HyperlaneMessage {
  /** The version this class reads and writes. */
  public static final int VERSION = 3;

  /** Where the body begins, and so the length of the shortest message. */
  public static final int BODY_OFFSET = 77;

  private static final int NONCE_OFFSET = 1;
  private static final int ORIGIN_OFFSET = 5;
  private static final int SENDER_OFFSET = 9;
  private static final int DESTINATION_OFFSET = 41;
  private static final int RECIPIENT_OFFSET = 45;

  private final Bytes bytes;
  private final Bytes32 id;

  private HyperlaneMessage(Bytes bytes) {
    this.bytes = bytes;
    this.id = Keccak256.hash(bytes);
  }

  /**
   * Builds a message.
   *
   * @param mailboxNonce unsigned 32 bits
   * @param sender who sends it, and on which domain
   * @param recipient whom it is for, and on which domain
   * @param body what the recipient's {@code handle} gets
   * @throws IllegalArgumentException if the nonce is out of range
   */
  public static HyperlaneMessage of(
      long mailboxNonce, DomainAccount sender, DomainAccount recipient, Bytes body) {
    Unsigned32.check("mailboxNonce", mailboxNonce);
    return new HyperlaneMessage(
        Bytes.generate(
            Math.addExact(BODY_OFFSET, body.length()),
            target -> {
              target[0] = VERSION;
              Unsigned32.write(target, NONCE_OFFSET, mailboxNonce);
              Unsigned32.write(target, ORIGIN_OFFSET, sender.domain());
              sender.account().copyTo(target, SENDER_OFFSET);
              Unsigned32.write(target, DESTINATION_OFFSET, recipient.domain());
              recipient.account().copyTo(target, RECIPIENT_OFFSET);
              body.copyTo(target, BODY_OFFSET);
            }));
  }

  /**
   * Reads a message. Every input of at least 77 bytes that begins with 3 is one.
   *
   * @throws CodecException if it is shorter, or of another version
   */
  public static HyperlaneMessage decode(Bytes bytes) {
    if (bytes.length() < BODY_OFFSET) {
      throw CodecException.at(
          DecodeReason.TRUNCATED,
          bytes.length(),
          "header",
          "a Hyperlane message has at least " + BODY_OFFSET + " bytes, got " + bytes.length());
    }
    int version = bytes.get(0) & 0xff;
    if (version != VERSION) {
      throw CodecException.at(
          DecodeReason.WRONG_TAG, 0, "version", "expected " + VERSION + ", got " + version);
    }
    return new HyperlaneMessage(bytes.compact());
  }

  /** The bytes as the mailbox writes and takes them. */
  public Bytes bytes() {
    return bytes;
  }

  /** Keccak-256 of {@link #bytes}: what Hyperlane calls the message. */
  public Bytes32 id() {
    return id;
  }

  /** The count of the origin's mailbox, unsigned 32 bits. Not the leaf index. */
  public long mailboxNonce() {
    return Unsigned32.read(bytes, NONCE_OFFSET);
  }

  /** Who sent it, and on which domain. */
  public DomainAccount sender() {
    return account(ORIGIN_OFFSET, SENDER_OFFSET);
  }

  /** Whom it is for, and on which domain. */
  public DomainAccount recipient() {
    return account(DESTINATION_OFFSET, RECIPIENT_OFFSET);
  }

  /** What the recipient's {@code handle} gets. */
  public Bytes body() {
    return bytes.slice(BODY_OFFSET);
  }

  private DomainAccount account(int domainOffset, int accountOffset) {
    Bytes32 account = Bytes32.of(bytes.slice(accountOffset, Bytes32.LENGTH_BYTES));
    return new DomainAccount(Unsigned32.read(bytes, domainOffset), account);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HyperlaneMessage that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  /** The id, the nonce and both ends. */
  @Override
  public String toString() {
    return id + " (" + mailboxNonce() + ": " + sender() + " -> " + recipient() + ")";
  }
}
