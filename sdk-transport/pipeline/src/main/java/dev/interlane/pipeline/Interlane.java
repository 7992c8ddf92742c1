package dev.interlane.pipeline;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.client.MessagingClient;
import dev.interlane.client.Operator;
import dev.interlane.codec.envelope.CanonicalEnvelopeCodec;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.BodyCodec;
import dev.interlane.spi.Chain;
import dev.interlane.spi.EnvelopeCodec;
import dev.interlane.spi.InstanceTerms;
import dev.interlane.spi.Instances;
import dev.interlane.spi.Journal;
import dev.interlane.spi.Lease;
import dev.interlane.spi.LogFilter;
import dev.interlane.spi.MessageRecord;
import dev.interlane.spi.Transport;
import dev.interlane.spi.TransportContext;
import dev.interlane.spi.TransportProvider;
import dev.interlane.spi.TransportSession;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The front door: builds a {@link MessagingClient}.
 *
 * <pre>{@code
 * MessagingClient client =
 *     Interlane.builder()
 *         .appId("treasury")
 *         .chain(origin)
 *         .chain(destination)
 *         .transport(transport)
 *         .build();
 * }</pre>
 */
public final class Interlane {
  /** How many messages may be without an outcome by default. */
  public static final int DEFAULT_MAX_IN_FLIGHT = 100_000;

  /**
   * How many transactions of one account may wait to be included by default: what nodes guarantee
   * to keep per account.
   */
  public static final int DEFAULT_MAX_IN_FLIGHT_PER_ACCOUNT = 16;

  private Interlane() {}

  /**
   * What an operator sees and does in a journal that no client works on. Looking takes no lease;
   * the first change does, and voids that of a client that should still be there. What was changed
   * takes effect with the next client. The journal stays the caller's.
   *
   * @param appId the application's name, as given to its client
   */
  public static Operator operator(Journal journal, String appId, InstantSource clock) {
    return new JournalOperator(new JournalView(journal, appId), clock);
  }

  /** Starts a client; at least one transport and the chains of its routes are required. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Collects the parts of a client. What is given to it, chains and journal, belongs to the client
   * from {@link #build} on and is closed with it. Not thread-safe.
   */
  public static final class Builder {
    private String appId = "interlane";
    private final TreeMap<ChainId, Chain> chains = new TreeMap<>();
    private final Map<String, Transport> transports = new LinkedHashMap<>();
    private final TreeMap<String, BodyCodec> bodyCodecs = new TreeMap<>();
    private EnvelopeCodec envelopeCodec = new CanonicalEnvelopeCodec();
    private @Nullable Journal journal;
    private @Nullable LoopDriver driver;
    private @Nullable RandomGenerator random;
    private @Nullable InstanceTerms instance;
    private RetryPolicy retry = RetryPolicy.standard();
    private Duration pollInterval = Duration.ofSeconds(4);
    private int maxInFlight = DEFAULT_MAX_IN_FLIGHT;
    private int maxInFlightPerAccount = DEFAULT_MAX_IN_FLIGHT_PER_ACCOUNT;

    private Builder() {}

    /**
     * The name under which the journal keeps this application's messages and keys; {@code
     * interlane} by default. 1 to 100 characters.
     */
    public Builder appId(String name) {
      if (name.isBlank() || name.length() > 100) {
        throw new IllegalArgumentException(
            "appId must be 1 to 100 characters and not blank, got '" + name + "'");
      }
      appId = name;
      return this;
    }

    /** A chain to send from or to. */
    public Builder chain(Chain chain) {
      if (chains.putIfAbsent(chain.id(), chain) != null) {
        throw new IllegalArgumentException("Chain " + chain.id() + " was given twice");
      }
      return this;
    }

    /** A transport. The first one is used where {@code SendOptions} names none. */
    public Builder transport(Transport transport) {
      if (transports.putIfAbsent(transport.name(), transport) != null) {
        throw new IllegalArgumentException("Transport '" + transport.name() + "' was given twice");
      }
      return this;
    }

