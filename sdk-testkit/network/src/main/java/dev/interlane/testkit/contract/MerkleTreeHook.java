package dev.interlane.testkit.contract;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.testkit.chain.CallFrame;
import dev.interlane.testkit.chain.Contract;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Hyperlane's MerkleTreeHook: an incremental tree of 32 levels over the ids of dispatched messages,
 * whose roots validators sign.
 *
 * <pre>
 * slots 151 to 182 branch | 183 count
 * </pre>
 */
public final class MerkleTreeHook implements Contract {
  private static final int DEPTH = 32;
  private static final long MAX_LEAVES = 0xffffffffL;
  private static final long BRANCH = 151;
  private static final Bytes32 COUNT = Slots.at(183);
  private static final Bytes32[] BRANCH_SLOTS = new Bytes32[DEPTH];
  private static final Bytes32[] EMPTY_SUBTREES = new Bytes32[DEPTH];
  private static final Bytes32 INSERTED = Abi.topic("InsertedIntoTree(bytes32,uint32)");
  private static final Bytes LATEST_ID = Abi.selector("latestDispatchedId()");

  static {
    EMPTY_SUBTREES[0] = Bytes32.ZERO;
    for (int level = 0; level < DEPTH; level++) {
      BRANCH_SLOTS[level] = Slots.at(BRANCH + level);
      if (level > 0) {
        EMPTY_SUBTREES[level] =
            Keccak256.hash(EMPTY_SUBTREES[level - 1], EMPTY_SUBTREES[level - 1]);
      }
    }
  }

  private final EvmAddress mailbox;
  private final Functions functions;

  /** The root worked out last: validators ask for the same one block after block. */
  private volatile Rooted rooted = new Rooted(List.of(), Bytes32.ZERO);

  /** The hook of a mailbox. */
  public MerkleTreeHook(EvmAddress mailbox) {
    this.mailbox = mailbox;
    this.functions =
        Hook.functions(Hook.MERKLE_TREE, this::insert, (frame, posted) -> BigInteger.ZERO)
            .constant("mailbox()", mailbox)
            .constant("deployedBlock()", 0)
            .getter("count()", frame -> frame.load(COUNT))
            .getter("root()", this::root)
            .add("tree()", MerkleTreeHook::tree)
            .add("latestCheckpoint()", this::latestCheckpoint);
  }

  @Override
  public Bytes execute(CallFrame frame) {
    return functions.execute(frame);
  }

  private void insert(CallFrame frame, Hook.Posted posted) {
    Reverts.require(frame, frame.valueWei().signum() == 0, "MerkleTreeHook: no value expected");
    Bytes32 id = posted.message().id();
    Reverts.require(
        frame, Calls.view(frame, mailbox, LATEST_ID).word(0).equals(id), "message not dispatching");
    long index = count(frame);
    insert(frame, id, index);
    frame.emit(List.of(INSERTED), Abi.words(id, Abi.word(index)));
  }

  private static void insert(CallFrame frame, Bytes32 leaf, long index) {
    Reverts.require(frame, index < MAX_LEAVES, "merkle tree full");
    long size = index + 1;
    frame.store(COUNT, Abi.word(size));
    Bytes32 node = leaf;
    for (int level = 0; level < DEPTH; level++) {
      if ((size & 1) == 1) {
        frame.store(BRANCH_SLOTS[level], node);
        return;
      }
      node = hash(frame, frame.load(BRANCH_SLOTS[level]), node);
      size >>= 1;
    }
    throw new IllegalStateException("A tree below its capacity has a level with room");
  }

  private Bytes32 root(CallFrame frame) {
    long index = count(frame);
    List<Optional<Bytes32>> nodes = new ArrayList<>(DEPTH);
    for (int level = 0; level < DEPTH; level++) {
      boolean right = (index >> level & 1) == 1;
      nodes.add(right ? Optional.of(frame.load(BRANCH_SLOTS[level])) : Optional.empty());
      frame.useGas(HASH_GAS);
    }
    Rooted last = rooted;
    if (!last.nodes.equals(nodes)) {
      last = new Rooted(nodes, root(nodes));
      rooted = last;
    }
    return last.root;
  }

  /** Follows from the left neighbours alone, and so may be kept beside the contract's storage. */
  private static Bytes32 root(List<Optional<Bytes32>> nodes) {
    Bytes32 node = Bytes32.ZERO;
    for (int level = 0; level < DEPTH; level++) {
      Optional<Bytes32> left = nodes.get(level);
      node =
          left.isPresent()
              ? Keccak256.hash(left.get(), node)
              : Keccak256.hash(node, EMPTY_SUBTREES[level]);
    }
    return node;
  }

  private static Bytes tree(CallFrame frame, Calldata unused) {
    Bytes32[] words = new Bytes32[DEPTH + 1];
    for (int level = 0; level < DEPTH; level++) {
      words[level] = frame.load(BRANCH_SLOTS[level]);
    }
    words[DEPTH] = frame.load(COUNT);
    return Abi.words(words);
  }

  private Bytes latestCheckpoint(CallFrame frame, Calldata unused) {
    Bytes32 root = root(frame);
    long count = count(frame);
    if (count == 0) {
      throw Reverts.panic(frame, Reverts.ARITHMETIC_OVERFLOW);
    }
    return Abi.words(root, Abi.word(count - 1));
  }

  private static long count(CallFrame frame) {
    return Slots.loadLong(frame, COUNT);
  }

  private static Bytes32 hash(CallFrame frame, Bytes32 left, Bytes32 right) {
    frame.useGas(HASH_GAS);
    return Keccak256.hash(left, right);
  }

  /** Hashing two words, and moving them there. */
  private static final long HASH_GAS = 100;

  /** The left neighbours of the path to the first free leaf, and the root they make. */
  private record Rooted(List<Optional<Bytes32>> nodes, Bytes32 root) {}
}
