package dev.interlane.testkit;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Finality;
import dev.interlane.client.CloseMode;
import dev.interlane.client.MessagingClient;
import dev.interlane.evm.EvmChain;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.message.Lane;
import dev.interlane.pipeline.InMemoryJournal;
import dev.interlane.pipeline.Interlane;
import dev.interlane.pipeline.LoopDriver;
import dev.interlane.spi.Chain;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.Journal;
import dev.interlane.spi.Signer;
import dev.interlane.spi.Transport;
import dev.interlane.testkit.chain.BlockHashes;
import dev.interlane.testkit.chain.ChainOptions;
import dev.interlane.testkit.chain.Scheduler;
import dev.interlane.testkit.chain.SimulatedChain;
import dev.interlane.testkit.contract.Vault;
import dev.interlane.testkit.fault.Conditions;
import dev.interlane.testkit.fault.FaultyPort;
import dev.interlane.testkit.fault.Side;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Two chains with Hyperlane's contracts and a vault, validators, a relayer and a stranger, in
 * memory and on simulated time: what a backend's tests run on. Nothing in it sleeps, opens a socket
 * or reads a clock; the same seed gives the same run, block for block.
 *
 * <pre>{@code
 * try (SimulatedNetwork network = SimulatedNetwork.create(7)) {
 *   MessagingClient client = network.client(transport);
 *   MessageHandle handle =
 *       client.send(
 *           MessageEnvelope.builder()
 *               .sender(network.sender()).recipient(network.vault())
 *               .body(ContractCall.of("deposit(address,uint256)", user, amount))
 *               .build());
 *   assertThat(handle.awaitReceipt(Duration.ofHours(1))).hasOutcome(Executed.class);
 *   assertThat(network.destination()).executed(handle.id()).exactlyOnce();
 * }
 * }</pre>
 *
 * <p>Time passes while somebody waits for a handle, and in {@link #advance}. Thread-safe; a run is
 * repeatable as long as one thread uses it.
 */
public final class SimulatedNetwork implements AutoCloseable {
  /** When every simulation begins. */
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static final BigInteger FUNDS_WEI = BigInteger.TEN.pow(24);

  private final long seed;
  private final Scheduler scheduler = new Scheduler(START);
  private final Finality validatorFinality;
  private final List<Signer> senders;
  private final List<Signer> deliverers;
  private final Signer trustedRelayer;
  private final List<Signer> validators;
  private final int threshold;
  private final HyperlaneChain origin;
  private final HyperlaneChain destination;
  private final int provenEvery;
  private final Conditions conditions = new Conditions(scheduler.clock());
  private final Faults faults;
  private final EvmAddress rootProver;
  private final List<MessagingClient> clients = new CopyOnWriteArrayList<>();
  private final List<Backend> backends = new CopyOnWriteArrayList<>();
  private final AtomicLong clientsMade = new AtomicLong();
  private UnaryOperator<Journal> watch = journal -> journal;
  private @Nullable Committee committee;
  private @Nullable ProvenOrigin provenOrigin;

  private SimulatedNetwork(Builder options) {
    this.seed = options.seed;
    this.validatorFinality = options.validatorFinality;
    this.threshold = options.threshold;
    this.provenEvery = options.provenEvery;
    Keys keys = new Keys(seed);
    this.senders = keys.signers("sender", options.senders);
    this.deliverers = keys.signers("deliverer", options.deliverers);
    this.validators = keys.signers("validator", options.validators);
    this.trustedRelayer = keys.signer("trusted relayer");
    HyperlaneChain.Cast cast =
        new HyperlaneChain.Cast(
            keys.signer("owner").address(),
            trustedRelayer.address(),
            addresses(validators),
            threshold);
    this.origin = chain(31_337, options.origin, cast);
    this.destination = chain(31_338, options.destination, cast);
    for (Signer sender : senders) {
      destination.enroll(origin, sender.address());
      origin.enroll(destination, sender.address());
    }
    this.rootProver = keys.signer("root prover").address();
    fund(rootProver);
    EvmAddress stranger = keys.signer("stranger").address();
    fund(stranger);
    fund(cast.owner());
    this.faults = new Faults(this, new Stranger(this, List.of(stranger, trustedRelayer.address())));
  }

  /** A network with everything as it is by default. */
  public static SimulatedNetwork create(long seed) {
    return builder().seed(seed).build();
  }

  /**
   * A network to be: seed 1, an origin with a block every 12 seconds, a destination with one every
   * 2 seconds, 2 of 3 validators.
   */
  public static Builder builder() {
    return new Builder();
  }

  /** What the whole run follows from. */
  public long seed() {
    return seed;
  }

  /** The chain messages leave: {@code eip155:31337}. It can as well be a destination. */
  public HyperlaneChain origin() {
    return origin;
  }

  /** The chain messages go to: {@code eip155:31338}. It can as well be an origin. */
  public HyperlaneChain destination() {
    return destination;
  }

  /** Both chains, the origin first. */
  public List<HyperlaneChain> chains() {
    return List.of(origin, destination);
  }

  /** Where Hyperlane's contracts are on both chains, for transports. */
  public List<MailboxDeployment> deployments() {
    return chains().stream().map(HyperlaneChain::deployment).toList();
  }

  /** The account on the origin that the clients send from. */
  public AccountId sender() {
    return senders().get(0);
  }

  /** All accounts on the origin that the clients can send from. */
  public List<AccountId> senders() {
    return senders.stream().map(signer -> origin.account(signer.address())).toList();
  }

  /** Every account whose key clients have. */
  public Set<EvmAddress> accounts() {
    return Stream.of(List.of(trustedRelayer), deliverers, senders)
        .flatMap(List::stream)
        .map(Signer::address)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The vault on the destination that trusts the relayer; the relay transport can reach it. */
  public AccountId vault() {
    return vault(Security.TRUSTED_RELAYER);
  }

  /** The vault on the destination behind this kind of security. */
  public AccountId vault(Security security) {
    return destination.vault(security);
  }

  /**
   * Puts a recipient on the destination that takes calls of the network's senders to any of these
   * functions and records each in an event {@code Recorded(bytes4,bytes)}.
   *
   * @param functions signatures such as {@code swap(uint256,bytes)}
   */
  public AccountId recorder(Security security, List<String> functions) {
    return destination.recorder(destination.ism(security), functions, origin, addresses(senders));
  }

  /**
   * Puts another vault on the destination, which takes calls of the network's senders.
   *
   * @param ism the security module it stands behind, such as one that the test deployed
   */
  public AccountId createVault(EvmAddress ism) {
    return destination.createVault(ism, origin, addresses(senders));
  }

  /** The like of {@link #recorder(Security, List)} behind any module on the destination. */
  public AccountId recorder(EvmAddress ism, List<String> functions) {
    return destination.recorder(ism, functions, origin, addresses(senders));
  }

  /** The account that the trusted relayer modules trust. */
  public EvmAddress trustedRelayer() {
    return trustedRelayer.address();
  }

  /**
   * The validators, watching both chains. They begin to work when this is first asked for, and sign
   * everything that was dispatched before.
   */
  public synchronized Committee committee() {
    if (committee == null) {
      Committee watching = new Committee(validators, threshold, conditions);
      for (HyperlaneChain chain : chains()) {
        watching.watch(chain, side(chain), validatorFinality, scheduler);
      }
      committee = watching;
    }
    return committee;
  }

  /**
   * INSECURE TEST PROVER. The light client of the origin on the destination, kept up to date from
   * when this is first asked for, and the modules that believe it.
   *
   * @throws IllegalStateException if the network is not {@link Builder#provable provable}
   */
  public synchronized ProvenOrigin provenOrigin() {
    if (provenOrigin == null) {
      if (origin.chain().options().blockHashes() != BlockHashes.OF_HEADERS) {
        throw new IllegalStateException(
            "Nothing can be proven of this network: build it with provable()");
      }
      ProvenOrigin following = new ProvenOrigin(origin, destination, seed, rootProver, conditions);
      following.follow(scheduler, provenEvery);
      provenOrigin = following;
    }
    return provenOrigin;
  }

  /** What can go wrong. */
  public Faults faults() {
    return faults;
  }

  /** The simulated time. */
  public InstantSource clock() {
    return scheduler.clock();
  }

  /** Lets time pass. */
  public void advance(Duration span) {
    scheduler.advance(span);
  }

  /** Lets time pass until both chains have at least this many more blocks. */
  public void mineBlocks(int blocks) {
    chains().stream()
        .max((one, other) -> one.blockTime().compareTo(other.blockTime()))
        .ifPresent(slowest -> slowest.mineBlocks(blocks));
  }

  /** Runs something after this much simulated time, when time passes. */
  public void after(Duration delay, Runnable what) {
    scheduler.after(delay, what);
  }

  /** A client over these transports, with the keys of the network's senders and deliverers. */
  public MessagingClient client(Transport... transports) {
    Interlane.Builder client = clientBuilder();
    for (Transport transport : transports) {
      client.transport(transport);
    }
    return opened(client.build());
  }

  /**
   * A client to be, with chains, keys, simulated time and chance set, and a journal in memory;
   * transports are missing.
   */
  public Interlane.Builder clientBuilder() {
    return clientBuilder(chain -> chain);
  }

  /** The same with something between the client and each chain. */
  public Interlane.Builder clientBuilder(UnaryOperator<Chain> between) {
    Interlane.Builder client =
        Interlane.builder().appId("testkit").journal(new InMemoryJournal()).driver(driver());
    chains().forEach(chain -> client.chain(between.apply(connect(chain))));
    // Each client draws anew: one after a restart must not repeat the salts of the one before.
    return client.random(new SplittableRandom(seed + clientsMade.getAndIncrement()));
  }

  /**
   * Starts an application's process: a client over this journal, which faults can crash and which
   * then comes back.
   *
   * @param client makes the client to be: {@link #clientBuilder()} and the transports
   * @param onStart told of the client at the start, and of the new one after each crash
   */
  public Backend backend(
      Journal journal, Supplier<Interlane.Builder> client, Consumer<MessagingClient> onStart) {
    Backend backend = Backend.start(this, watch.apply(journal), client, onStart);
    backends.add(backend);
    return backend;
  }

  /** Has somebody look over the shoulder of every backend's journal from now on. */
  public void watchJournals(UnaryOperator<Journal> watcher) {
    watch = watcher;
  }

  List<Backend> backends() {
    return backends;
  }

  /**
   * Has the owner of a call recipient give up every position of an ordered lane below {@code
   * sequence}: the way out when a message of it will never execute.
   */
  public void skipLane(Lane lane, long sequence) {
    HyperlaneChain from = chain(lane.sender().chain());
    chain(lane.recipient().chain()).skipLane(lane, from.domain(), sequence);
  }

  private HyperlaneChain chain(ChainId id) {
    return chains().stream()
        .filter(chain -> chain.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(id + " is no chain of this network"));
  }

  /** Has a client closed together with the network. */
  public MessagingClient opened(MessagingClient client) {
    clients.add(client);
    return client;
  }

  /** A chain for a client, with the keys of the trusted relayer, deliverers and senders. */
  public Chain connect(HyperlaneChain chain) {
    return connect(FaultyPort.of(chain.chain(), side(chain), conditions));
  }

  /**
   * The same keys over another port to one of the chains: that of another process, which made the
   * same network from the same seed, behind JSON-RPC for example.
   */
  public Chain connect(ChainPort port) {
    Signer[] signers =
        Stream.of(List.of(trustedRelayer), deliverers, senders)
            .flatMap(List::stream)
            .toArray(Signer[]::new);
    return EvmChain.over(port, signers).knowing(Vault.errors());
  }

  /** What is wrong at the moment between clients and the network. */
  public Conditions conditions() {
    return conditions;
  }

  /** The chain on this side. */
  public HyperlaneChain chain(Side side) {
    return switch (side) {
      case ORIGIN -> origin;
      case DESTINATION -> destination;
    };
  }

  private Side side(HyperlaneChain chain) {
    return chain == origin ? Side.ORIGIN : Side.DESTINATION;
  }

  /** A driver on simulated time, for one client. */
  public LoopDriver driver() {
    return simulatedDriver();
  }

  SimulatedDriver simulatedDriver() {
    return new SimulatedDriver(scheduler);
  }

  /** Closes the clients. */
  @Override
  public void close() {
    clients.forEach(client -> client.close(CloseMode.ABANDON, Duration.ZERO));
    clients.clear();
    backends.forEach(Backend::close);
    backends.clear();
  }

  @Override
  public String toString() {
    return "SimulatedNetwork[seed " + seed + ", " + scheduler.now() + "]";
  }

  private HyperlaneChain chain(
      long number, UnaryOperator<ChainOptions.Builder> options, HyperlaneChain.Cast cast) {
    ChainOptions.Builder chain = ChainOptions.builder().id(ChainId.eip155(number)).seed(seed);
    SimulatedChain simulated = SimulatedChain.start(options.apply(chain).build(), scheduler);
    HyperlaneChain hyperlane = new HyperlaneChain(simulated, number, cast);
    List<Signer> funded = new ArrayList<>(senders);
    funded.addAll(deliverers);
    funded.add(trustedRelayer);
    funded.forEach(signer -> simulated.fund(signer.address(), FUNDS_WEI));
    return hyperlane;
  }

  private void fund(EvmAddress account) {
    chains().forEach(chain -> chain.chain().fund(account, FUNDS_WEI));
  }

  private static List<EvmAddress> addresses(List<Signer> signers) {
    return signers.stream().map(Signer::address).toList();
  }

  /** What a network shall be like. Not thread-safe. */
  public static final class Builder {
    private long seed = 1;
    private int senders = 1;
    private int provenEvery = 1;
    private int deliverers = 1;
    private int validators = 3;
    private int threshold = 2;
    private Finality validatorFinality = Finality.SAFE;
    private UnaryOperator<ChainOptions.Builder> origin =
        chain -> chain.blockTime(Duration.ofSeconds(12)).safeDepth(2).finalDepth(4);
    private UnaryOperator<ChainOptions.Builder> destination =
        chain -> chain.blockTime(Duration.ofSeconds(2)).safeDepth(5).finalDepth(10);

    private Builder() {}

    /** What the run follows from; keys and block hashes too. */
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /** Changes what the origin is like: {@code origin(chain -> chain.finalDepth(64))}. */
    public Builder origin(UnaryOperator<ChainOptions.Builder> change) {
      UnaryOperator<ChainOptions.Builder> before = origin;
      origin = chain -> change.apply(before.apply(chain));
      return this;
    }

    /** Changes what the destination is like. */
    public Builder destination(UnaryOperator<ChainOptions.Builder> change) {
      UnaryOperator<ChainOptions.Builder> before = destination;
      destination = chain -> change.apply(before.apply(chain));
      return this;
    }

    /**
     * Gives both chains blocks whose hashes commit to state and receipts, for proofs of execution
     * and light clients. See {@link BlockHashes#OF_HEADERS}; it costs every block something.
     */
    public Builder provable() {
      return origin(chain -> chain.blockHashes(BlockHashes.OF_HEADERS))
          .destination(chain -> chain.blockHashes(BlockHashes.OF_HEADERS));
    }

    /**
     * How many final blocks of the origin the {@link SimulatedNetwork#provenOrigin light client}
     * passes over from one proof to the next; 1 by default. Real provers take minutes, and a
     * pairing costs a run milliseconds.
     */
    public Builder provenEvery(int blocks) {
      provenEvery = atLeastOne("provenEvery", blocks);
      return this;
    }

    /** How many accounts there are to send from; 1 by default. */
    public Builder senders(int count) {
      senders = atLeastOne("senders", count);
      return this;
    }

    /** How many accounts deliver, beside the trusted relayer; 1 by default. */
    public Builder deliverers(int count) {
      deliverers = atLeastOne("deliverers", count);
      return this;
    }

    /**
     * How many of how many validators must sign; 2 of 3 by default.
     *
     * @throws IllegalArgumentException if the threshold is not 1 to the number of validators
     */
    public Builder quorum(int required, int of) {
      if (required < 1 || required > of) {
        throw new IllegalArgumentException(
            "A quorum is 1 to the number of validators, got " + required + " of " + of);
      }
      threshold = required;
      validators = of;
      return this;
    }

    /** How sure a block is before validators sign its leaves; safe by default. */
    public Builder validatorFinality(Finality finality) {
      validatorFinality = finality;
      return this;
    }

    /** The network, at {@link SimulatedNetwork#START}. */
    public SimulatedNetwork build() {
      return new SimulatedNetwork(this);
    }

    private static int atLeastOne(String name, int count) {
      if (count < 1) {
        throw new IllegalArgumentException(name + " must be at least 1, got " + count);
      }
      return count;
    }
  }
}
