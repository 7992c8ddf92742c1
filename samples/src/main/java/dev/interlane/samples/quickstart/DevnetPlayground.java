package dev.interlane.samples.quickstart;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.client.MessagingClient;
import dev.interlane.devnet.Devnet;
import dev.interlane.devnet.DevnetChain;
import dev.interlane.devnet.DevnetContract;
import dev.interlane.devnet.DevnetStranger;
import dev.interlane.devnet.DevnetValidators;
import dev.interlane.evm.EvmChain;
import dev.interlane.evm.signer.InMemorySigner;
import dev.interlane.pipeline.InMemoryJournal;
import dev.interlane.pipeline.Interlane;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.relay.RelayOptions;
import dev.interlane.relay.RelayTransport;
import dev.interlane.spi.Transport;
import dev.interlane.validator.ValidatorOptions;
import dev.interlane.validator.ValidatorTransport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Two anvil nodes with Hyperlane's real contracts, and validators in this process. */
final class DevnetPlayground implements Playground {
  private static final Duration BLOCK_TIME = Duration.ofSeconds(1);
  private static final Duration POLL = Duration.ofMillis(250);

  /** So slow that a stranger is faster. */
  private static final Duration SLOW_POLL = Duration.ofSeconds(5);

  private static final int REORG_BLOCKS = 1;

  private final Devnet devnet;
  private final DevnetValidators validators;
  private final String transport;
  private final List<String> functions;
  private final EvmAddress recipient;
  private final MessagingClient client;

  private DevnetPlayground(Devnet devnet, String transport, Fault fault, List<String> functions) {
    this.devnet = devnet;
    this.transport = transport;
    this.functions = functions;
    this.validators = DevnetValidators.start(devnet);
    this.recipient =
        functions.isEmpty() ? vault() : devnet.createRecorder(destinationChain(), ism(), functions);
    this.client =
        Interlane.builder()
            .appId("quickstart")
            .journal(new InMemoryJournal())
            .retry(fault.retry())
            .pollInterval(fault == Fault.STRANGER ? SLOW_POLL : POLL)
            .chain(connect(originChain(), InMemorySigner.of(devnet.sender())))
            .chain(connect(destinationChain(), InMemorySigner.of(devnet.trustedRelayer())))
            .transport(transport())
            .build();
  }

  static Playground start(String transport, Fault fault, List<String> functions) {
    Devnet devnet = Devnet.builder().blockTime(BLOCK_TIME).start();
    try {
      return new DevnetPlayground(devnet, transport, fault, functions);
    } catch (RuntimeException | Error failed) {
      devnet.close();
      throw failed;
    }
  }

  private static EvmChain connect(DevnetChain chain, InMemorySigner signer) {
    return EvmChain.connect(chain.id(), chain.rpcUrl(), signer);
  }

  private Transport transport() {
    if (isRelay()) {
      RelayOptions.Builder options = RelayOptions.builder();
      devnet.chains().forEach(chain -> options.addDeployments(chain.mailboxDeployment()));
      return RelayTransport.create(options.build());
    }
    ValidatorOptions.Builder options = ValidatorOptions.builder();
    devnet.chains().forEach(chain -> options.addDeployments(chain.mailboxDeployment()));
    validators
        .checkpoints()
        .forEach((validator, reader) -> options.checkpoints(origin(), validator, reader));
    return ValidatorTransport.hyperlane(options.build());
  }

  private boolean isRelay() {
    return transport.equals(RelayTransport.NAME);
  }

  private EvmAddress vault() {
    return destinationChain()
        .address(
            isRelay()
                ? DevnetContract.TRUSTED_RELAYER_VAULT
                : DevnetContract.MESSAGE_ID_MULTISIG_VAULT);
  }

  private EvmAddress ism() {
    return destinationChain()
        .address(
            isRelay()
                ? DevnetContract.TRUSTED_RELAYER_ISM
                : DevnetContract.MESSAGE_ID_MULTISIG_ISM);
  }

  private DevnetChain originChain() {
    return devnet.chains().get(0);
  }

  private DevnetChain destinationChain() {
    return devnet.chains().get(1);
  }

  @Override
  public String description() {
    return "two anvil nodes with Hyperlane's contracts";
  }

  @Override
  public ChainId origin() {
    return originChain().id();
  }

  @Override
  public ChainId destination() {
    return destinationChain().id();
  }

  @Override
  public AccountId sender() {
    return AccountId.of(origin(), devnet.sender().address());
  }

  @Override
  public AccountId recipient() {
    return AccountId.of(destination(), recipient);
  }

  @Override
  public MessagingClient client() {
    return client;
  }

  @Override
  public void arrange(Fault fault) {
    switch (fault) {
      case NONE -> {}
      case REVERT, EXPIRE -> {
        if (!functions.isEmpty()) {
          throw new IllegalArgumentException(
              "--fail " + fault + " on the devnet works with the default call only");
        }
        devnet.setPaused(destinationChain(), recipient, Devnet.Pause.PAUSED);
      }
      case REORG -> onceDispatched(() -> originChain().reorg(REORG_BLOCKS));
      case STRANGER -> Thread.ofVirtual().name("stranger").start(stranger());
    }
  }

  private DevnetStranger stranger() {
    return isRelay()
        ? DevnetStranger.trustedRelayer(devnet, validators)
        : DevnetStranger.outsider(devnet, validators);
  }

  private void onceDispatched(Runnable strike) {
    AtomicBoolean done = new AtomicBoolean();
    client.listen(
        (id, entry) -> {
          if (entry.event() instanceof DeliveryEvent.DispatchIncluded
              && done.compareAndSet(false, true)) {
            Thread.ofVirtual().name("quickstart-fault").start(strike);
          }
        });
  }

  @Override
  public void close() {
    client.close();
    validators.close();
    devnet.close();
  }
}
