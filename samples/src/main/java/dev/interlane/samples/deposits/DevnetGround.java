package dev.interlane.samples.deposits;

import dev.interlane.chain.AccountId;
import dev.interlane.client.MessagingClient;
import dev.interlane.devnet.Devnet;
import dev.interlane.devnet.DevnetChain;
import dev.interlane.devnet.DevnetContract;
import dev.interlane.devnet.DevnetValidators;
import dev.interlane.evm.EvmChain;
import dev.interlane.evm.crypto.PrivateKey;
import dev.interlane.evm.signer.InMemorySigner;
import dev.interlane.pipeline.InMemoryJournal;
import dev.interlane.pipeline.Interlane;
import dev.interlane.testkit.contract.Vault;
import dev.interlane.validator.ValidatorOptions;
import dev.interlane.validator.ValidatorTransport;
import java.time.Duration;

/** Two anvil nodes with Hyperlane's contracts, over validators. The nodes are gone afterwards. */
final class DevnetGround implements Ground {
  private static final Duration BLOCK_TIME = Duration.ofSeconds(1);
  private static final Duration POLL = Duration.ofMillis(250);

  private final Devnet devnet;
  private final DevnetValidators validators;
  private final MessagingClient client;

  private DevnetGround(Devnet devnet) {
    this.devnet = devnet;
    this.validators = DevnetValidators.start(devnet);
    ValidatorOptions.Builder options = ValidatorOptions.builder().pollInterval(POLL);
    devnet.chains().forEach(chain -> options.addDeployments(chain.mailboxDeployment()));
    validators
        .checkpoints()
        .forEach((validator, reader) -> options.checkpoints(origin().id(), validator, reader));
    this.client =
        Interlane.builder()
            .appId("deposits")
            // A real service keeps its journal where it survives: leave this line out.
            .journal(new InMemoryJournal())
            .pollInterval(POLL)
            .chain(connect(origin(), devnet.sender()))
            .chain(connect(destination(), devnet.others().get(0)))
            .transport(ValidatorTransport.hyperlane(options.build()))
            .build();
  }

  static Ground start() {
    Devnet devnet = Devnet.builder().blockTime(BLOCK_TIME).start();
    try {
      return new DevnetGround(devnet);
    } catch (RuntimeException | Error failed) {
      devnet.close();
      throw failed;
    }
  }

  private static EvmChain connect(DevnetChain chain, PrivateKey key) {
    return EvmChain.connect(chain.id(), chain.rpcUrl(), InMemorySigner.of(key))
        .knowing(Vault.errors());
  }

  private DevnetChain origin() {
    return devnet.chains().get(0);
  }

  private DevnetChain destination() {
    return devnet.chains().get(1);
  }

  @Override
  public String description() {
    return "over two anvil nodes with Hyperlane's contracts";
  }

  @Override
  public AccountId account() {
    return AccountId.of(origin().id(), devnet.sender().address());
  }

  @Override
  public AccountId vault() {
    return AccountId.of(
        destination().id(), destination().address(DevnetContract.MESSAGE_ID_MULTISIG_VAULT));
  }

  @Override
  public MessagingClient client() {
    return client;
  }

  @Override
  public void close() {
    client.close();
    validators.close();
    devnet.close();
  }
}
