package dev.interlane.mailbox.catalogue;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Finality;
import dev.interlane.error.WrongChainException;
import dev.interlane.mailbox.ContractView;
import dev.interlane.mailbox.InterchainAccounts;
import dev.interlane.mailbox.MailboxAbi;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.mailbox.Unsigned32;
import dev.interlane.primitive.ImmutableStyle;
import dev.interlane.spi.ChainPort;
import dev.interlane.value.Value;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.immutables.value.Value.Check;
import org.immutables.value.Value.Immutable;

/**
 * What Hyperlane's registry says about one EVM chain. It is data that somebody wrote down: {@link
 * #requireAt} holds it against the chain itself. Immutable.
 *
 * <pre>{@code
 * CataloguedChain base = ChainCatalogue.hyperlane().named("base").orElseThrow();
 * EvmChain chain = EvmChain.connect(base.chain(), url, signer);
 * base.requireAt(chain.port());
 * }</pre>
 */
@Immutable
@ImmutableStyle
public abstract class CataloguedChain {
  CataloguedChain() {}

  /** Starts a chain that the shipped catalogue does not have. */
  public static Builder builder() {
    return new Builder();
  }

  /** Hyperlane's name of the chain, such as {@code arbitrumsepolia}. */
  public abstract String name();

  /** The chain, of the {@code eip155} namespace. */
  public abstract ChainId chain();

  /** Hyperlane's number of the chain, unsigned 32 bits. Mostly the chain id, but not always. */
  public abstract long domain();

  /** What the chain is for. */
  public abstract Network network();

  /** Whether it is served. */
  public abstract Status status();

  /** About how long from one block to the next. */
  public abstract Optional<Duration> blockTime();

  /** How many blocks Hyperlane's own validators wait before they sign; 0 for none. */
  public abstract OptionalInt reorgBlocks();

  /** The finality that Hyperlane's own validators wait for, where that is a tag and no number. */
  public abstract Optional<Finality> reorgTag();

  /** The block to read from. */
  public abstract OptionalLong fromBlock();

  /** The {@code Mailbox}. */
  public abstract Optional<EvmAddress> mailbox();

  /** The {@code MerkleTreeHook}. */
  public abstract Optional<EvmAddress> merkleTreeHook();

  /** The {@code ValidatorAnnounce}. */
  public abstract Optional<EvmAddress> validatorAnnounce();

  /** The {@code InterchainAccountRouter}. */
  public abstract Optional<EvmAddress> interchainAccountRouter();

  /** The {@code InterchainGasPaymaster}. */
  public abstract Optional<EvmAddress> interchainGasPaymaster();

  /** What a chain is for. */
  public enum Network {
    /** For value. */
    MAINNET,
    /** For tests. */
    TESTNET
  }

  /** Whether Hyperlane serves a chain. */
  public enum Status {
    /** It does. */
    LIVE,
    /** Not any more, or not yet. */
    DISABLED
  }

  /**
   * The contracts that transports need; empty where the catalogue does not have both mailbox and
   * tree.
   */
  public Optional<MailboxDeployment> deployment() {
    if (mailbox().isEmpty() || merkleTreeHook().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        MailboxDeployment.builder()
            .chain(chain())
            .domain(domain())
            .mailbox(mailbox().get())
            .merkleTreeHook(merkleTreeHook().get())
            .validatorAnnounce(validatorAnnounce())
            .accounts(interchainAccountRouter().map(InterchainAccounts::at))
            .fromBlock(fromBlock().orElse(0))
            .build());
  }

  /**
   * Makes sure that the chain behind {@code port} is this one: its chain id, and the domain that
   * the mailbox itself names. Transports check the domain again before they send.
   *
   * @throws WrongChainException if it is another chain, there is no mailbox, or the mailbox is of
   *     another domain
   * @throws dev.interlane.error.ChainUnavailableException if the chain cannot be asked
   */
  public void requireAt(ChainPort port) {
    if (!port.chainId().equals(chain())) {
      throw new WrongChainException(
          port.name()
              + " serves "
              + port.chainId()
              + ", the catalogue's '"
              + name()
              + "' is "
              + chain(),
          "Connect to a node of " + chain());
    }
    EvmAddress mailbox =
        mailbox()
            .orElseThrow(
                () ->
                    new WrongChainException(
                        "The catalogue knows no mailbox on '" + name() + "' (" + chain() + ")",
                        "Give the transport a MailboxDeployment of your own"));
    Optional<Value> answered = new ContractView(port, mailbox).ask(MailboxAbi.LOCAL_DOMAIN);
    if (answered.isEmpty() || answered.get().asLong() != domain()) {
      throw new WrongChainException(
          "The mailbox "
              + mailbox
              + " on "
              + chain()
              + answered
                  .map(domain -> " is of domain " + domain.asLong())
                  .orElse(" does not answer localDomain()")
              + ", the catalogue says domain "
              + domain()
              + " for '"
              + name()
              + "'",
          "Is the catalogue out of date? Give the transport a MailboxDeployment of your own");
    }
  }

  @Check
  void check() {
    Unsigned32.check("domain", domain());
    if (!chain().isEvm()) {
      throw new IllegalArgumentException("A catalogued chain is an eip155 chain, got " + chain());
    }
  }

  /** Collects the fields. Not thread-safe. */
  public static final class Builder extends ImmutableCataloguedChain.Builder {
    Builder() {}
  }
}
