package dev.interlane.testkit.simulation;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.client.SendOptions;
import dev.interlane.error.ClientClosedException;
import dev.interlane.error.IllegalInStateException;
import dev.interlane.error.MessagingException;
import dev.interlane.error.RefusedException;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.message.MessageId;
import dev.interlane.testkit.Backend;
import dev.interlane.testkit.Security;
import dev.interlane.testkit.SimulatedNetwork;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Where a workload sends from: an application that lives through crashes of its process, by trying
 * again under the same idempotency key until it is told that the message was accepted.
 */
public final class Desk {
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final int MAX_TRIES = 500;

  private final SimulatedNetwork network;
  private final Backend backend;
  private final RandomGenerator random;
  private final Tampering tampering;
  private final Findings findings;
  private final Set<MessageId> acknowledged = new LinkedHashSet<>();
  private final Map<EvmAddress, AccountId> vaults = new HashMap<>();
  private final Map<String, MessageId> byKey = new HashMap<>();

  Desk(
      SimulatedNetwork network,
      Backend backend,
      RandomGenerator random,
      Tampering tampering,
      Findings findings) {
    this.findings = findings;
    this.network = network;
    this.backend = backend;
    this.random = random;
    this.tampering = tampering;
  }

  /** The application cannot go on, though its process is up. */
  static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped(String message) {
      super(message);
    }
  }

  /** The chains. */
  public SimulatedNetwork network() {
    return network;
  }

  /** The run's chance for the workload; what it draws does not depend on the faults. */
  public RandomGenerator random() {
    return random;
  }

  /** The vault on the destination behind this kind of security. */
  public AccountId vault(Security security) {
    return tampering.recipient(network, security);
  }

  /** A vault on the destination behind this module, the same each time. */
  public AccountId vault(EvmAddress ism) {
    return vaults.computeIfAbsent(ism, network::createVault);
  }

  /** Lets time pass. */
  public void pause(Duration span) {
    network.advance(span);
  }

  /**
   * Sends until it is accepted or refused.
   *
   * @param options with an idempotency key, or the message may be sent twice after a crash
   * @return the message; empty if it was refused
   * @throws IllegalArgumentException if there is no key
   */
  public Optional<MessageId> send(MessageEnvelope envelope, SendOptions options) {
    if (options.idempotencyKey().isEmpty()) {
      throw new IllegalArgumentException("A send that may be repeated needs an idempotency key");
    }
    for (int i = 0; i < MAX_TRIES; i++) {
      Optional<MessagingClient> client = backend.client();
      if (client.isPresent()) {
        try {
          MessageId id = client.get().send(envelope, options).id();
          acknowledged.add(id);
          requireSame(options.idempotencyKey().get(), id);
          return Optional.of(id);
        } catch (RefusedException no) {
          return Optional.empty();
        } catch (ClientClosedException crashed) {
          // The process is gone, and nobody knows whether it was accepted.
        } catch (MessagingException later) {
          if (!later.isRetryable()) {
            failed(options.idempotencyKey().get(), later);
            return Optional.empty();
          }
        }
      }
      network.advance(PAUSE);
    }
    throw new Stopped("no message was accepted in " + MAX_TRIES + " tries");
  }

  /** Asks to stop a message, if the process is up and the message can still be stopped. */
  public void cancel(MessageId id) {
    Optional<MessageHandle> handle = backend.client().flatMap(client -> found(client, id));
    if (handle.isPresent()) {
      try {
        handle.get().cancel();
      } catch (IllegalInStateException tooLate) {
        // It goes on, as the application was told.
      } catch (ClientClosedException crashed) {
        // The process stopped in the same moment; nobody asked.
      }
    }
  }

  private void failed(String key, MessagingException why) {
    boolean repeated = byKey.containsKey(key);
    findings.add(
        repeated ? Invariant.IDEMPOTENT : Invariant.RUNNING,
        Optional.ofNullable(byKey.get(key)),
        (repeated ? "a repeated" : "a") + " send failed: " + why.getMessage());
  }

  private void requireSame(String key, MessageId id) {
    MessageId before = byKey.putIfAbsent(key, id);
    if (before != null && !before.equals(id)) {
      findings.add(
          Invariant.IDEMPOTENT,
          Optional.of(id),
          "key '" + key + "' was message " + before + " before");
    }
  }

  private static Optional<MessageHandle> found(MessagingClient client, MessageId id) {
    try {
      return client.find(id);
    } catch (ClientClosedException crashed) {
      return Optional.empty();
    }
  }

  /** Everything that was acknowledged, in order. */
  Set<MessageId> acknowledged() {
    return acknowledged;
  }
}
