package dev.interlane.zk.sp1;

import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.error.CodecException;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.zk.sp1.HeliosUpdate.StorageSlot;
import java.math.BigInteger;
import java.util.List;

/**
 * The call that gives an SP1 Helios contract a new head, with its proof. What the proof starts from
 * is not in it: the contract puts its own head there before it asks its verifier, and {@link
 * #startingFrom} does the same. Nothing in here is checked.
 *
 * <pre>
 * update(bytes proof, uint256 newHead, bytes32 newHeader, bytes32 executionStateRoot,
 *     uint256 executionBlockNumber, bytes32 syncCommitteeHash, bytes32 nextSyncCommitteeHash,
 *     (bytes32 key, bytes32 value, address contractAddress)[] storageSlots)
 * </pre>
 *
 * @param proof the SP1 proof
 * @param newHeadSlot the slot of the new head
 * @param newHeader its beacon header's root
 * @param executionStateRoot the state root of its execution block
 * @param executionBlockNumber that block's number
 * @param syncCommitteeHash the sync committee of its period
 * @param nextSyncCommitteeHash that of the period after it, or zero if unknown
 * @param storageSlots slots that the program has read under the new state root
 * @see <a
 *     href="https://github.com/succinctlabs/sp1-helios/blob/main/contracts/src/SP1Helios.sol">SP1Helios.sol,
 *     v1.1.0 with state roots by block number</a>
 */
public record HeliosCall(
    Bytes proof,
    BigInteger newHeadSlot,
    Bytes32 newHeader,
    Bytes32 executionStateRoot,
    BigInteger executionBlockNumber,
    Bytes32 syncCommitteeHash,
    Bytes32 nextSyncCommitteeHash,
    List<StorageSlot> storageSlots) {
  private static final AbiFunction UPDATE =
      AbiFunction.parse(
          "update(bytes,uint256,bytes32,bytes32,uint256,bytes32,bytes32,"
              + "(bytes32,bytes32,address)[])");

  public HeliosCall {
    storageSlots = List.copyOf(storageSlots);
  }

  /**
   * Decodes calldata.
   *
   * @throws CodecException if it is not the one encoding of such a call
   */
  public static HeliosCall decode(Bytes calldata) {
    AbiFields fields = AbiFields.of(UPDATE.decodeCall(calldata));
    return new HeliosCall(
        fields.bytes(),
        fields.number(),
        fields.word(),
        fields.word(),
        fields.number(),
        fields.word(),
        fields.word(),
        fields.list(StorageSlot::read));
  }

  /** The calldata that says this. */
  public Bytes encode() {
    return UPDATE.encodeCall(
        proof,
        newHeadSlot,
        newHeader,
        executionStateRoot,
        executionBlockNumber,
        syncCommitteeHash,
        nextSyncCommitteeHash,
        storageSlots.stream().map(StorageSlot::fields).toList());
  }

  /**
   * What the proof has to be of, if the contract stood here before.
   *
   * @param headSlot the slot of its head
   * @param header that head's beacon header's root
   * @param syncCommitteeHash the sync committee of that head's period
   */
  public HeliosUpdate startingFrom(BigInteger headSlot, Bytes32 header, Bytes32 syncCommitteeHash) {
    return new HeliosUpdate(
        header,
        headSlot,
        syncCommitteeHash,
        newHeadSlot,
        newHeader,
        executionStateRoot,
        executionBlockNumber,
        this.syncCommitteeHash,
        nextSyncCommitteeHash,
        storageSlots);
  }
}
