package dev.interlane.mailbox;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Inclusion;
import dev.interlane.chain.TransactionRef;
import dev.interlane.codec.evm.AbiEvent;
import dev.interlane.error.ChainUnavailableException;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.BlockHeader;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.CallResult;
import dev.interlane.spi.ChainHeads;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.FeeSuggestion;
import dev.interlane.spi.GasEstimate;
import dev.interlane.spi.LogFilter;
import dev.interlane.spi.StateProof;
import dev.interlane.spi.SubmitResult;
import dev.interlane.spi.TransactionReceipt;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A chain that consists of what a test says: blocks with messages inserted into the hook's tree,
 * reorganisations, nodes that leave logs out, and contracts that answer calls by a function.
 */
public final class ScriptedChain implements ChainPort {
  public static final EvmAddress MAILBOX = address(1);
  public static final EvmAddress HOOK = address(2);

  private final ChainId id;
  private final List<Block> blocks = new ArrayList<>();
  private final Map<EvmAddress, UnaryOperator<Bytes>> contracts = new TreeMap<>();
  private final List<String> asked = new ArrayList<>();
  private int forks;
  private int finalDepth = 64;
  private long largestRange = Long.MAX_VALUE;
  private UnaryOperator<List<ChainLog>> lens = UnaryOperator.identity();
  private Optional<UnaryOperator<List<ChainLog>>> nextLens = Optional.empty();

  public ScriptedChain(ChainId id) {
    this.id = id;
    blocks.add(new Block(0, Bytes32.ZERO, Bytes32.ZERO, List.of()));
  }

  /** The address with this number. */
  public static EvmAddress address(int number) {
    return EvmAddress.of(Bytes32.ofUnsigned(BigInteger.valueOf(number)).toBytes().slice(12));
  }

  public MailboxDeployment deployment() {
    return MailboxDeployment.builder()
        .chain(id)
        .domain(1000)
        .mailbox(MAILBOX)
        .merkleTreeHook(HOOK)
        .build();
  }

  /** Adds a block in which these messages become leaves. */
  public BlockRef insert(Bytes32... messages) {
    Block parent = blocks.get(blocks.size() - 1);
    Bytes32 hash =
        Keccak256.hash(
            Bytes.fromUtf8(id + " " + forks + " " + blocks.size()), parent.hash().toBytes());
    blocks.add(new Block(blocks.size(), hash, parent.hash(), List.of(messages)));
    return head();
  }

  /** Adds blocks without leaves. */
  public BlockRef mine(int count) {
    for (int i = 0; i < count; i++) {
      insert();
    }
    return head();
  }

  /** Removes the newest blocks; what is added now is another branch. */
  public void reorg(int depth) {
    blocks.subList(blocks.size() - depth, blocks.size()).clear();
    forks++;
  }

  /** From now on blocks this deep are final. */
  public void finalAfter(int depth) {
    finalDepth = depth;
  }

  /** From now on no larger range of logs is answered. */
  public void refuseRangesAbove(long count) {
    largestRange = count;
  }

  /** From now on logs are seen through this. */
  public void showLogsThrough(UnaryOperator<List<ChainLog>> lens) {
    this.lens = lens;
  }

  /** Once doubted, another node shows logs through this. */
  public void nextNodeShowsLogsThrough(UnaryOperator<List<ChainLog>> lens) {
    nextLens = Optional.of(lens);
  }

  /** From now on this contract answers calls so; empty bytes are a revert. */
  public void contract(EvmAddress address, UnaryOperator<Bytes> answer) {
    contracts.put(address, answer);
  }

  /** Every question asked so far, oldest first. */
  public List<String> asked() {
    return asked;
  }

  public BlockRef head() {
    return blocks.get(blocks.size() - 1).ref(id);
  }

  @Override
  public ChainId chainId() {
    return id;
  }

  @Override
  public ChainHeads heads() {
    asked.add("heads");
    BlockRef deep = blocks.get(Math.max(0, blocks.size() - 1 - finalDepth)).ref(id);
    return new ChainHeads(head(), deep, deep, "depth " + finalDepth);
  }

  @Override
  public Optional<BlockHeader> header(long height) {
    asked.add("header " + height);
    return height < blocks.size()
        ? Optional.of(blocks.get((int) height).header(id))
        : Optional.empty();
  }

  @Override
  public Optional<BlockHeader> header(Bytes32 blockHash) {
    return blocks.stream()
        .filter(block -> block.hash().equals(blockHash))
        .findFirst()
        .map(block -> block.header(id));
  }

