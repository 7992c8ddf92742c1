package dev.interlane.benchmarks;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Finality;
import dev.interlane.devnet.Devnet;
import dev.interlane.devnet.DevnetChain;
import dev.interlane.devnet.DevnetContract;
import dev.interlane.evm.EvmChain;
import dev.interlane.evm.crypto.PrivateKey;
import dev.interlane.evm.signer.InMemorySigner;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.pipeline.Interlane;
import dev.interlane.primitive.Bytes32;
import dev.interlane.relay.RelayOptions;
import dev.interlane.relay.RelayTransport;
import dev.interlane.spi.Journal;
import dev.interlane.spi.LogFilter;
import dev.interlane.testkit.contract.Vault;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Two anvil nodes with Hyperlane's real contracts, a block per transaction and ten more a second.
 */
final class AnvilWorld implements KilledChains {
  /** The first argument of a process over these chains. */
  static final String NAME = "anvil";

  private static final Duration PULSE = Duration.ofMillis(100);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final long BLOCKS_AT_ONCE = 1_000;

  /**
   * The second and third of the accounts that anvil funds everywhere, the devnet's sender and its
   * trusted relayer. Their keys are printed in anvil's manual and worth nothing.
   */
  private static final String SENDER_KEY =
      "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d";

  private static final String RELAYER_KEY =
      "0x5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a";

  private final Devnet devnet;
  private final EvmChain view;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("blocks").factory());

  private AnvilWorld(Devnet devnet) {
    this.devnet = devnet;
    this.view = EvmChain.connect(target().id(), target().rpcUrl());
    var unused =
        clockwork.scheduleWithFixedDelay(
            () -> devnet.chains().forEach(chain -> chain.mine(1)),
            0,
            PULSE.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  static AnvilWorld start() {
    return new AnvilWorld(Devnet.builder().start());
  }

  private DevnetChain target() {
    return devnet.chains().get(1);
  }

  @Override
  public List<String> arguments() {
    List<String> arguments = new ArrayList<>(List.of(NAME));
    for (DevnetChain chain : devnet.chains()) {
      arguments.add(chain.id().toString());
      arguments.add(chain.rpcUrl().toString());
      arguments.add(Long.toString(chain.domain()));
      arguments.add(chain.address(DevnetContract.MAILBOX).toString());
      arguments.add(chain.address(DevnetContract.MERKLE_TREE_HOOK).toString());
    }
    arguments.add(target().address(DevnetContract.TRUSTED_RELAYER_VAULT).toString());
    return arguments;
  }

  /** In the other process. */
  static ChildChains seen(List<String> arguments) {
    int each = 5;
    Seen origin = Seen.of(arguments.subList(0, each));
    Seen destination = Seen.of(arguments.subList(each, 2 * each));
    EvmAddress vault = EvmAddress.parse(arguments.get(2 * each));
    PrivateKey sender = PrivateKey.fromHex(SENDER_KEY);
    return new ChildChains() {
      @Override
      public Interlane.Builder client(Journal journal) {
        return Interlane.builder()
            .appId(KillWorld.APP)
            .journal(journal)
            .pollInterval(POLL)
            .chain(origin.connect(sender))
            .chain(destination.connect(PrivateKey.fromHex(RELAYER_KEY)))
            .transport(
                RelayTransport.create(
                    RelayOptions.builder()
                        .addDeployments(origin.deployment(), destination.deployment())
                        .finality(Finality.SEEN)
                        .build()));
      }

      @Override
      public AccountId sender() {
        return AccountId.of(origin.id(), sender.address());
      }

      @Override
      public AccountId vault() {
        return AccountId.of(destination.id(), vault);
      }
    };
  }

  private record Seen(ChainId id, URI url, MailboxDeployment deployment) {
    static Seen of(List<String> arguments) {
      ChainId id = ChainId.parse(arguments.get(0));
      return new Seen(
          id,
          URI.create(arguments.get(1)),
          MailboxDeployment.builder()
              .chain(id)
              .domain(Long.parseLong(arguments.get(2)))
              .mailbox(EvmAddress.parse(arguments.get(3)))
              .merkleTreeHook(EvmAddress.parse(arguments.get(4)))
              .build());
    }

    EvmChain connect(PrivateKey key) {
      return EvmChain.connect(id, url, InMemorySigner.of(key)).knowing(Vault.errors());
    }
  }

  @Override
  public List<Bytes32> executed() {
    LogFilter filter =
        new LogFilter(
            List.of(target().address(DevnetContract.TRUSTED_RELAYER_VAULT)), List.of(EXECUTED));
    List<Bytes32> executed = new ArrayList<>();
    long newest = target().height();
    for (long from = 0; from <= newest; from += BLOCKS_AT_ONCE) {
      long to = Math.min(newest, from + BLOCKS_AT_ONCE - 1);
      view.port().logs(filter, from, to).forEach(log -> executed.add(log.topics().get(1)));
    }
    return executed;
  }

  @Override
  public void close() {
    clockwork.shutdownNow();
    view.close();
    devnet.close();
  }
}
