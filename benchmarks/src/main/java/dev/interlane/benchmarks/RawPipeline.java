package dev.interlane.benchmarks;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.devnet.DevnetChain;
import dev.interlane.devnet.DevnetContract;
import dev.interlane.evm.crypto.PrivateKey;
import dev.interlane.evm.rpc.JsonRpcChainPort;
import dev.interlane.evm.rpc.JsonRpcOptions;
import dev.interlane.evm.signer.InMemorySigner;
import dev.interlane.evm.transaction.Eip1559Transaction;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.BlockHeader;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.SubmitResult;
import dev.interlane.spi.TransactionReceipt;
import java.math.BigInteger;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Dispatches of one account as fast as a chain takes them, without anything around: no journal, no
 * estimates, account nonces counted in memory, signed when they are sent, receipts read by block.
 * What messages are held against.
 */
final class RawPipeline implements AutoCloseable {
  private static final int SENDERS = 8;
  private static final long GAS_LIMIT = 300_000;
  private static final BigInteger MAX_FEE_WEI = BigInteger.valueOf(200_000_000_000L);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);
  private static final AbiFunction DISPATCH = AbiFunction.parse("dispatch(uint32,bytes32,bytes)");

  private final JsonRpcChainPort port;
  private final ChainId chain;
  private final EvmAddress mailbox;
  private final InMemorySigner signer;
  private final Bytes call;
  private final int inFlight;

  private RawPipeline(
      JsonRpcChainPort port, EvmAddress mailbox, InMemorySigner signer, Bytes call, int inFlight) {
    this.port = port;
    this.chain = port.chainId();
    this.mailbox = mailbox;
    this.signer = signer;
    this.call = call;
    this.inFlight = inFlight;
  }

  /**
   * Over this chain.
   *
   * @param body what is dispatched, as long as a message's
   * @param inFlight how many transactions may wait to be included
   */
  static RawPipeline over(DevnetChain chain, PrivateKey key, Bytes body, int inFlight) {
    return new RawPipeline(
        JsonRpcChainPort.connect(
            chain.id(), List.of(chain.rpcUrl()), JsonRpcOptions.builder().build()),
        chain.address(DevnetContract.MAILBOX),
        InMemorySigner.of(key),
        DISPATCH.encodeCall(1, Bytes32.ZERO, body),
        inFlight);
  }

  /** Sends as many and waits for all receipts. */
  void send(int transactions) {
    long first = port.accountNonce(signer.address(), BlockSelector.LATEST);
    AtomicLong next = new AtomicLong(first);
    Semaphore room = new Semaphore(inFlight);
    long head = port.heads().seen().height();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<?>[] work = new CompletableFuture<?>[SENDERS + 1];
      for (int i = 0; i < SENDERS; i++) {
        work[i] =
            CompletableFuture.runAsync(() -> sendUntil(first + transactions, next, room), threads);
      }
      work[SENDERS] =
          CompletableFuture.runAsync(() -> awaitReceipts(transactions, head, room), threads);
      CompletableFuture.allOf(work).join();
    } catch (CompletionException failed) {
      throw new IllegalStateException("Raw transactions failed on " + chain, failed.getCause());
    }
  }

  private void sendUntil(long end, AtomicLong next, Semaphore room) {
    while (true) {
      room.acquireUninterruptibly();
      long nonce = next.getAndIncrement();
      if (nonce >= end) {
        room.release();
        return;
      }
      SubmitResult result = port.submit(signed(nonce));
      if (result instanceof SubmitResult.Refused refused) {
        throw new IllegalStateException("Account nonce " + nonce + ": " + refused);
      }
    }
  }

  private Bytes signed(long nonce) {
    return Eip1559Transaction.builder()
        .chain(chain)
        .accountNonce(nonce)
        .maxPriorityFeePerGasWei(BigInteger.ONE)
        .maxFeePerGasWei(MAX_FEE_WEI)
        .gasLimit(GAS_LIMIT)
        .to(mailbox)
        .data(call)
        .build()
        .sign(signer)
        .raw();
  }

  private void awaitReceipts(int transactions, long head, Semaphore room) {
    Set<Bytes32> found = new HashSet<>();
    long height = head;
    while (found.size() < transactions) {
      Optional<BlockHeader> block = port.header(height + 1);
      if (block.isEmpty()) {
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        continue;
      }
      height++;
      for (TransactionReceipt receipt : port.receipts(block.get().block())) {
        if (!receipt.succeeded()) {
          throw new IllegalStateException("A raw transaction failed: " + receipt);
        }
        if (receipt.sender().equals(signer.address())
            && found.add(receipt.inclusion().transaction().hash())) {
          room.release();
        }
      }
    }
  }

  @Override
  public void close() {
    port.close();
  }
}
