package dev.interlane.integration;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.codec.evm.AbiError;
import dev.interlane.devnet.DevnetContract;
import dev.interlane.evm.EvmChain;
import dev.interlane.evm.submit.FeePolicy;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.mailbox.checkpoint.CheckpointLocations;
import dev.interlane.mailbox.checkpoint.CheckpointReader;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.message.MessageId;
import dev.interlane.pipeline.InMemoryJournal;
import dev.interlane.pipeline.Interlane;
import dev.interlane.pipeline.RetryPolicy;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.relay.RelayOptions;
import dev.interlane.relay.RelayTransport;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.LogFilter;
import dev.interlane.spi.Transport;
import dev.interlane.validator.ValidatorOptions;
import dev.interlane.validator.ValidatorTransport;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A dapp's backend over {@link ChaosChains}, whose journal begins empty. */
final class ChaosBackend implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Tries again as long as the test waits. */
  static final RetryPolicy STUBBORN =
      new RetryPolicy(1000, Duration.ofMillis(20), Duration.ofMillis(200));

  /** Gives up at the second failure. */
  static final RetryPolicy FAINT = new RetryPolicy(2, Duration.ofMillis(20), Duration.ofMillis(20));

  private static final Duration POLL = Duration.ofMillis(20);
  private static final Bytes32 EXECUTED =
      Keccak256.hash(Bytes.fromUtf8("Executed(bytes32,uint32,bytes32,bytes4)"));
  private static final List<AbiError> ERRORS = List.of(AbiError.parse("NotToday(uint256)"));
  private static final EvmAddress USER =
      EvmAddress.parse("0x00000000000000000000000000000000000000aa");

  private final ChaosChains chains;
  private @Nullable MessagingClient client;

  ChaosBackend(ChaosChains chains) {
    this.chains = chains;
  }

  MessagingClient relayClient() {
    return relayClient(FeePolicy.defaults());
  }

  MessagingClient relayClient(FeePolicy policy) {
    return open(relay(chains.deployments()), policy, STUBBORN);
  }

  static Transport relay(List<MailboxDeployment> deployments) {
    return RelayTransport.create(RelayOptions.builder().addAllDeployments(deployments).build());
  }

  /** Trusts the three validators, as far as these readers show what they signed. */
  Transport validators(Map<EvmAddress, CheckpointReader> checkpoints) {
    ValidatorOptions.Builder options =
        ValidatorOptions.builder().addAllDeployments(chains.deployments()).pollInterval(POLL);
    checkpoints.forEach(
        (validator, reader) -> options.checkpoints(chains.origin.chain.id(), validator, reader));
    return ValidatorTransport.hyperlane(options.build());
  }

  MessagingClient open(Transport transport, FeePolicy policy, RetryPolicy retry) {
    return open(
        transport, retry, chains.origin.connect(policy), chains.destination.connect(policy));
  }

  MessagingClient open(
      Transport transport, RetryPolicy retry, EvmChain origin, EvmChain destination) {
    client =
        Interlane.builder()
            .appId("chaos")
            .journal(new InMemoryJournal())
            .pollInterval(POLL)
            .retry(retry)
            .chain(origin)
            .chain(destination.knowing(ERRORS))
            .transport(transport)
            .build();
    return client;
  }

  MessagingClient client() {
    if (client == null) {
      throw new IllegalStateException("Open a client first");
    }
    return client;
  }

  /** Trusts the three validators, as far as what they announced shows what they signed. */
  Transport announced(CheckpointLocations locations) {
    return ValidatorTransport.hyperlane(
        ValidatorOptions.builder()
            .addAllDeployments(chains.deployments())
            .pollInterval(POLL)
            .announced(locations)
            .build());
  }

  MessageHandle send(DevnetContract vault) {
    return client().send(deposit(chains.vault(vault)).build());
  }

  /** Sends, and lets this happen between its acceptance and its dispatch. */
  MessageHandle send(DevnetContract vault, Runnable misfortune) {
    once(DeliveryEvent.Accepted.class, accepted -> misfortune.run());
    return send(vault);
  }

  MessageEnvelope.Builder deposit(AccountId recipient) {
    return MessageEnvelope.builder()
        .sender(chains.origin.account())
        .recipient(recipient)
        .body(ContractCall.of("deposit(address,uint256)", USER, BigInteger.valueOf(5)));
  }

  /** When the first event of this kind comes, before the next one is told. */
  <E extends DeliveryEvent> void once(Class<E> kind, Consumer<E> action) {
    AtomicBoolean struck = new AtomicBoolean();
    client()
        .listen(
            (id, entry) -> {
              if (kind.isInstance(entry.event()) && struck.compareAndSet(false, true)) {
                action.accept(kind.cast(entry.event()));
              }
            });
  }

  <E extends DeliveryEvent> CompletableFuture<E> first(Class<E> kind) {
    CompletableFuture<E> first = new CompletableFuture<>();
    once(kind, first::complete);
    return first;
  }

  <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException failed) {
      throw new AssertionError("Nothing came of it", failed);
    }
  }

  /** How often recipients executed the message, by what the honest node has. */
  long executions(MessageId id) {
    ChainPort port = chains.destination.honest;
    List<EvmAddress> vaults =
        List.of(
            chains.vault(DevnetContract.TRUSTED_RELAYER_VAULT).evmAddress(),
            chains.vault(DevnetContract.MESSAGE_ID_MULTISIG_VAULT).evmAddress());
    return port
        .logs(new LogFilter(vaults, List.of(EXECUTED)), 0, port.heads().seen().height())
        .stream()
        .filter(log -> log.topics().get(1).equals(id.value()))
        .count();
  }

  /** How often this contract emitted this event. */
  long emitted(EvmAddress emitter, String event) {
    ChainPort port = chains.destination.honest;
    LogFilter filter =
        new LogFilter(List.of(emitter), List.of(Keccak256.hash(Bytes.fromUtf8(event))));
    return port.logs(filter, 0, port.heads().seen().height()).size();
  }

  @Override
  public void close() {
    if (client != null) {
      client.close();
    }
  }
}
