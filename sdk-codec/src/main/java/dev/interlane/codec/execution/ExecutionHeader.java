package dev.interlane.codec.execution;

import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.rlp.Rlp;
import dev.interlane.codec.rlp.RlpReader;
import dev.interlane.error.CodecException;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.ImmutableStyle;
import dev.interlane.primitive.Keccak256;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;

/**
 * The header of an execution block, whose RLP hashes to the block's hash. Immutable.
 *
 * <pre>
 * always          0 parentHash 1 ommersHash 2 beneficiary 3 stateRoot 4 transactionsRoot 5 receiptsRoot
 *                 6 logsBloom 7 difficulty 8 height 9 gasLimit 10 gasUsed 11 timestampSeconds
 *                 12 extraData 13 mixHash 14 nonce
 * from London     15 baseFeePerGasWei (EIP-1559)
 * from Shanghai   16 withdrawalsRoot (EIP-4895)
 * from Cancun     17 blobGasUsed 18 excessBlobGas (EIP-4844) 19 parentBeaconBlockRoot (EIP-4788)
 * from Prague     20 requestsHash (EIP-7685)
 * from Amsterdam  21 blockAccessListHash (EIP-7928) 22 slotNumber (EIP-7843)
 * later           kept as they are encoded, so that the hash holds
 * </pre>
 *
 * <p>Fields are told apart by their position alone: one is present only if all before it are.
 */
@Value.Immutable
@ImmutableStyle
public abstract class ExecutionHeader {
  /** How many fields of forks that this class does not know it keeps. */
  public static final int MAX_LATER_FIELDS = 8;

  private static final int BLOOM_BYTES = 256;
  private static final int NONCE_BYTES = 8;
  private static final int WORD_BYTES = 32;

  ExecutionHeader() {}

  /** Starts a header. */
  public static Builder builder() {
    return new Builder();
  }

  /** The hash of the block before. */
  public abstract Bytes32 parentHash();

  /** The hash of the list of ommers; since the merge that of an empty list. */
  public abstract Bytes32 ommersHash();

  /** Who gets the fees. */
  public abstract EvmAddress beneficiary();

  /** The root of the state after the block. */
  public abstract Bytes32 stateRoot();

  /** The root of the trie of its transactions. */
  public abstract Bytes32 transactionsRoot();

  /** The root of the trie of their receipts. */
  public abstract Bytes32 receiptsRoot();

  /** The 256-byte bloom over the logs. */
  public abstract Bytes logsBloom();

  /** The difficulty; zero since the merge. */
  public abstract BigInteger difficulty();

  /** The block number. */
  public abstract long height();

  /** The most gas the block could use. */
  public abstract long gasLimit();

  /** The gas it used. */
  public abstract long gasUsed();

  /** Its time, in seconds since 1970. */
  public abstract long timestampSeconds();

  /** What its producer wrote into it. */
  public abstract Bytes extraData();

  /** The proof-of-work mix; since the merge the beacon chain's randomness. */
  public abstract Bytes32 mixHash();

  /** Eight bytes; zero since the merge. */
  public abstract Bytes nonce();

  /** From London: the base fee. */
  public abstract Optional<BigInteger> baseFeePerGasWei();

  /** From Shanghai: the root of the withdrawals. */
  public abstract Optional<Bytes32> withdrawalsRoot();

  /** From Cancun: the blob gas used. */
  public abstract OptionalLong blobGasUsed();

  /** From Cancun: the running excess of blob gas. */
  public abstract OptionalLong excessBlobGas();

  /** From Cancun: the root of the beacon block before. */
  public abstract Optional<Bytes32> parentBeaconBlockRoot();

  /** From Prague: the hash of the execution requests. */
  public abstract Optional<Bytes32> requestsHash();

  /** From Amsterdam: the hash of the block's access list. */
  public abstract Optional<Bytes32> blockAccessListHash();

  /** From Amsterdam: the beacon chain's slot. */
  public abstract OptionalLong slotNumber();

  /** Fields of later forks, each as the RLP item it is. */
  public abstract List<Bytes> laterFields();

  /**
   * Reads a header.
   *
   * @throws CodecException if it is not the canonical RLP of one
   */
  public static ExecutionHeader decode(Bytes encoded) {
    RlpReader in = RlpReader.list(encoded);
    Builder header =
        builder()
            .parentHash(word(in, "parentHash"))
            .ommersHash(word(in, "ommersHash"))
            .beneficiary(EvmAddress.of(in.bytes("beneficiary", EvmAddress.LENGTH_BYTES)))
            .stateRoot(word(in, "stateRoot"))
            .transactionsRoot(word(in, "transactionsRoot"))
            .receiptsRoot(word(in, "receiptsRoot"))
            .logsBloom(in.bytes("logsBloom", BLOOM_BYTES))
            .difficulty(in.number("difficulty", WORD_BYTES))
            .height(in.number("height"))
            .gasLimit(in.number("gasLimit"))
            .gasUsed(in.number("gasUsed"))
            .timestampSeconds(in.number("timestampSeconds"))
            .extraData(in.bytes("extraData"))
            .mixHash(word(in, "mixHash"))
            .nonce(in.bytes("nonce", NONCE_BYTES));
    readLaterForks(in, header);
    in.end();
    return header.build();
  }