  @Override
  public List<ChainLog> logs(LogFilter filter, BlockRef block) {
    return logs(filter, block.height(), block.height());
  }

  @Override
  public List<ChainLog> logs(LogFilter filter, long fromHeight, long toHeight) {
    asked.add("logs " + fromHeight + " to " + toHeight);
    if (toHeight - fromHeight + 1 > largestRange) {
      throw new ChainUnavailableException("query returned more than 10000 results", "");
    }
    List<ChainLog> logs = new ArrayList<>();
    int index = 0;
    for (Block block : blocks) {
      for (Bytes32 message : block.messages()) {
        AbiEvent.Log log = MailboxAbi.INSERTED_INTO_TREE.encode(message, index++);
        if (block.height() >= fromHeight && block.height() <= toHeight) {
          BlockRef ref = block.ref(id);
          Inclusion inclusion = new Inclusion(new TransactionRef(id, ref.hash()), ref);
          logs.add(new ChainLog(HOOK, log.topics(), log.data(), inclusion, logs.size()));
        }
      }
    }
    return lens.apply(logs);
  }

  @Override
  public CallResult call(CallRequest request, BlockSelector at) {
    asked.add("call " + request.to());
    UnaryOperator<Bytes> contract = contracts.get(request.to());
    if (contract != null) {
      Bytes answer = contract.apply(request.data());
      boolean reverts = answer.isEmpty() || MailboxAbi.OFFCHAIN_LOOKUP.matches(answer);
      return reverts ? new CallResult.Reverted(answer) : new CallResult.Returned(answer);
    }
    if (request.to().equals(HOOK) && at instanceof BlockSelector.AtBlock block) {
      return latestCheckpoint(block.block());
    }
    return new CallResult.Returned(Bytes.EMPTY);
  }

  private CallResult latestCheckpoint(BlockRef at) {
    if (!header(at.height()).map(header -> header.block().equals(at)).orElse(false)) {
      throw new ChainUnavailableException("header not found", "");
    }
    MerkleTree tree = new MerkleTree();
    blocks
        .subList(0, (int) at.height() + 1)
        .forEach(block -> block.messages().forEach(tree::insert));
    return tree.count() == 0
        ? new CallResult.Reverted(Bytes.EMPTY)
        : new CallResult.Returned(
            MailboxAbi.LATEST_CHECKPOINT.encodeReturn(tree.root(), tree.count() - 1));
  }

  @Override
  public Bytes code(EvmAddress account, BlockSelector at) {
    asked.add("code " + account);
    return contracts.containsKey(account) ? Bytes.fromHex("0x60") : Bytes.EMPTY;
  }

  @Override
  public GasEstimate estimateGas(CallRequest request) {
    return switch (call(request, BlockSelector.LATEST)) {
      case CallResult.Returned returned -> new GasEstimate.Enough(100_000);
      case CallResult.Reverted reverted -> new GasEstimate.Reverts(reverted.data());
    };
  }

  @Override
  public FeeSuggestion feeSuggestion() {
    asked.add("fee");
    return new FeeSuggestion(BigInteger.TEN, BigInteger.ONE);
  }

  @Override
  public Optional<TransactionReceipt> receipt(Bytes32 transactionHash) {
    throw notScripted();
  }

  @Override
  public List<TransactionReceipt> receipts(BlockRef block) {
    throw notScripted();
  }

  @Override
  public long accountNonce(EvmAddress account, BlockSelector at) {
    throw notScripted();
  }

  @Override
  public BigInteger balanceWei(EvmAddress account, BlockSelector at) {
    throw notScripted();
  }

  @Override
  public SubmitResult submit(Bytes rawTransaction) {
    throw notScripted();
  }

  @Override
  public StateProof proof(EvmAddress account, List<Bytes32> slots, BlockSelector at) {
    throw notScripted();
  }

  @Override
  public boolean doubt(String reason) {
    boolean isAnother = nextLens.isPresent();
    nextLens.ifPresent(this::showLogsThrough);
    nextLens = Optional.empty();
    return isAnother;
  }

  @Override
  public Subscription onHead(Runnable hint) {
    return () -> {};
  }

  private static UnsupportedOperationException notScripted() {
    return new UnsupportedOperationException("Nothing tested here may ask this");
  }

  private record Block(long height, Bytes32 hash, Bytes32 parent, List<Bytes32> messages) {
    BlockRef ref(ChainId chain) {
      return new BlockRef(chain, height, hash);
    }

    BlockHeader header(ChainId chain) {
      return new BlockHeader(ref(chain), parent, Instant.ofEpochSecond(height), Bytes.EMPTY);
    }
  }
}
