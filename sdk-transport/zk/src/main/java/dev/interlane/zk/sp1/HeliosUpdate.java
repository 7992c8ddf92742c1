package dev.interlane.zk.sp1;

import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiCodec;
import dev.interlane.error.CodecException;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.math.BigInteger;
import java.util.List;

/**
 * What the light client program of SP1 Helios writes out (struct {@code ProofOutputs}): Ethereum's
 * consensus went from one finalized header to another, and the new one's execution state has this
 * root. Who trusts the previous header and sync committee may trust the new ones.
 *
 * <p>This is the shape of Helios that keeps state roots by execution block number. An older one, of
 * eight words, kept them by slot; its values are refused.
 *
 * @param prevHeader the beacon header's root it starts from
 * @param prevHeadSlot that header's slot
 * @param prevSyncCommitteeHash the sync committee by whose signatures it goes on
 * @param newHeadSlot the new header's slot
 * @param newHeader the new beacon header's root
 * @param executionStateRoot the state root of the new header's execution block
 * @param executionBlockNumber that block's number
 * @param syncCommitteeHash the sync committee of the new header's period
 * @param nextSyncCommitteeHash that of the period after it, or zero if unknown
 * @param storageSlots slots that the program has read under the new state root
 * @see <a
 *     href="https://github.com/succinctlabs/sp1-helios/blob/main/contracts/src/SP1Helios.sol">SP1Helios.sol</a>
 */
public record HeliosUpdate(
    Bytes32 prevHeader,
    BigInteger prevHeadSlot,
    Bytes32 prevSyncCommitteeHash,
    BigInteger newHeadSlot,
    Bytes32 newHeader,
    Bytes32 executionStateRoot,
    BigInteger executionBlockNumber,
    Bytes32 syncCommitteeHash,
    Bytes32 nextSyncCommitteeHash,
    List<StorageSlot> storageSlots) {
  private static final AbiCodec CODEC =
      AbiCodec.parse(
          "((bytes32,uint256,bytes32,uint256,bytes32,bytes32,uint256,bytes32,bytes32,"
              + "(bytes32,bytes32,address)[]))");

  public HeliosUpdate {
    storageSlots = List.copyOf(storageSlots);
  }

  /**
   * Decodes public values.
   *
   * @throws CodecException if they are not the one encoding of such an update
   */
  public static HeliosUpdate decode(Bytes publicValues) {
    AbiFields fields = AbiFields.decode(CODEC, publicValues);
    return new HeliosUpdate(
        fields.word(),
        fields.number(),
        fields.word(),
        fields.number(),
        fields.word(),
        fields.word(),
        fields.number(),
        fields.word(),
        fields.word(),
        fields.list(StorageSlot::read));
  }

  /** The public values that say this. */
  public Bytes encode() {
    return CODEC.encode(
        List.of(
            prevHeader,
            prevHeadSlot,
            prevSyncCommitteeHash,
            newHeadSlot,
            newHeader,
            executionStateRoot,
            executionBlockNumber,
            syncCommitteeHash,
            nextSyncCommitteeHash,
            storageSlots.stream().map(StorageSlot::fields).toList()));
  }

  /**
   * A word of a contract's storage.
   *
   * @param key the slot
   * @param value the word in it
   * @param contract whose storage it is
   */
  public record StorageSlot(Bytes32 key, Bytes32 value, EvmAddress contract) {
    static StorageSlot read(AbiFields fields) {
      return new StorageSlot(fields.word(), fields.word(), fields.address());
    }

    List<Object> fields() {
      return List.of(key, value, contract);
    }
  }
}
