package dev.interlane.devnet;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.mailbox.InterchainAccounts;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/**
 * One chain of a {@link Devnet}: an anvil node with the contracts of {@link DevnetContract} on it.
 * Safe for concurrent use.
 *
 * <p>Tags: {@code safe} is the block before the latest, {@code finalized} the one before that.
 */
public final class DevnetChain {
  /** Below the limit of EIP-7825 for one transaction, 2^24. */
  private static final long GAS_OF_A_TRANSACTION = 16_000_000;

  private static final Duration LONGEST_WAIT_FOR_A_RECEIPT = Duration.ofSeconds(30);
  private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(1);

  private final ChainId id;
  private final long domain;
  private final AnvilProcess node;
  private final URI rpcUrl;
  private final JsonRpc rpc;
  private final StuckPool pool;
  private volatile long lastDeploymentBlock;
  private final Map<DevnetContract, EvmAddress> addresses = new EnumMap<>(DevnetContract.class);

  DevnetChain(ChainId id, long domain, AnvilProcess node) {
    this.id = id;
    this.domain = domain;
    this.node = node;
    this.rpcUrl = node.awaitUrl();
    this.rpc = new JsonRpc(rpcUrl);
    this.pool = new StuckPool(rpc);
  }

  /** The chain's id. */
  public ChainId id() {
    return id;
  }

  /** The Hyperlane domain of the chain's mailbox, unsigned 32 bits. */
  public long domain() {
    return domain;
  }

  /** Where the node answers JSON-RPC over HTTP, and over WebSocket with the scheme {@code ws}. */
  public URI rpcUrl() {
    return rpcUrl;
  }

  /** Where a contract stands on this chain. */
  public EvmAddress address(DevnetContract contract) {
    return Objects.requireNonNull(addresses.get(contract), contract::name);
  }

  /** The mailbox and its tree, as the Hyperlane client wants them. */
  public MailboxDeployment mailboxDeployment() {
    return MailboxDeployment.builder()
        .chain(id)
        .domain(domain)
        .mailbox(address(DevnetContract.MAILBOX))
        .merkleTreeHook(address(DevnetContract.MERKLE_TREE_HOOK))
        .validatorAnnounce(address(DevnetContract.VALIDATOR_ANNOUNCE))
        .accounts(InterchainAccounts.at(address(DevnetContract.INTERCHAIN_ACCOUNT_ROUTER)))
        .build();
  }

  /** The number of the latest block. */
  public long height() {
    return number(rpc.call("eth_blockNumber"));
  }

  /**
   * Adds empty blocks.
   *
   * @param blocks at least 1
   */
  public void mine(int blocks) {
    if (blocks < 1) {
      throw new IllegalArgumentException("At least one block is mined at a time, got " + blocks);
    }
    rpc.call("anvil_mine", "0x" + Integer.toHexString(blocks));
  }

  /**
   * Replaces the last blocks by empty ones with other hashes; the height stays. The transactions of
   * the replaced blocks are gone: the node does not put them back into its pool, and the nonces of
   * their senders go back.
   *
   * @param depth how many blocks, at least 1; the node keeps the states of the last 256
   * @throws IllegalArgumentException if that would undo the deployment of the contracts
   */
  public void reorg(int depth) {
    if (depth < 1) {
      throw new IllegalArgumentException("A reorg replaces at least one block, got " + depth);
    }
    if (height() - depth < lastDeploymentBlock) {
      throw new IllegalArgumentException(
          "A reorg of "
              + depth
              + " blocks at height "
              + height()
              + " would undo the deployment, whose last block is "
              + lastDeploymentBlock
              + ": mine some blocks first");
    }
    rpc.call("anvil_reorg", depth, List.of());
  }

  /** Adds seconds to the clock of the blocks to come, so that what has an expiry can pass it. */
  public void advanceTime(int seconds) {
    if (seconds < 1) {
      throw new IllegalArgumentException(
          "Time only moves forward, by at least one second, got " + seconds);
    }
    rpc.call("evm_increaseTime", seconds);
    mine(1);
  }

  /** No block is made by a transaction any more: it waits until {@link #mine}. */
  public void holdBlocks() {
    rpc.call("evm_setAutomine", false);
  }

  /** Every transaction makes its block again; what waits is mined. */
  public void releaseBlocks() {
    rpc.call("evm_setAutomine", true);
    mine(1);
  }

