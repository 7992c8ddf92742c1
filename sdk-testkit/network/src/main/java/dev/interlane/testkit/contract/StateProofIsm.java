package dev.interlane.testkit.contract;

import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.execution.ExecutionAccount;
import dev.interlane.codec.trie.TrieProof;
import dev.interlane.error.CodecException;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.testkit.chain.CallFrame;
import dev.interlane.testkit.chain.Contract;
import java.util.List;
import java.util.function.Supplier;

/**
 * Our StateProofIsm: accepts the messages that are proven to be in the storage of a hook on the
 * origin, under a state root of a light client. Functions, events and refusals are those of
 * docs/spec/zk.md; where the Solidity contract passes on an error of OpenZeppelin's libraries, this
 * one always answers {@code TrieProofTraversalError(INVALID_PROOF)}.
 *
 * <pre>
 * slot 0 authorized: message id to 1
 * </pre>
 */
public final class StateProofIsm implements Contract {
  private static final Bytes32 AUTHORIZED_IDS = Slots.at(0);
  private static final Bytes32 AUTHORIZED = Abi.topic("Authorized(bytes32,uint256,bytes32)");
  private static final Bytes STATE_ROOTS = Abi.selector("executionStateRoots(uint256)");
  private static final Bytes ONE = Bytes.of((byte) 1);
  private static final long INVALID_PROOF = 13;

  /** About what a node of a proof takes to copy, hash and decode. */
  private static final long NODE_GAS = 25_000;

  private final EvmAddress lightClient;
  private final EvmAddress hook;
  private final Bytes32 slot;
  private final Functions functions;

  /**
   * A module that relies on a light client here and a hook on the origin.
   *
   * @param slot the slot of the hook's mapping from message id to 1; 0 for a {@link DispatchedHook}
   */
  public StateProofIsm(EvmAddress lightClient, EvmAddress hook, Bytes32 slot) {
    this.lightClient = lightClient;
    this.hook = hook;
    this.slot = slot;
    this.functions =
        SecurityModule.functions(SecurityModule.NULL, StateProofIsm::verify)
            .constant("lightClient()", lightClient)
            .constant("hook()", hook)
            .getter("slot()", frame -> slot)
            .add("authorized(bytes32)", StateProofIsm::authorized)
            .add("authorize(bytes32,uint256,bytes[],bytes[])", this::authorize);
  }

  @Override
  public void construct(CallFrame frame) {
    if (!frame.hasCode(lightClient)) {
      throw Reverts.error(frame, "NotContract(address)", lightClient.toWord());
    }
    if (hook.equals(EvmAddress.ZERO)) {
      throw Reverts.error(frame, "NoHook()");
    }
  }

  @Override
  public Bytes execute(CallFrame frame) {
    return functions.execute(frame);
  }

  private Bytes authorize(CallFrame frame, Calldata arguments) {
    Bytes32 id = arguments.word(0);
    Bytes32 height = arguments.word(1);
    Supplier<List<Bytes>> accountProof = arguments.bytesArray(2);
    Supplier<List<Bytes>> storageProof = arguments.bytesArray(3);
    Bytes32 authorizedSlot = Slots.ofMapping(frame, id, AUTHORIZED_IDS);
    if (Slots.loadFlag(frame, authorizedSlot)) {
      return Bytes.EMPTY;
    }
    Bytes32 stateRoot =
        Calls.view(frame, lightClient, Bytes.concat(STATE_ROOTS, height.toBytes())).word(0);
    if (stateRoot.isZero()) {
      throw Reverts.error(frame, "UnknownBlock(uint256)", height);
    }
    Bytes32 storageRoot = storageRoot(frame, stateRoot, accountProof.get());
    Bytes key = frame.keccak256(Slots.ofMapping(frame, id, slot).toBytes()).toBytes();
    if (!traverse(frame, storageRoot, key, storageProof.get()).equals(ONE)) {
      throw Reverts.error(frame, "NotDispatched(bytes32)", id);
    }
    frame.store(authorizedSlot, Abi.word(true));
    frame.emit(List.of(AUTHORIZED, id, height), stateRoot.toBytes());
    return Bytes.EMPTY;
  }

  private Bytes32 storageRoot(CallFrame frame, Bytes32 stateRoot, List<Bytes> proof) {
    Bytes account = traverse(frame, stateRoot, frame.keccak256(hook.toBytes()).toBytes(), proof);
    try {
      return ExecutionAccount.decode(account).storageRoot();
    } catch (CodecException malformed) {
      throw Reverts.error(frame, "MalformedAccount()");
    }
  }

  /** The value that a proof shows; a proof of absence reverts like one that does not hold. */
  private static Bytes traverse(CallFrame frame, Bytes32 root, Bytes key, List<Bytes> nodes) {
    frame.useGas(NODE_GAS * nodes.size());
    try {
      return TrieProof.verify(root, key, nodes).orElseThrow(() -> invalid(frame));
    } catch (CodecException refused) {
      throw invalid(frame);
    }
  }

  private static RuntimeException invalid(CallFrame frame) {
    return Reverts.error(frame, "TrieProofTraversalError(uint8)", Abi.word(INVALID_PROOF));
  }

  private static Bytes authorized(CallFrame frame, Calldata arguments) {
    return frame.load(Slots.ofMapping(frame, arguments.word(0), AUTHORIZED_IDS)).toBytes();
  }

  private static boolean verify(CallFrame frame, Bytes metadata, Bytes message) {
    return Slots.loadFlag(frame, Slots.ofMapping(frame, frame.keccak256(message), AUTHORIZED_IDS));
  }
}
