package dev.interlane.devnet;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.evm.crypto.PrivateKey;
import dev.interlane.evm.signer.InMemorySigner;
import dev.interlane.mailbox.DomainAccount;
import dev.interlane.mailbox.checkpoint.Announcement;
import dev.interlane.primitive.Bytes;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Two or more local EVM nodes with Hyperlane's real contracts and our vaults on them. The place to
 * run, against the real thing, what was tested on simulated chains.
 *
 * {@snippet :
 * try (Devnet devnet = Devnet.builder().start()) {
 *   DevnetChain origin = devnet.chains().get(0);
 *   EvmAddress vault = devnet.chains().get(1).address(DevnetContract.TRUSTED_RELAYER_VAULT);
 * }
 * }
 *
 * <p>Needs Node 18 with npm. The first start fetches anvil, solc and Hyperlane's contracts from npm
 * into {@code $INTERLANE_CACHE}, by default {@code ~/.cache/interlane}; later starts need no
 * network. The nodes listen on the loopback interface, at ports of their own choosing, and end with
 * {@link #close()} or with the JVM, however it ends. Safe for concurrent use.
 */
public final class Devnet implements AutoCloseable {
  private final List<DevnetChain> chains;
  private final List<PrivateKey> validators;
  private final int threshold;
  private final HyperlaneArtifacts hyperlane;
  private final SolidityContracts ours;

  private Devnet(Builder builder, List<DevnetChain> chains, NodeTools tools, DevnetCache cache) {
    this.chains = List.copyOf(chains);
    this.validators = DevnetAccounts.validators(builder.seed, builder.validators);
    this.threshold = builder.threshold;
    this.hyperlane = HyperlaneArtifacts.open(cache);
    this.ours = SolidityContracts.open(cache, tools);
  }

  /**
   * A devnet of two chains, eip155:31337 and eip155:31338, with a block per transaction and 2 of 3
   * validators, unless told otherwise.
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * One sentence on why no devnet can run on this machine, such as a missing Node; empty when it
   * can.
   */
  public static Optional<String> whyUnavailable() {
    return NodeProcess.whyUnavailable();
  }

  /** The chains, in the order in which they were asked for. */
  public List<DevnetChain> chains() {
    return chains;
  }

  /** Owns the contracts. */
  public PrivateKey deployer() {
    return DevnetAccounts.funded().get(0);
  }

  /** The account from which every vault accepts calls, dispatched on any other chain. */
  public PrivateKey sender() {
    return DevnetAccounts.funded().get(1);
  }

  /** The account that the trusted relayer ISMs trust. */
  public PrivateKey trustedRelayer() {
    return DevnetAccounts.funded().get(2);
  }

  /** Funded accounts without a role: deliverers, strangers. */
  public List<PrivateKey> others() {
    return DevnetAccounts.funded().subList(3, DevnetAccounts.funded().size());
  }

  /** The validators of the multisig ISMs, in the ISMs' order. They hold no funds. */
  public List<PrivateKey> validators() {
    return validators;
  }

  /** How many validators the multisig ISMs demand. */
  public int threshold() {
    return threshold;
  }

  /**
   * Creates another vault, which takes calls of {@link #sender()} from all other chains.
   *
   * @param chain where
   * @param ism the ISM it names; zero leaves the choice to the mailbox
   */
  public EvmAddress createVault(DevnetChain chain, EvmAddress ism) {
    return deployment(chain).createVault(ism, sender().address(), chains);
  }

  /**
   * Creates a recipient that takes calls of {@link #sender()} from all other chains to any of these
   * functions and records each in an event {@code Recorded(bytes4,bytes)}.
   *
   * @param chain where
   * @param ism the ISM it names; zero leaves the choice to the mailbox
   * @param functions signatures such as {@code swap(uint256,bytes)}
   */
  public EvmAddress createRecorder(DevnetChain chain, EvmAddress ism, List<String> functions) {
    List<Bytes> selectors =
        functions.stream().map(signature -> AbiFunction.parse(signature).selector()).toList();
    return deployment(chain).createRecorder(selectors, ism, sender().address(), chains);
  }

  /**
   * Creates a recipient that fails at every message, in this way. It knows neither senders nor
   * message ids: it is for {@link dev.interlane.message.Payload}s.
   *
   * @param chain where
   * @param ism the ISM it names
   */
  public EvmAddress createRefuser(DevnetChain chain, EvmAddress ism, Refusing manner) {
    return deployment(chain).createRefuser(ism, manner);
  }

  /** From now on the refuser fails in this way. */
  public void setRefusing(DevnetChain chain, EvmAddress refuser, Refusing manner) {
    deployment(chain).call(refuser, "become(uint8)", manner.number);
  }

  /** How a refuser fails. */
  public enum Refusing {
    /** It reverts with the text {@code not today}. */
    TEXT(0),
    /** It divides by zero: panic 0x12. */
    PANIC(1),
    /** It reverts with {@code NotToday(7)}. */
    CUSTOM_ERROR(2),
    /** It reverts without a word. */
    NOTHING(3),
    /** It uses whatever gas it gets. */
    OUT_OF_GAS(4),
    /** It takes every message, and emits {@code Handled(uint32,bytes32,bytes)}. */
    NOT_AT_ALL(5);

    /** Its place in the contract's enum. */
    final int number;

    Refusing(int number) {
      this.number = number;
    }
  }

  /**
   * Creates another mailbox of the chain's domain, behind a proxy that somebody else was the first
   * to initialise: the owner is a stranger, whose modules and hooks are those of the chain.
   *
   * @param chain where
   * @param stranger an unlocked account of the node, such as one of {@link #others}
   */
  public EvmAddress createMailboxOf(DevnetChain chain, EvmAddress stranger) {
    return deployment(chain).createMailboxOf(stranger);
  }

  /**
   * Creates another ERC-20 like {@link DevnetContract#FEE_TOKEN}, which no gas paymaster takes
   * until it is told to.
   */
  public EvmAddress createFeeToken(DevnetChain chain) {
    return deployment(chain).createFeeToken();
  }

  /**
   * Creates Hyperlane's {@code TestRecipient}, which anybody may call: {@code
   * fooBar(uint256,string)} keeps its caller in {@code lastCaller()} and its text in {@code
   * lastCallMessage()}.
   */
  public EvmAddress createTestRecipient(DevnetChain chain) {
    return deployment(chain).createTestRecipient();
  }

  /**
   * Creates an ISM that accepts what is proven to be in the storage of a {@link
   * DevnetContract#DISPATCHED_HOOK} on another chain.
   *
   * @param chain where
   * @param lightClient the contract on {@code chain} that keeps the other chain's state roots
   * @param hook the hook's address on the other chain
   */
  public EvmAddress createStateProofIsm(
      DevnetChain chain, EvmAddress lightClient, EvmAddress hook) {
    return deployment(chain).createStateProofIsm(lightClient, hook);
  }

  /**
   * Creates an INSECURE TEST PROVER's light client: it keeps the state roots of {@code origin} that
   * come with Groth16 proofs under a key whose maker can prove anything. Its guardian is {@link
   * #deployer()}.
   *
   * @param chain where
   * @param origin whose state roots it keeps
   * @param verifyingKey the 18 words that {@code docs/spec/zk.md} lays out
   * @param keptRoots how many of the newest roots it keeps; 0 for all
   */
  public EvmAddress createTestLightClient(
      DevnetChain chain, DevnetChain origin, List<BigInteger> verifyingKey, int keptRoots) {
    return deployment(chain)
        .createTestLightClient(origin.id().evmChainId(), verifyingKey, keptRoots);
  }

  /**
   * Creates an ISM that accepts what exactly {@code threshold} of these modules accept.
   *
   * @param chain where
   * @param modules on that chain; another order makes another ISM
   * @param threshold 1 to the number of modules
   */
  public EvmAddress createAggregationIsm(
      DevnetChain chain, List<EvmAddress> modules, int threshold) {
    return deployment(chain).createSet(DevnetContract.AGGREGATION_ISM_FACTORY, modules, threshold);
  }

  /** Makes further ISMs on a chain. */
  public DevnetModules modules(DevnetChain chain) {
    return new DevnetModules(chain, hyperlane, ours, deployer().address());
  }

  /** Creates an ISM that accepts the devnet's validators by message id, kept in its storage. */
  public EvmAddress createStorageIsm(DevnetChain chain) {
    return deployment(chain).createStorageIsm(validatorAddresses(), threshold);
  }

  /** Creates an ISM that hands the messages of one origin to a module, and accepts no others. */
  public EvmAddress createRoutingIsm(DevnetChain chain, DevnetChain origin, EvmAddress module) {
    return deployment(chain).createRoutingIsm(origin.domain(), module);
  }

  private List<EvmAddress> validatorAddresses() {
    return validators.stream().map(PrivateKey::address).toList();
  }

  /**
   * A validator announces on a chain where it publishes.
   *
   * @throws IllegalArgumentException if it is none of {@link #validators}
   */
  public void announce(DevnetChain origin, EvmAddress validator, String location) {
    PrivateKey key =
        validators.stream()
            .filter(candidate -> candidate.address().equals(validator))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException(validator + " is none of the validators"));
    EvmAddress mailbox = origin.address(DevnetContract.MAILBOX);
    Announcement statement = new Announcement(DomainAccount.of(origin.domain(), mailbox), location);
    deployment(origin)
        .call(
            origin.address(DevnetContract.VALIDATOR_ANNOUNCE),
            "announce(address,string,bytes)",
            validator,
            location,
            InMemorySigner.of(key).sign(statement.digest()).toRsv());
  }

  /** Pauses or resumes a vault: while it is paused every deposit reverts. */
  public void setPaused(DevnetChain chain, EvmAddress vault, Pause pause) {
    deployment(chain).call(vault, "setPaused(bool)", pause == Pause.PAUSED);
  }

  /** Whether a vault takes deposits. */
  public enum Pause {
    /** It does. */
    RUNNING,
    /** Every deposit reverts. */
    PAUSED
  }

  /** Owner's choice of the hook that dispatches on a chain go through unless they name another. */
  public void setDefaultHook(DevnetChain chain, EvmAddress hook) {
    deployment(chain).call(chain.address(DevnetContract.MAILBOX), "setDefaultHook(address)", hook);
  }

  /** Owner's choice of the hook that every dispatch on a chain goes through, whatever it names. */
  public void setRequiredHook(DevnetChain chain, EvmAddress hook) {
    deployment(chain).call(chain.address(DevnetContract.MAILBOX), "setRequiredHook(address)", hook);
  }

  /** Ends the nodes. */
  @Override
  public void close() {
    chains.forEach(DevnetChain::close);
  }

  private void deploy() {
    List<EvmAddress> set = validatorAddresses();
    onEach(
        chain -> {
          deployment(chain).run(trustedRelayer().address(), set, threshold);
          deployment(chain).addGasPaymaster(chains);
          deployment(chain).addVaults(sender().address(), chains);
          chain.keepDeployment();
        });
  }

  private HyperlaneDeployment deployment(DevnetChain chain) {
    return new HyperlaneDeployment(chain, hyperlane, ours, deployer().address());
  }

  private void onEach(Consumer<DevnetChain> work) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture.allOf(
              chains.stream()
                  .map(chain -> CompletableFuture.runAsync(() -> work.accept(chain), threads))
                  .toArray(CompletableFuture[]::new))
          .join();
    } catch (CompletionException e) {
      throw new IllegalStateException("The contracts could not be deployed: " + e.getMessage(), e);
    }
  }

  /** What a devnet shall be. Not safe for concurrent use. */
  public static final class Builder {
    private static final long MAX_DOMAIN = 0xffff_ffffL;
    private static final int MAX_VALIDATORS = 64;

    private final Map<ChainId, Long> domains = new LinkedHashMap<>();
    private @Nullable Duration blockTime;
    private @Nullable Path cache;
    private long seed;
    private int validators = 3;
    private int threshold = 2;

    private Builder() {}

    /** Adds a chain whose Hyperlane domain equals its EVM chain id. */
    public Builder chain(ChainId id) {
      return chain(id, id.evmChainId().longValueExact());
    }

    /**
     * Adds a chain.
     *
     * @param id of namespace eip155
     * @param domain its Hyperlane domain, 1 to 2^32 - 1
     */
    public Builder chain(ChainId id, long domain) {
      if (!id.isEvm() || id.evmChainId().bitLength() > 63) {
        throw new IllegalArgumentException(
            "A devnet chain is an eip155 chain with an id below 2^63, got " + id);
      }
      if (domain < 1 || domain > MAX_DOMAIN) {
        throw new IllegalArgumentException(
            "A Hyperlane domain is 1 to 4294967295, got " + domain + " for " + id);
      }
      if (domains.containsKey(id) || domains.containsValue(domain)) {
        throw new IllegalArgumentException(
            "Chain " + id + " or domain " + domain + " is there already: " + domains);
      }
      domains.put(id, domain);
      return this;
    }

    /** Mines a block in this interval instead of one per transaction. At least 10 ms. */
    public Builder blockTime(Duration time) {
      if (time.toMillis() < 10) {
        throw new IllegalArgumentException("A block time is at least 10 ms, got " + time);
      }
      this.blockTime = time;
      return this;
    }

    /**
     * Sets the validators of the multisig ISMs.
     *
     * @param count 1 to 64
     * @param quorum how many must sign, 1 to {@code count}
     */
    public Builder validators(int count, int quorum) {
      if (count < 1 || count > MAX_VALIDATORS || quorum < 1 || quorum > count) {
        throw new IllegalArgumentException(
            "1 to 64 validators with a threshold of 1 to their number were expected, got "
                + quorum
                + " of "
                + count);
      }
      this.validators = count;
      this.threshold = quorum;
      return this;
    }

    /** The number from which the validators' keys are made; 0 unless told otherwise. */
    public Builder seed(long number) {
      this.seed = number;
      return this;
    }

    /** Keeps what is fetched and compiled here instead of in the user's cache. */
    public Builder cache(Path directory) {
      this.cache = directory;
      return this;
    }

    /**
     * Fetches what is missing, starts the nodes and deploys the contracts.
     *
     * @throws IllegalStateException if Node or npm is missing, a node does not start or a
     *     deployment fails
     * @throws java.io.UncheckedIOException if npm, the cache or a node cannot be read
     */
    public Devnet start() {
      NodeProcess.whyNodeUnavailable()
          .ifPresent(
              reason -> {
                throw new IllegalStateException(reason);
              });
      DevnetCache place = cache == null ? DevnetCache.ofUser() : DevnetCache.at(cache);
      NodeTools tools = NodeTools.open(place);
      List<AnvilProcess> nodes = new ArrayList<>();
      try {
        chains().keySet().forEach(id -> nodes.add(launch(tools, id)));
        Iterator<AnvilProcess> launched = nodes.iterator();
        List<DevnetChain> chains = new ArrayList<>();
        chains().forEach((id, domain) -> chains.add(new DevnetChain(id, domain, launched.next())));
        Devnet devnet = new Devnet(this, chains, tools, place);
        devnet.deploy();
        return devnet;
      } catch (RuntimeException | Error e) {
        nodes.forEach(AnvilProcess::close);
        throw e;
      }
    }

    private Map<ChainId, Long> chains() {
      if (domains.isEmpty()) {
        chain(ChainId.eip155(31337)).chain(ChainId.eip155(31338));
      }
      return domains;
    }

    private AnvilProcess launch(NodeTools tools, ChainId id) {
      return AnvilProcess.launch(
          tools, id.evmChainId().longValueExact(), Optional.ofNullable(blockTime));
    }
  }
}
