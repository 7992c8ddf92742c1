package dev.interlane.devnet;

import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Finality;
import dev.interlane.error.MessagingException;
import dev.interlane.evm.EvmChain;
import dev.interlane.evm.crypto.PrivateKey;
import dev.interlane.evm.signer.InMemorySigner;
import dev.interlane.mailbox.MerkleTreeIndex;
import dev.interlane.mailbox.checkpoint.CheckpointReader;
import dev.interlane.mailbox.checkpoint.InMemoryCheckpoints;
import dev.interlane.mailbox.checkpoint.SignedCheckpoint;
import dev.interlane.mailbox.checkpoint.ValidatorAgent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The validators of a {@link Devnet} at work on its first chain: each looks a few times a second,
 * signs what is sure enough and publishes in memory. Thread-safe; works until it is closed.
 */
public final class DevnetValidators implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DevnetValidators.class);
  private static final long LOOK_MILLIS = 200;
  private static final long QUORUM_PATIENCE_MILLIS = 60_000;

  private final EvmChain origin;
  private final List<ValidatorAgent> agents;
  private final Map<EvmAddress, CheckpointReader> checkpoints;
  private final ScheduledExecutorService clockwork;
  private final Future<?> looking;

  private DevnetValidators(
      EvmChain origin, List<ValidatorAgent> agents, Map<EvmAddress, CheckpointReader> checkpoints) {
    this.origin = origin;
    this.agents = List.copyOf(agents);
    this.checkpoints = Collections.unmodifiableMap(new TreeMap<>(checkpoints));
    this.clockwork =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("validators").factory());
    this.looking =
        clockwork.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Puts them to work on what is {@linkplain Finality#SAFE safe}. */
  public static DevnetValidators start(Devnet devnet) {
    return start(devnet, Finality.SAFE);
  }

  /**
   * Puts them to work.
   *
   * @param finality how sure a block must be before its leaves are signed; with SEEN, a reorg makes
   *     them refuse to sign on
   */
  public static DevnetValidators start(Devnet devnet, Finality finality) {
    DevnetChain chain = devnet.chains().get(0);
    EvmChain origin = EvmChain.connect(chain.id(), chain.rpcUrl());
    MerkleTreeIndex tree = MerkleTreeIndex.of(origin.port(), chain.mailboxDeployment());
    List<ValidatorAgent> agents = new ArrayList<>();
    Map<EvmAddress, CheckpointReader> checkpoints = new TreeMap<>();
    for (PrivateKey key : devnet.validators()) {
      InMemoryCheckpoints storage = new InMemoryCheckpoints();
      agents.add(ValidatorAgent.of(tree, InMemorySigner.of(key), storage, finality));
      checkpoints.put(key.address(), storage);
    }
    return new DevnetValidators(origin, agents, checkpoints);
  }

  /** Where each publishes, for the validator transport's options. */
  public Map<EvmAddress, CheckpointReader> checkpoints() {
    return checkpoints;
  }

  /** Waits until this many of them have signed this leaf; their signatures, in the set's order. */
  synchronized List<SignedCheckpoint> awaitQuorum(long leaf, int threshold) {
    long looksLeft = QUORUM_PATIENCE_MILLIS / LOOK_MILLIS;
    try {
      while (signed(leaf).size() < threshold) {
        if (looksLeft-- == 0) {
          throw new IllegalStateException("No " + threshold + " validators signed leaf " + leaf);
        }
        wait(LOOK_MILLIS);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for signatures", interrupted);
    }
    return signed(leaf).subList(0, threshold);
  }

  private List<SignedCheckpoint> signed(long leaf) {
    return agents.stream()
        .map(agent -> Optional.ofNullable(checkpoints.get(agent.address())))
        .flatMap(reader -> reader.flatMap(storage -> storage.checkpoint(leaf)).stream())
        .toList();
  }

  private synchronized void look() {
    try {
      agents.forEach(ValidatorAgent::look);
      notifyAll();
    } catch (MessagingException passing) {
      LOG.warn("The validators look again soon: {}", passing.getMessage());
    }
  }

  /** Ends their work. */
  @Override
  public void close() {
    looking.cancel(true);
    clockwork.shutdownNow();
    origin.close();
  }
}