    /**
     * A transport by name, with its default options, found by {@link ServiceLoader}.
     *
     * @throws IllegalArgumentException if no module on the class path has it
     */
    public Builder transport(String name) {
      List<TransportProvider> providers =
          ServiceLoader.load(TransportProvider.class).stream()
              .map(ServiceLoader.Provider::get)
              .toList();
      return transport(
          providers.stream()
              .filter(provider -> provider.name().equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "No transport '"
                              + name
                              + "' on the class path, there are "
                              + providers.stream().map(TransportProvider::name).sorted().toList()))
              .create());
    }

    /**
     * Where messages are kept. Without one, the durable journal on the class path keeps them: that
     * of {@code interlane-journal} makes {@code interlane-journal/<appId>} in the working
     * directory. In memory, where no crash is survived, only on request: {@code journal(new
     * InMemoryJournal())}.
     */
    public Builder journal(Journal store) {
      journal = store;
      return this;
    }

    /** How failed steps are tried again; {@link RetryPolicy#standard} by default. */
    public Builder retry(RetryPolicy policy) {
      retry = policy;
      return this;
    }

    /**
     * How many messages may be without an outcome; beyond it {@code send} throws {@code
     * OverloadedException}. {@link #DEFAULT_MAX_IN_FLIGHT} by default.
     */
    public Builder maxInFlight(int messages) {
      maxInFlight = atLeastOne("maxInFlight", messages);
      return this;
    }

    /**
     * How many transactions of one account may wait to be included; {@link
     * #DEFAULT_MAX_IN_FLIGHT_PER_ACCOUNT} by default.
     */
    public Builder maxInFlightPerAccount(int transactions) {
      maxInFlightPerAccount = atLeastOne("maxInFlightPerAccount", transactions);
      return this;
    }

    /** How often a chain is looked at when nothing hints at a new block; 4 seconds by default. */
    public Builder pollInterval(Duration interval) {
      if (interval.isNegative() || interval.isZero()) {
        throw new IllegalArgumentException("pollInterval must be more than zero, got " + interval);
      }
      pollInterval = interval;
      return this;
    }

    /** Owns time and threads; {@link LoopDriver#threaded} by default. */
    public Builder driver(LoopDriver owner) {
      driver = owner;
      return this;
    }

    /** A codec for message bodies, instead of the one found by {@link ServiceLoader}. */
    public Builder bodyCodec(BodyCodec codec) {
      bodyCodecs.put(codec.namespace(), codec);
      return this;
    }

    /** The codec of envelopes; canonical Protobuf by default. */
    public Builder envelopeCodec(EnvelopeCodec codec) {
      envelopeCodec = codec;
      return this;
    }

    /**
     * Where salts and jitter come from; {@link SecureRandom} by default. A seeded one makes a
     * simulation repeatable and salts guessable.
     */
    public Builder random(RandomGenerator source) {
      random = source;
      return this;
    }

    /**
     * Makes the client one of several instances of the application, in processes of their own, over
     * one journal that can be shared: PostgreSQL's. One of them works, the others stand by, and one
     * of those takes over when it closes, dies or is stopped. Each of them sends, finds, waits,
     * quotes and reads receipts out; {@code track}, cancel, resume and replace are handed on to the
     * one that works, and only its listeners are told. Every instance has the same chains, keys and
     * transports. A client without this, over the same journal, takes the work away from them.
     *
     * @param terms of this instance; the others may have other names only
     */
    public Builder instance(InstanceTerms terms) {
      instance = terms;
      return this;
    }

    private RandomGenerator chance() {
      return random == null ? new SecureRandom() : random;
    }

    private static int atLeastOne(String name, int value) {
      if (value < 1) {
        throw new IllegalArgumentException(name + " must be at least 1, got " + value);
      }
      return value;
    }

