package dev.interlane.integration;

import dev.interlane.chain.AccountId;
import dev.interlane.devnet.Devnet;
import dev.interlane.devnet.DevnetChain;
import dev.interlane.devnet.DevnetContract;
import dev.interlane.devnet.DevnetValidators;
import dev.interlane.devnet.chaos.ChaosProxy;
import dev.interlane.evm.EvmChain;
import dev.interlane.evm.crypto.PrivateKey;
import dev.interlane.evm.rpc.JsonRpcChainPort;
import dev.interlane.evm.rpc.JsonRpcOptions;
import dev.interlane.evm.signer.InMemorySigner;
import dev.interlane.evm.submit.FeePolicy;
import dev.interlane.evm.transaction.Eip1559Transaction;
import dev.interlane.evm.transaction.SignedTransaction;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.BlockSelector;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Two nodes with Hyperlane's real contracts, each behind a proxy that can misbehave; shared by all
 * tests of a JVM and ended with it. What a test looks at for itself, it sees past the proxies.
 */
final class ChaosChains {
  private static final Duration PULSE = Duration.ofMillis(25);
  private static final BigInteger GWEI = BigInteger.valueOf(1_000_000_000);
  private static @Nullable ChaosChains started;

  final Side origin;
  final Side destination;
  private final Devnet devnet;
  private final DevnetValidators validators;
  private final ScheduledExecutorService clockwork =
      Executors.newScheduledThreadPool(2, Thread.ofPlatform().daemon().name("chaos-", 0).factory());

  private final List<Attempt> attempts = new CopyOnWriteArrayList<>();
  private final Future<?> attempting;

  private ChaosChains() {
    devnet = Devnet.builder().start();
    validators = DevnetValidators.start(devnet);
    origin = new Side(devnet.chains().get(0), devnet.sender());
    destination = new Side(devnet.chains().get(1), devnet.trustedRelayer());
    attempting =
        clockwork.scheduleWithFixedDelay(
            () -> attempts.removeIf(Attempt::isOver), 0, 5, TimeUnit.MILLISECONDS);
  }

  static synchronized ChaosChains shared() {
    if (started == null) {
      started = new ChaosChains();
    }
    return started;
  }

  /** One chain, its proxy, and the account of ours on it. */
  final class Side {
    final DevnetChain chain;
    final ChaosProxy node;
    private final ChaosProxy second;
    final JsonRpcChainPort honest;
    final PrivateKey key;
    private final Future<?> pulse;
    private boolean held;
    private @Nullable BigInteger baseFeeWei;

    Side(DevnetChain chain, PrivateKey key) {
      this.chain = chain;
      this.key = key;
      this.node = ChaosProxy.before(chain);
      this.second = ChaosProxy.before(chain);
      this.honest = port(chain.rpcUrl());
      this.pulse =
          clockwork.scheduleWithFixedDelay(this::beat, 0, PULSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private JsonRpcChainPort port(URI url) {
      return JsonRpcChainPort.connect(chain.id(), List.of(url), JsonRpcOptions.defaults());
    }

    private synchronized void beat() {
      if (!held) {
        if (baseFeeWei != null) {
          chain.setNextBaseFee(baseFeeWei);
        }
        chain.mine(1);
      }
    }

    /** No empty blocks: the newest one is that of a transaction. */
    synchronized void hold() {
      held = true;
    }

    synchronized void release() {
      held = false;
    }

    /** From now on blocks cost this much, whatever the demand; null leaves it to the demand. */
    synchronized void baseFee(@Nullable BigInteger wei) {
      baseFeeWei = wei;
      if (wei != null) {
        chain.setNextBaseFee(wei);
      }
    }

    AccountId account() {
      return AccountId.of(chain.id(), key.address());
    }

    /** The account sends to itself what nobody here knows of; the hash. */
    Bytes32 steal(long accountNonce) {
      SignedTransaction theft =
          Eip1559Transaction.builder()
              .chain(chain.id())
              .accountNonce(accountNonce)
              .maxFeePerGasWei(GWEI.multiply(BigInteger.valueOf(1000)))
              .maxPriorityFeePerGasWei(GWEI)
              .gasLimit(21_000)
              .to(key.address())
              .build()
              .sign(InMemorySigner.of(key));
      honest.submit(theft.raw());
      return theft.hash();
    }

    long accountNonce() {
      return honest.accountNonce(key.address(), BlockSelector.LATEST);
    }

    /** Three nodes of the chain: the proxy, which is asked first, and two that are honest. */
    JsonRpcChainPort three() {
      return JsonRpcChainPort.connect(
          chain.id(), List.of(node.url(), chain.rpcUrl(), second.url()), JsonRpcOptions.defaults());
    }

    EvmChain over(JsonRpcChainPort port) {
      return EvmChain.over(port, InMemorySigner.of(key));
    }

    /** A chain for a client, through the proxy. */
    EvmChain connect(FeePolicy policy) {
      return EvmChain.over(port(node.url()), policy, InMemorySigner.of(key));
    }
  }

  /** A fine day: no faults, blocks on their own, accounts with funds. */
  void calm() {
    attempts.clear();
    if (attempting.isDone()) {
      throw new AssertionError("Nothing is attempted any more", attempting.exceptionNow());
    }
    for (Side side : List.of(origin, destination)) {
      if (side.pulse.isDone()) {
        throw new AssertionError("No more blocks are made", side.pulse.exceptionNow());
      }
      side.node.calm();
      side.baseFee(null);
      side.chain.releaseBlocks();
      side.release();
      side.chain.setBalance(side.key.address(), BigInteger.TEN.pow(22));
    }
  }

  /** Does it again and again until it says that it is done. */
  CompletableFuture<Void> until(BooleanSupplier done) {
    CompletableFuture<Void> end = new CompletableFuture<>();
    until(done, end);
    return end;
  }

  /** The same, and completes a future. */
  void until(BooleanSupplier done, CompletableFuture<Void> end) {
    attempts.add(new Attempt(done, end));
  }

  private record Attempt(BooleanSupplier done, CompletableFuture<Void> end) {
    boolean isOver() {
      try {
        return done.getAsBoolean() && end.complete(null);
      } catch (RuntimeException failed) {
        return end.completeExceptionally(failed);
      }
    }
  }

  AccountId vault(DevnetContract vault) {
    return AccountId.of(destination.chain.id(), destination.chain.address(vault));
  }

  List<MailboxDeployment> deployments() {
    return List.of(origin.chain.mailboxDeployment(), destination.chain.mailboxDeployment());
  }

  DevnetValidators validators() {
    return validators;
  }

  Devnet devnet() {
    return devnet;
  }
}