  /** The node forgets a transaction that waits; false if it does not wait. */
  public boolean drop(Bytes32 transactionHash) {
    return rpc.call("anvil_dropTransaction", transactionHash.toHex()).isString();
  }

  /**
   * Frees transactions that are next and yet wait for their predecessor: under load a node that
   * makes a block per transaction rarely takes one for such, and then no later block frees it.
   * Asked every second or so in long runs; acts where it finds nothing moved since it was asked
   * before.
   *
   * @return how many accounts had one; 0 whenever the node works
   */
  public int freeStuckTransactions() {
    return pool.free();
  }

  /** Gives an account this balance, in wei. */
  public void setBalance(EvmAddress account, BigInteger balanceWei) {
    rpc.call("anvil_setBalance", account.toString(), "0x" + balanceWei.toString(16));
  }

  /** What a gas costs at least in the next block, in wei. */
  public BigInteger nextBaseFeeWei() {
    JsonNode fees = rpc.call("eth_feeHistory", "0x1", "latest", List.of()).path("baseFeePerGas");
    return new BigInteger(fees.get(fees.size() - 1).asString().substring(2), 16);
  }

  /** Sets what a gas costs at least in the next block, in wei; from there it follows demand. */
  public void setNextBaseFee(BigInteger baseFeeWei) {
    rpc.call("anvil_setNextBlockBaseFeePerGas", "0x" + baseFeeWei.toString(16));
  }

  /** Everything up to the latest block stays: no reorg may undo it. */
  void keepDeployment() {
    lastDeploymentBlock = height();
  }

  void placed(DevnetContract contract, EvmAddress address) {
    addresses.put(contract, address);
  }

  JsonRpc rpc() {
    return rpc;
  }

  /** Creates a contract from an unlocked account and returns its address. */
  EvmAddress create(EvmAddress from, ContractArtifact contract, Bytes constructorArguments) {
    Bytes code = Bytes.concat(contract.bytecode(), constructorArguments);
    JsonNode receipt =
        transact(
            "Deployment of " + contract, Map.of("from", from.toString(), "data", code.toHex()));
    return EvmAddress.parse(receipt.get("contractAddress").asString());
  }

  /** Calls a contract in a transaction from an unlocked account and returns the receipt. */
  JsonNode send(EvmAddress from, EvmAddress to, Bytes calldata) {
    return transact(
        "Call of " + to,
        Map.of("from", from.toString(), "to", to.toString(), "data", calldata.toHex()));
  }

  /** What a contract answers at the latest block. */
  Bytes read(EvmAddress to, Bytes calldata) {
    return Bytes.fromHex(
        rpc.call("eth_call", Map.of("to", to.toString(), "data", calldata.toHex()), "latest")
            .asString());
  }

  void close() {
    rpc.close();
    node.close();
  }

  private JsonNode transact(String what, Map<String, String> fields) {
    Map<String, Object> transaction = new TreeMap<>(fields);
    transaction.put("gas", "0x" + Long.toHexString(GAS_OF_A_TRANSACTION));
    String hash = rpc.call("eth_sendTransaction", transaction).asString();
    JsonNode receipt = receipt(what, hash);
    if (number(receipt.get("status")) != 1) {
      throw new IllegalStateException(
          what + " on " + id + " reverted: " + rpc.ask("eth_call", transaction, "latest"));
    }
    return receipt;
  }

  /**
   * The receipt of a transaction that was sent. With a block per transaction the node answers a
   * moment before it has mined it, so this asks again; with a block time it mines a block at once,
   * which makes a deployment fast.
   */
  JsonNode receipt(String what, String hash) {
    long end = System.nanoTime() + LONGEST_WAIT_FOR_A_RECEIPT.toNanos();
    do {
      JsonNode receipt = rpc.call("eth_getTransactionReceipt", hash);
      if (receipt.isObject()) {
        return receipt;
      }
      if (node.blockTime().isPresent()) {
        mine(1);
      } else {
        LockSupport.parkNanos(BETWEEN_QUESTIONS.toNanos());
      }
    } while (System.nanoTime() - end < 0);
    throw new IllegalStateException(
        what
            + " on "
            + id
            + " was not mined within "
            + LONGEST_WAIT_FOR_A_RECEIPT.toSeconds()
            + " s");
  }

  private static long number(JsonNode hex) {
    return new BigInteger(hex.asString().substring(2), 16).longValueExact();
  }

  /** The chain's id and domain. */
  @Override
  public String toString() {
    return id + " (domain " + domain + ")";
  }
}
