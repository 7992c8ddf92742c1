package dev.interlane.mailbox;

import dev.interlane.chain.EvmAddress;
import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the journal keeps for us between dispatch and delivery. Packed, big-endian:
 *
 * <pre>
 * 0    1  version, 1
 * 1    1  flags: 1 = has a leaf, 2 = is proven, 4 = only one account may deliver
 * 2    4  leaf index, or 0
 * 6    4  n, the length of the metadata, or 0
 * 10  32  fingerprint of the ISM, or 0
 * 42  20  the account that must deliver, or 0
 * 62   n  metadata
 * 62+n    the message
 * </pre>
 */
record MailboxMemo(HyperlaneMessage message, OptionalLong leafIndex, Optional<Proof> proof) {
  private static final int VERSION = 1;
  private static final int HAS_LEAF = 1;
  private static final int IS_PROVEN = 2;
  private static final int HAS_SUBMITTER = 4;
  private static final int LEAF_OFFSET = 2;
  private static final int LENGTH_OFFSET = 6;
  private static final int ISM_OFFSET = 10;
  private static final int SUBMITTER_OFFSET = 42;
  private static final int METADATA_OFFSET = 62;

  /** What the ISM will get, and which ISM that was. */
  record Proof(Bytes metadata, Bytes32 ism, Optional<EvmAddress> submitter) {}

  MailboxMemo proven(Proof found) {
    return new MailboxMemo(message, leafIndex, Optional.of(found));
  }

  Bytes encode() {
    Bytes metadata = proof.map(Proof::metadata).orElse(Bytes.EMPTY);
    Optional<EvmAddress> submitter = proof.flatMap(Proof::submitter);
    int flags =
        (leafIndex.isPresent() ? HAS_LEAF : 0)
            | (proof.isPresent() ? IS_PROVEN : 0)
            | (submitter.isPresent() ? HAS_SUBMITTER : 0);
    return Bytes.generate(
        METADATA_OFFSET + metadata.length() + message.bytes().length(),
        target -> {
          target[0] = VERSION;
          target[1] = (byte) flags;
          Unsigned32.write(target, LEAF_OFFSET, leafIndex.orElse(0));
          Unsigned32.write(target, LENGTH_OFFSET, metadata.length());
          proof.ifPresent(found -> found.ism().copyTo(target, ISM_OFFSET));
          submitter.ifPresent(account -> account.toBytes().copyTo(target, SUBMITTER_OFFSET));
          metadata.copyTo(target, METADATA_OFFSET);
          message.bytes().copyTo(target, METADATA_OFFSET + metadata.length());
        });
  }

  static MailboxMemo decode(Bytes memo) {
    if (memo.length() < METADATA_OFFSET) {
      throw refused(DecodeReason.TRUNCATED, memo.length(), "it has " + memo.length() + " bytes");
    }
    if (memo.get(0) != VERSION) {
      throw refused(DecodeReason.WRONG_TAG, 0, "its version is " + memo.get(0));
    }
    int flags = memo.get(1);
    long length = Unsigned32.read(memo, LENGTH_OFFSET);
    if (length > memo.length() - METADATA_OFFSET) {
      throw refused(
          DecodeReason.LENGTH_TOO_LARGE, LENGTH_OFFSET, "its metadata has " + length + " bytes");
    }
    int metadataLength = (int) length;
    Optional<Proof> proof =
        (flags & IS_PROVEN) == 0
            ? Optional.empty()
            : Optional.of(
                new Proof(
                    memo.slice(METADATA_OFFSET, metadataLength),
                    Bytes32.of(memo.slice(ISM_OFFSET, Bytes32.LENGTH_BYTES)),
                    (flags & HAS_SUBMITTER) == 0
                        ? Optional.empty()
                        : Optional.of(
                            EvmAddress.of(memo.slice(SUBMITTER_OFFSET, EvmAddress.LENGTH_BYTES)))));
    return new MailboxMemo(
        HyperlaneMessage.decode(memo.slice(METADATA_OFFSET + metadataLength)),
        (flags & HAS_LEAF) == 0
            ? OptionalLong.empty()
            : OptionalLong.of(Unsigned32.read(memo, LEAF_OFFSET)),
        proof);
  }

  private static CodecException refused(DecodeReason reason, int offset, String detail) {
    return CodecException.at(
        reason, offset, "memo", "not what this transport keeps in the journal: " + detail);
  }
}
