package dev.interlane.mailbox;

import dev.interlane.chain.EvmAddress;
import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the journal keeps for us between dispatch and delivery. Packed, big-endian:
 *
 * <pre>
 * 0    1  version, 2
 * 1    1  flags: 1 = has a leaf, 2 = is proven, 4 = only one account may deliver
 * 2    4  leaf index, or 0
 * 6    4  n, the length of the metadata, or 0
 * 10  32  fingerprint of the ISM, or 0
 * 42  20  the account that must deliver, or 0
 * 62   n  metadata
 * 62+n 1  p, how many preparations there are
 * then    for each: 20 contract, 4 length of the call, the call, 4 length of the question, the question
 * then    the message
 * </pre>
 */
record MailboxMemo(HyperlaneMessage message, OptionalLong leafIndex, Optional<Proof> proof) {
  private static final int VERSION = 2;
  private static final int HAS_LEAF = 1;
  private static final int IS_PROVEN = 2;
  private static final int HAS_SUBMITTER = 4;
  private static final int LEAF_OFFSET = 2;
  private static final int LENGTH_OFFSET = 6;
  private static final int ISM_OFFSET = 10;
  private static final int SUBMITTER_OFFSET = 42;
  private static final int METADATA_OFFSET = 62;

  /** How many preparations are kept: an aggregation has at most so many modules. */
  static final int MAX_PREPARATIONS = IsmDiscovery.MAX_NODES;

  /** What the ISM will get and what is done before, and which ISM that was. */
  record Proof(
      Bytes metadata, Bytes32 ism, Optional<EvmAddress> submitter, List<Preparation> preparations) {
    Proof {
      preparations = List.copyOf(preparations);
    }
  }

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
    Bytes head =
        Bytes.generate(
            METADATA_OFFSET,
            target -> {
              target[0] = VERSION;
              target[1] = (byte) flags;
              Unsigned32.write(target, LEAF_OFFSET, leafIndex.orElse(0));
              Unsigned32.write(target, LENGTH_OFFSET, metadata.length());
              proof.ifPresent(found -> found.ism().copyTo(target, ISM_OFFSET));
              submitter.ifPresent(account -> account.toBytes().copyTo(target, SUBMITTER_OFFSET));
            });
    List<Bytes> parts = new ArrayList<>(List.of(head, metadata));
    List<Preparation> preparations = proof.map(Proof::preparations).orElse(List.of());
    parts.add(Bytes.of((byte) preparations.size()));
    for (Preparation preparation : preparations) {
      parts.add(preparation.contract().toBytes());
      parts.add(withLength(preparation.call()));
      parts.add(withLength(preparation.question()));
    }
    parts.add(message.bytes());
    return Bytes.concat(parts.toArray(Bytes[]::new));
  }

  private static Bytes withLength(Bytes part) {
    Bytes length =
        Bytes.generate(Integer.BYTES, target -> Unsigned32.write(target, 0, part.length()));
    return Bytes.concat(length, part);
  }

  static MailboxMemo decode(Bytes memo) {
    if (memo.length() < METADATA_OFFSET) {
      throw refused(DecodeReason.TRUNCATED, memo.length(), "it has " + memo.length() + " bytes");
    }
    if (memo.get(0) != VERSION) {
      throw refused(DecodeReason.WRONG_TAG, 0, "its version is " + memo.get(0));
    }
    int flags = memo.get(1);
    Rest rest = new Rest(memo, METADATA_OFFSET);
    Bytes metadata = rest.part(Unsigned32.read(memo, LENGTH_OFFSET), "metadata");
    List<Preparation> preparations = new ArrayList<>();
    int count = rest.part(1, "count of preparations").get(0) & 0xff;
    if (count > MAX_PREPARATIONS) {
      throw refused(DecodeReason.LENGTH_TOO_LARGE, rest.offset, count + " preparations");
    }
    for (int i = 0; i < count; i++) {
      EvmAddress contract = EvmAddress.of(rest.part(EvmAddress.LENGTH_BYTES, "contract"));
      Bytes call = rest.part(rest.length(), "call");
      preparations.add(new Preparation(contract, call, rest.part(rest.length(), "question")));
    }
    Optional<Proof> proof =
        (flags & IS_PROVEN) == 0
            ? Optional.empty()
            : Optional.of(
                new Proof(
                    metadata,
                    Bytes32.of(memo.slice(ISM_OFFSET, Bytes32.LENGTH_BYTES)),
                    (flags & HAS_SUBMITTER) == 0
                        ? Optional.empty()
                        : Optional.of(
                            EvmAddress.of(memo.slice(SUBMITTER_OFFSET, EvmAddress.LENGTH_BYTES))),
                    preparations));
    return new MailboxMemo(
        HyperlaneMessage.decode(memo.slice(rest.offset)),
        (flags & HAS_LEAF) == 0
            ? OptionalLong.empty()
            : OptionalLong.of(Unsigned32.read(memo, LEAF_OFFSET)),
        proof);
  }

  /** What follows the head, read from front to back. */
  private static final class Rest {
    private final Bytes memo;
    private int offset;

    Rest(Bytes memo, int offset) {
      this.memo = memo;
      this.offset = offset;
    }

    long length() {
      return Unsigned32.read(part(Integer.BYTES, "length"), 0);
    }

    Bytes part(long length, String name) {
      if (length > memo.length() - offset) {
        throw refused(
            DecodeReason.LENGTH_TOO_LARGE, offset, "its " + name + " has " + length + " bytes");
      }
      Bytes part = memo.slice(offset, (int) length);
      offset += part.length();
      return part;
    }
  }

  private static CodecException refused(DecodeReason reason, int offset, String detail) {
    return CodecException.at(
        reason, offset, "memo", "not what this transport keeps in the journal: " + detail);
  }
}
