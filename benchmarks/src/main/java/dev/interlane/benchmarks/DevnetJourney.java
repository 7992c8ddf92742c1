package dev.interlane.benchmarks;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Finality;
import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.devnet.Devnet;
import dev.interlane.devnet.DevnetChain;
import dev.interlane.devnet.DevnetValidators;
import dev.interlane.evm.EvmChain;
import dev.interlane.evm.crypto.PrivateKey;
import dev.interlane.evm.rpc.JsonRpcChainPort;
import dev.interlane.evm.rpc.JsonRpcOptions;
import dev.interlane.evm.signer.InMemorySigner;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.message.MessageId;
import dev.interlane.pipeline.InMemoryJournal;
import dev.interlane.pipeline.Interlane;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A client over two real nodes, whose messages are over when their delivery is in a block. */
final class DevnetJourney implements AutoCloseable {
  /** How often the client looks at a chain; a devnet gives no hints. */
  private static final Duration POLL = Duration.ofMillis(50);

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int CALLERS = 8;
  private static final EvmAddress USER =
      EvmAddress.parse("0x1111111111111111111111111111111111111111");

  private final Optional<DevnetValidators> validators;
  private final List<JsonRpcChainPort> ports;
  private final MessagingClient client;
  private final AccountId sender;
  private final AccountId recipient;

  private DevnetJourney(DevnetRoom room, Devnet devnet, int inFlight) {
    DevnetChain origin = devnet.chains().get(0);
    DevnetChain destination = devnet.chains().get(1);
    this.sender = AccountId.of(origin.id(), devnet.sender().address());
    this.recipient = AccountId.of(destination.id(), destination.address(room.vault()));
    this.validators =
        room == DevnetRoom.RELAY
            ? Optional.empty()
            : Optional.of(DevnetValidators.start(devnet, Finality.SEEN));
    this.ports = List.of(connect(origin), connect(destination));
    this.client =
        Interlane.builder()
            .appId("benchmark")
            .journal(new InMemoryJournal())
            .pollInterval(POLL)
            .maxInFlightPerAccount(inFlight)
            .chain(over(ports.get(0), devnet.sender()))
            .chain(over(ports.get(1), devnet.trustedRelayer()))
            .transport(
                room.transport(
                    devnet, validators.map(DevnetValidators::checkpoints).orElse(Map.of()), POLL))
            .build();
  }

  private static JsonRpcChainPort connect(DevnetChain chain) {
    return JsonRpcChainPort.connect(chain.id(), List.of(chain.rpcUrl()), JsonRpcOptions.defaults());
  }

  private static EvmChain over(JsonRpcChainPort port, PrivateKey key) {
    return EvmChain.over(port, InMemorySigner.of(key));
  }

  /** How many requests the client has sent to both nodes so far. */
  long requests() {
    return ports.stream()
        .flatMap(port -> port.requests().values().stream())
        .mapToLong(Long::longValue)
        .sum();
  }

  /** Starts the validators and the client. */
  static DevnetJourney start(DevnetRoom room, Devnet devnet, int inFlight) {
    return new DevnetJourney(room, devnet, inFlight);
  }

  /**
   * Sends as many and waits until each is seen to be executed.
   *
   * @param interval between one message and the next; empty to send as fast as callers can
   * @return how long each took from the call of {@code send} on, in nanoseconds, shortest first
   */
  long[] carry(int messages, Optional<Duration> interval) {
    Map<MessageId, Long> seenAt = new ConcurrentHashMap<>();
    CountDownLatch left = new CountDownLatch(messages);
    MessagingClient.Registration listening =
        client.listen(
            (id, entry) -> {
              if (entry.event() instanceof DeliveryEvent.DeliverySeen
                  && seenAt.putIfAbsent(id, System.nanoTime()) == null) {
                left.countDown();
              }
            });
    try (listening) {
      List<Sent> sent =
          interval.isPresent() ? sendEvenly(messages, interval.get()) : sendAll(messages);
      if (!left.await(longest(messages, interval).toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException(
            left.getCount()
                + " of "
                + messages
                + " messages took too long, such as "
                + sent.stream()
                    .filter(one -> !seenAt.containsKey(one.handle().id()))
                    .findFirst()
                    .map(one -> one.handle().receipt()));
      }
      long[] took = new long[messages];
      for (int i = 0; i < messages; i++) {
        MessageHandle handle = sent.get(i).handle();
        if (!(handle.status() instanceof DeliveryStatus.Delivered)) {
          throw new IllegalStateException("Expected a delivered message, got " + handle.receipt());
        }
        took[i] = seenAt.getOrDefault(handle.id(), Long.MAX_VALUE) - sent.get(i).atNanos();
      }
      Arrays.sort(took);
      return took;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while messages were on their way", stop);
    }
  }

  /**
   * On a machine so busy that each message takes a fifth of a second, and what cannot be helped.
   */
  private static Duration longest(int messages, Optional<Duration> interval) {
    Duration each = Duration.ofMillis(200);
    return PATIENCE.plus(interval.orElse(Duration.ZERO).plus(each).multipliedBy(messages));
  }

  private record Sent(MessageHandle handle, long atNanos) {}

  private List<Sent> sendAll(int messages) {
    List<CompletableFuture<List<Sent>>> parts = new ArrayList<>();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CALLERS; i++) {
        int part = messages / CALLERS + (i < messages % CALLERS ? 1 : 0);
        parts.add(CompletableFuture.supplyAsync(() -> sendMany(part), callers));
      }
      return parts.stream().flatMap(part -> part.join().stream()).toList();
    }
  }

  private List<Sent> sendMany(int messages) {
    List<Sent> sent = new ArrayList<>();
    for (int i = 0; i < messages; i++) {
      sent.add(send());
    }
    return sent;
  }

  private List<Sent> sendEvenly(int messages, Duration interval) {
    List<CompletableFuture<Sent>> sent = new ArrayList<>();
    long start = System.nanoTime();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < messages; i++) {
        long due = start + i * interval.toNanos();
        while (System.nanoTime() - due < 0) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        sent.add(CompletableFuture.supplyAsync(this::send, callers));
      }
      return sent.stream().map(CompletableFuture::join).toList();
    }
  }

  private Sent send() {
    long now = System.nanoTime();
    return new Sent(
        client.send(
            MessageEnvelope.builder()
                .sender(sender)
                .recipient(recipient)
                .body(ContractCall.of("deposit(address,uint256)", USER, 1))
                .finality(Finality.SEEN)
                .build()),
        now);
  }

  @Override
  public void close() {
    client.close();
    validators.ifPresent(DevnetValidators::close);
    ports.forEach(JsonRpcChainPort::close);
  }
}
