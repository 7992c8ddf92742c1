package dev.interlane.samples.quickstart;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.client.MessagingClient;
import dev.interlane.devnet.Devnet;
import dev.interlane.devnet.DevnetChain;
import dev.interlane.devnet.DevnetContract;
import dev.interlane.devnet.DevnetProvenOrigin;
import dev.interlane.devnet.DevnetStranger;
import dev.interlane.devnet.DevnetValidators;
import dev.interlane.evm.EvmChain;
import dev.interlane.evm.signer.InMemorySigner;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.pipeline.InMemoryJournal;
import dev.interlane.pipeline.Interlane;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.testkit.contract.Vault;
import dev.interlane.validator.ValidatorOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
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
  private final Way way;
  private final Optional<DevnetProvenOrigin> provenOrigin;
  private final List<String> functions;
  private final EvmAddress recipient;
  private final MessagingClient client;

  private DevnetPlayground(Devnet devnet, Way way, Fault fault, List<String> functions) {
    this.devnet = devnet;
    this.way = way;
    this.functions = functions;
    this.validators = DevnetValidators.start(devnet);
    this.provenOrigin =
        way.provesState()
            ? Optional.of(DevnetProvenOrigin.start(devnet, ThreadLocalRandom.current().nextLong()))
            : Optional.empty();
    this.recipient =
        functions.isEmpty()
            ? devnet.createVault(destinationChain(), ism())
            : devnet.createRecorder(destinationChain(), ism(), functions);
    this.client =
        Interlane.builder()
            .appId("quickstart")
            .journal(new InMemoryJournal())
            .retry(fault.retry())
            .pollInterval(fault == Fault.STRANGER ? SLOW_POLL : POLL)
            .chain(connect(originChain(), InMemorySigner.of(devnet.sender())))
            .chain(connect(destinationChain(), InMemorySigner.of(devnet.trustedRelayer())))
            .transport(way.transport(deployments(), this::announce))
            .build();
  }

  static Playground start(Way way, Fault fault, List<String> functions) {
    Devnet devnet = Devnet.builder().blockTime(BLOCK_TIME).start();
    try {
      return new DevnetPlayground(devnet, way, fault, functions);
    } catch (RuntimeException | Error failed) {
      devnet.close();
      throw failed;
    }
  }

  private static EvmChain connect(DevnetChain chain, InMemorySigner signer) {
    return EvmChain.connect(chain.id(), chain.rpcUrl(), signer).knowing(Vault.errors());
  }

  private List<MailboxDeployment> deployments() {
    return provenOrigin
        .map(DevnetProvenOrigin::deployments)
        .orElseGet(() -> devnet.chains().stream().map(DevnetChain::mailboxDeployment).toList());
  }

  private void announce(ValidatorOptions.Builder options) {
    validators
        .checkpoints()
        .forEach((validator, reader) -> options.checkpoints(origin(), validator, reader));
  }

  private EvmAddress ism() {
    return switch (way) {
      case RELAY -> destinationChain().address(DevnetContract.TRUSTED_RELAYER_ISM);
      case VALIDATOR -> destinationChain().address(DevnetContract.MESSAGE_ID_MULTISIG_ISM);
      case ZK -> provenOrigin.orElseThrow().ism();
      case QUORUM -> provenOrigin.orElseThrow().quorumIsm();
    };
  }

  private DevnetChain originChain() {
    return devnet.chains().get(0);
  }

  private DevnetChain destinationChain() {
    return devnet.chains().get(1);
  }

  @Override
  public String description() {
    return "two anvil nodes with Hyperlane's contracts" + way.caution();
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
    return way == Way.RELAY
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
    provenOrigin.ifPresent(DevnetProvenOrigin::close);
    validators.close();
    devnet.close();
  }
}
