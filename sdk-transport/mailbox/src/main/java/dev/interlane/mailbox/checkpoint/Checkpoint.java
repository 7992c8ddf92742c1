package dev.interlane.mailbox.checkpoint;

import dev.interlane.mailbox.Unsigned32;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import java.util.Objects;

/**
 * The statement a validator signs: this message is the leaf at this index of the hook's tree, and
 * this is the root right after it.
 *
 * <p>The hashes, all numbers big-endian:
 *
 * <pre>
 * domainHash  = keccak256( origin (4) | hook (32) | "HYPERLANE" )
 * signingHash = keccak256( domainHash | root (32) | index (4) | messageId (32) )
 * digest      = keccak256( "\x19Ethereum Signed Message:\n32" | signingHash )      EIP-191
 * </pre>
 *
 * @param origin the domain of the tree, unsigned 32 bits
 * @param hook the {@code MerkleTreeHook}, an address left-padded; not the mailbox
 * @param root the root of the tree whose last leaf is {@code index}
 * @param index the position of the leaf, unsigned 32 bits
 * @param messageId the leaf
 */
public record Checkpoint(long origin, Bytes32 hook, Bytes32 root, long index, Bytes32 messageId) {
  private static final Bytes SUFFIX = Bytes.fromUtf8("HYPERLANE");

  public Checkpoint {
    Unsigned32.check("origin", origin);
    Unsigned32.check("index", index);
    Objects.requireNonNull(hook, "hook");
    Objects.requireNonNull(root, "root");
    Objects.requireNonNull(messageId, "messageId");
  }

  /** Binds signatures to one hook on one domain. */
  public static Bytes32 domainHash(long origin, Bytes32 hook) {
    return Keccak256.hash(Unsigned32.toBytes(origin), hook.toBytes(), SUFFIX);
  }

  /** The hash of the statement. */
  public Bytes32 signingHash() {
    return Keccak256.hash(
        domainHash(origin, hook).toBytes(),
        root.toBytes(),
        Unsigned32.toBytes(index),
        messageId.toBytes());
  }

  /** What the key signs. */
  public Bytes32 digest() {
    return Eip191.digest(signingHash());
  }
}
