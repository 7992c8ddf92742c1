package dev.interlane.mailbox.checkpoint;

import dev.interlane.mailbox.DomainAccount;
import dev.interlane.mailbox.Unsigned32;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import java.util.Objects;

/**
 * A validator's statement where it publishes its checkpoints, for the {@code ValidatorAnnounce}
 * contract of the origin.
 *
 * <p>The hashes, numbers big-endian:
 *
 * <pre>
 * domainHash  = keccak256( domain (4) | mailbox (32) | "HYPERLANE_ANNOUNCEMENT" )
 * signingHash = keccak256( domainHash | location, UTF-8 )
 * digest      = keccak256( "\x19Ethereum Signed Message:\n32" | signingHash )      EIP-191
 * </pre>
 *
 * @param mailbox the mailbox, not the hook, and its domain
 * @param location where the checkpoints are, such as {@code file:///var/validator}
 */
public record Announcement(DomainAccount mailbox, String location) {
  private static final Bytes SUFFIX = Bytes.fromUtf8("HYPERLANE_ANNOUNCEMENT");

  public Announcement {
    Objects.requireNonNull(mailbox, "mailbox");
    Objects.requireNonNull(location, "location");
  }

  /** Binds signatures to one mailbox on one domain. */
  public Bytes32 domainHash() {
    return Keccak256.hash(
        Unsigned32.toBytes(mailbox.domain()), mailbox.account().toBytes(), SUFFIX);
  }

  /** The hash of the statement. */
  public Bytes32 signingHash() {
    return Keccak256.hash(domainHash().toBytes(), Bytes.fromUtf8(location));
  }

  /** What the key signs. */
  public Bytes32 digest() {
    return Eip191.digest(signingHash());
  }
}