    /**
     * Opens the transports, takes over what the journal holds and starts working.
     *
     * @throws IllegalArgumentException if a part is missing, a transport does not fit the chains,
     *     or the journal holds messages over a transport or chain that is not given
     * @throws IllegalStateException if no journal was given and no module on the class path has one
     * @throws dev.interlane.error.JournalUnavailableException if the journal cannot be reached
     */
    public MessagingClient build() {
      if (chains.isEmpty()) {
        throw new IllegalArgumentException("A client needs at least one chain: chain(...)");
      }
      if (transports.isEmpty()) {
        throw new IllegalArgumentException("A client needs at least one transport: transport(...)");
      }
      if (journal != null) {
        return start(journal);
      }
      Journal found = JournalChoice.find(appId);
      try {
        return start(found);
      } catch (RuntimeException | Error failed) {
        // Nobody else has it: it must not stay locked.
        found.close();
        throw failed;
      }
    }

    private MessagingClient start(Journal store) {
      RandomGenerator dice = new LockedRandom(chance());
      if (instance == null) {
        LoopDriver time = driver == null ? LoopDriver.threaded() : driver;
        return new Assembly(store, time, dice).alone();
      }
      if (driver != null) {
        throw new IllegalArgumentException(
            "An instance makes a driver for each time that it works: give no driver(...)");
      }
      Instances instances =
          store
              .instances()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "Several instances need a journal that they can share, such as"
                              + " PostgresJournal of interlane-journal; "
                              + store.getClass().getSimpleName()
                              + " belongs to one process"));
      return new Assembly(store, LoopDriver.threaded(), dice)
          .shared(new Succession.Claim(appId, instances, instance));
    }

    /** Under which lease a client works, and whom it tells. */
    private record Post(
        Lease lease,
        BooleanSupplier held,
        Listeners listeners,
        Optional<Instances> others,
        List<Runnable> belongings) {}

    private final class Assembly {
      private final LoopDriver time;
      private final Journal store;
      private final RandomGenerator dice;
      private final SortedMap<ChainId, Chain> ours =
          Collections.unmodifiableSortedMap(new TreeMap<>(chains));
      private final SortedMap<String, TransportSession> sessions;

      Assembly(Journal store, LoopDriver time, RandomGenerator dice) {
        this.store = store;
        this.time = time;
        this.dice = dice;
        this.sessions = openSessions();
      }

      /** The only client of the application. */
      MessagingClient alone() {
        return work(
            new Post(
                store.acquire(appId),
                () -> true,
                new Listeners(new Receipts(store, sessions)::of),
                Optional.empty(),
                List.of(this::closeChains, store::close)));
      }

      /** One of several; it works when it is its turn, each time with parts of its own. */
      MessagingClient shared(Succession.Claim claim) {
        Receipts receipts = new Receipts(store, sessions);
        Listeners listeners = new Listeners(receipts::of);
        Succession succession =
            new Succession(
                claim,
                time,
                tenure ->
                    new Assembly(store, LoopDriver.threaded(), dice)
                        .work(
                            new Post(
                                tenure.lease(),
                                tenure::isHeld,
                                listeners,
                                Optional.of(claim.instances()),
                                List.of())));
        SharedClient client =
            new SharedClient(
                new SharedClient.Parts(
                    appId,
                    store,
                    claim.instances(),
                    time,
                    sending(),
                    receipts,
                    listeners,
                    List.of(this::closeSessions, this::closeChains, store::close)),
                succession);
        succession.begin();
        return client;
      }

      private void closeSessions() {
        sessions.values().forEach(TransportSession::close);
      }

      private void closeChains() {
        ours.values().forEach(Chain::close);
      }

      private PipelineClient work(Post post) {
        Deliveries deliveries =
            new Deliveries(
                new Deliveries.Settings(appId, store, retry, dice, maxInFlight), sessions);
        DeliverySteps steps = new DeliverySteps(deliveries);
        ChainFacts facts = new ChainFacts(deliveries, steps);
        steps.lookBackBy(facts.sightings()::lookBack);
        PipelineClient client =
            new PipelineClient(time, deliveries, ours, sessions, post.listeners());
        Loop loop = new Loop(time, store, post.lease(), post.held(), client);
        TreeMap<ChainId, ChainDesk> desks = new TreeMap<>();
        ours.forEach(
            (id, chain) ->
                desks.put(id, new ChainDesk(chain, loop, facts, steps, maxInFlightPerAccount)));
        deliveries.wire(
            new Deliveries.Wiring(loop, steps, facts, new AcceptanceReading(deliveries), desks));
        List<ChainWatch> watches =
            desks.values().stream()
                .filter(desk -> desk.chain().isSeen())
                .map(desk -> watch(desk, deliveries, facts))
                .toList();
        client.complete(
            new PipelineClient.Parts(
                loop, sending(), tracking(), steps, watches, post.belongings()));
        store
            .outbox()
            .map(outbox -> new Intake(loop, outbox, appId, this::fits))
            .ifPresent(intake -> loop.post(intake::start));
        post.others()
            .map(others -> new SteeringDesk(loop, others, client))
            .ifPresent(desk -> loop.post(desk::start));
        // Before any thread runs: a journal that does not fit is the caller's error.
        new Recovery(deliveries, steps, facts).run(ours.keySet());
        loop.post(() -> watches.forEach(ChainWatch::start));
        time.start(loop);
        time.wake();
        return client;
      }

      /** Whether a message of the journal can be worked on by this client. */
      private boolean fits(MessageRecord message) {
        return sessions.containsKey(message.transport())
            && ours.containsKey(message.envelope().origin())
            && ours.containsKey(message.envelope().destination());
      }

      private SortedMap<String, TransportSession> openSessions() {
        TransportContext context = new TransportContext(ours, time.clock(), time.tasks());
        TreeMap<String, TransportSession> opened = new TreeMap<>();
        transports.forEach((name, transport) -> opened.put(name, transport.open(context)));
        return Collections.unmodifiableSortedMap(opened);
      }

      private ChainWatch watch(ChainDesk desk, Deliveries deliveries, ChainFacts facts) {
        ChainFollower follower =
            new ChainFollower(desk.chain().port(), () -> interests(desk.id()), desk.wanted());
        return new ChainWatch(desk, follower, deliveries, facts, pollInterval);
      }

      /** One filter for all transports: it may match more than any asked for, never less. */
      private Optional<LogFilter> interests(ChainId chain) {
        List<LogFilter> wanted = new ArrayList<>();
        sessions.values().forEach(session -> wanted.addAll(session.interests(chain)));
        if (wanted.isEmpty()) {
          return Optional.empty();
        }
        Set<EvmAddress> emitters = new LinkedHashSet<>();
        Set<Bytes32> topics = new LinkedHashSet<>();
        boolean anyTopic = wanted.stream().anyMatch(filter -> filter.topic0s().isEmpty());
        for (LogFilter filter : wanted) {
          emitters.addAll(filter.emitters());
          topics.addAll(filter.topic0s());
        }
        return Optional.of(
            new LogFilter(List.copyOf(emitters), anyTopic ? List.of() : List.copyOf(topics)));
      }

      private Sending sending() {
        return new Sending(admission(), store, appId);
      }

      private Admission admission() {
        TreeMap<String, BodyCodec> bodies =
            ServiceLoader.load(BodyCodec.class).stream()
                .map(ServiceLoader.Provider::get)
                .collect(
                    Collectors.toMap(
                        BodyCodec::namespace, codec -> codec, (one, other) -> one, TreeMap::new));
        bodies.putAll(bodyCodecs);
        return Admission.of(
            new Admission.Parts(
                appId,
                ours,
                sessions,
                transports.keySet().iterator().next(),
                new Admission.Codecs(bodies, envelopeCodec),
                time.clock(),
                dice,
                envelope -> store.nextLaneSequence(envelope.lane(), envelope.ordering()),
                value -> store.outbox().map(outbox -> outbox.canJoin(value)).orElse(false)));
      }

      private Tracking tracking() {
        return new Tracking(appId, ours.keySet(), sessions, envelopeCodec, time.clock());
      }
    }
  }
}