  private static void readLaterForks(RlpReader in, Builder header) {
    if (in.hasNext()) {
      header.baseFeePerGasWei(in.number("baseFeePerGasWei", WORD_BYTES));
    }
    if (in.hasNext()) {
      header.withdrawalsRoot(word(in, "withdrawalsRoot"));
    }
    if (in.hasNext()) {
      header.blobGasUsed(in.number("blobGasUsed"));
    }
    if (in.hasNext()) {
      header.excessBlobGas(in.number("excessBlobGas"));
    }
    if (in.hasNext()) {
      header.parentBeaconBlockRoot(word(in, "parentBeaconBlockRoot"));
    }
    if (in.hasNext()) {
      header.requestsHash(word(in, "requestsHash"));
    }
    if (in.hasNext()) {
      header.blockAccessListHash(word(in, "blockAccessListHash"));
    }
    if (in.hasNext()) {
      header.slotNumber(in.number("slotNumber"));
    }
    for (int i = 0; i < MAX_LATER_FIELDS && in.hasNext(); i++) {
      header.addLaterFields(in.encoded("laterFields[" + i + "]"));
    }
  }

  /** The RLP that hashes to the block's hash. */
  public Bytes encode() {
    List<Bytes> items = new ArrayList<>();
    for (Bytes32 hash : List.of(parentHash(), ommersHash())) {
      items.add(item(hash));
    }
    items.add(Rlp.bytes(beneficiary().toBytes()));
    for (Bytes32 hash : List.of(stateRoot(), transactionsRoot(), receiptsRoot())) {
      items.add(item(hash));
    }
    items.add(Rlp.bytes(logsBloom()));
    items.add(Rlp.number(difficulty()));
    for (long number : new long[] {height(), gasLimit(), gasUsed(), timestampSeconds()}) {
      items.add(Rlp.number(number));
    }
    items.add(Rlp.bytes(extraData()));
    items.add(item(mixHash()));
    items.add(Rlp.bytes(nonce()));
    laterForks().forEach(field -> field.ifPresent(items::add));
    items.addAll(laterFields());
    return Rlp.list(items);
  }

  /** The block's hash. */
  @Value.Lazy
  public Bytes32 hash() {
    return Keccak256.hash(encode());
  }

  @Value.Check
  void check() {
    requireLength("logsBloom", logsBloom(), BLOOM_BYTES);
    requireLength("nonce", nonce(), NONCE_BYTES);
    List<Optional<Bytes>> fields = new ArrayList<>(laterForks());
    laterFields().forEach(field -> fields.add(Optional.of(field)));
    boolean ended = false;
    for (Optional<Bytes> field : fields) {
      if (ended && field.isPresent()) {
        throw new IllegalArgumentException(
            "A header's field of a fork is present only if all those before it are; see the"
                + " table of ExecutionHeader");
      }
      ended |= field.isEmpty();
    }
  }

  /** The fields that not every block has, in their order, encoded. */
  private List<Optional<Bytes>> laterForks() {
    return List.of(
        baseFeePerGasWei().map(Rlp::number),
        withdrawalsRoot().map(ExecutionHeader::item),
        item(blobGasUsed()),
        item(excessBlobGas()),
        parentBeaconBlockRoot().map(ExecutionHeader::item),
        requestsHash().map(ExecutionHeader::item),
        blockAccessListHash().map(ExecutionHeader::item),
        item(slotNumber()));
  }

  private static void requireLength(String name, Bytes bytes, int length) {
    if (bytes.length() != length) {
      throw new IllegalArgumentException(
          "A header's " + name + " has " + length + " bytes, got " + bytes.length());
    }
  }

  private static Bytes32 word(RlpReader in, String name) {
    return Bytes32.of(in.bytes(name, Bytes32.LENGTH_BYTES));
  }

  private static Bytes item(Bytes32 word) {
    return Rlp.bytes(word.toBytes());
  }

  private static Optional<Bytes> item(OptionalLong number) {
    return number.isPresent() ? Optional.of(Rlp.number(number.getAsLong())) : Optional.empty();
  }

  /** Collects the fields. Not thread-safe. */
  public static final class Builder extends ImmutableExecutionHeader.Builder {
    Builder() {}
  }
}
