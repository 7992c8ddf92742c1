package dev.interlane.mailbox;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.Finality;
import dev.interlane.error.CodecException;
import dev.interlane.error.Refusal;
import dev.interlane.message.Route;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.receipt.AcceptedUnder;
import dev.interlane.receipt.ExecutionProof;
import dev.interlane.receipt.ProtocolId;
import dev.interlane.receipt.ReplayScope;
import dev.interlane.spi.AcceptanceQuestion;
import dev.interlane.spi.Chain;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.Dispatch;
import dev.interlane.spi.ExecutionQuestion;
import dev.interlane.spi.LogFilter;
import dev.interlane.spi.Outbound;
import dev.interlane.spi.Preflight;
import dev.interlane.spi.Sighting;
import dev.interlane.spi.Step;
import dev.interlane.spi.StepContext;
import dev.interlane.spi.StepResult;
import dev.interlane.spi.TransactionIntent;
import dev.interlane.spi.TransactionReceipt;
import dev.interlane.spi.TransportCapabilities;
import dev.interlane.spi.TransportContext;
import dev.interlane.spi.TransportSession;
import dev.interlane.spi.WakeOn;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Hyperlane at work on a client's chains: everything that the transports over it have in common. A
 * transport opens one with its {@link IsmProver}. The steps after the dispatch are {@code prove},
 * which needs no transaction, for some provers one in which modules are prepared by transactions
 * ({@code authorize}), and {@code deliver}, which is the destination mailbox's {@code process}.
 * Thread-safe.
 */
public final class MailboxSession implements TransportSession {
  static final String PROVE = "prove";
  static final String DELIVER = "deliver";
  static final String WATCH = "watch";

  private final SortedMap<ChainId, MailboxClient> clients;
  private final SortedMap<Long, MailboxDeployment> byDomain;
  private final SortedMap<ChainId, OriginTree> trees;
  private final IsmProver prover;
  private final MailboxPreflight preflight;
  private final DeliveryTerms terms;
  private final RemoteRoutes remotes;
  private final DestinationSteps atDestination;

  private MailboxSession(
      SortedMap<ChainId, MailboxClient> clients,
      SortedMap<Long, MailboxDeployment> byDomain,
      IsmProver prover,
      DeliveryTerms terms,
      RemoteRoutes remotes) {
    this.clients = clients;
    this.byDomain = byDomain;
    this.prover = prover;
    this.trees = new TreeMap<>();
    clients.forEach(
        (chain, client) ->
            trees.put(
                chain, new OriginTree(MerkleTreeIndex.of(client.port(), client.deployment()))));
    this.terms = terms;
    this.remotes = remotes;
    this.preflight = new MailboxPreflight(clients, prover, terms, remotes);
    this.atDestination = new DestinationSteps(preflight::client, terms, prover.pollInterval());
  }

  /**
   * Starts working. Deployments on chains that the client does not have are left aside.
   *
   * @throws IllegalArgumentException if two deployments are of the same chain or domain
   */
  public static MailboxSession open(MailboxTransport transport, TransportContext context) {
    SortedMap<ChainId, MailboxClient> clients = new TreeMap<>();
    SortedMap<Long, MailboxDeployment> byDomain = new TreeMap<>();
    SortedMap<ChainId, MailboxDeployment> byChain = new TreeMap<>();
    for (MailboxDeployment deployment : transport.deployments()) {
      MailboxDeployment sameDomain = byDomain.put(deployment.domain(), deployment);
      MailboxDeployment sameChain = byChain.put(deployment.chain(), deployment);
      if (sameDomain != null || sameChain != null) {
        throw new IllegalArgumentException(
            "Two deployments are of chain "
                + deployment.chain()
                + " or of domain "
                + deployment.domain());
      }
      Chain chain = context.chains().get(deployment.chain());
      if (chain != null) {
        clients.put(deployment.chain(), new MailboxClient(deployment, chain, context.clock()));
      }
    }
    return new MailboxSession(
        clients,
        byDomain,
        transport.prover(context),
        transport.terms(),
        new RemoteRoutes(remotes(transport, byDomain), transport.terms()));
  }

  private static SortedMap<ChainId, RemoteDomain> remotes(
      MailboxTransport transport, SortedMap<Long, MailboxDeployment> byDomain) {
    SortedMap<ChainId, RemoteDomain> remotes = new TreeMap<>();
    Set<Long> domains = new TreeSet<>(byDomain.keySet());
    for (RemoteDomain remote : transport.remotes()) {
      if (!domains.add(remote.domain()) || remotes.put(remote.chain(), remote) != null) {
        throw new IllegalArgumentException(
            "Two chains have domain " + remote.domain() + ", or " + remote.chain() + " has two");
      }
    }
    return remotes;
  }

  @Override
  public TransportCapabilities capabilities(Route route) {
    return TransportCapabilities.builder()
        .deliveryBy(terms.by())
        .order(TransportCapabilities.ProtocolOrder.NONE)
        .timeout(TransportCapabilities.TimeoutBy.RECIPIENT)
        .failureRecord(TransportCapabilities.FailureRecord.NONE)
        .replayScope(ReplayScope.PROTOCOL_ID)
        .maxBodyBytes(Framing.MAX_BODY_BYTES)
        .build();
  }

  @Override
  public Preflight preflight(Outbound message) {
    return preflight.check(message);
  }

  @Override
  public List<Refusal> obstacles(Outbound message) {
    return preflight.obstacles(message);
  }

  @Override
  public Bytes frame(Outbound message) {
    if (remotes.leadTo(message.envelope().destination())) {
      return message.envelope().content();
    }
    MailboxRoute route = route(message.envelope().route());
    return Framing.frame(message, route.origin(), route.destination());
  }

  @Override
  public TransactionIntent dispatch(Outbound message) {
    return preflight.dispatch(message);
  }

  @Override
  public List<Dispatch> dispatchesIn(TransactionReceipt receipt) {
    MailboxClient origin = clients.get(receipt.inclusion().chain());
    if (origin == null || !receipt.succeeded()) {
      return List.of();
    }
    return new DispatchReading(origin.deployment(), this::accountsOf).dispatchesIn(receipt);
  }

  private Optional<AccountWord> accountsOf(long domain) {
    return Optional.ofNullable(byDomain.get(domain))
        .map(deployment -> AccountWord.on(deployment.chain()))
        .or(() -> remotes.ofDomain(domain).map(RemoteDomain::accounts));
  }

  @Override
  public List<LogFilter> interests(ChainId chain) {
    MailboxClient client = clients.get(chain);
    return client == null
        ? List.of()
        : List.of(
            new LogFilter(
                List.of(client.deployment().mailbox()), List.of(MailboxAbi.PROCESS_ID.topic0())));
  }

  @Override
  public List<Sighting> recognise(ChainLog log) {
    MailboxClient client = clients.get(log.block().chain());
    if (client == null
        || !log.emitter().equals(client.deployment().mailbox())
        || !log.isEvent(MailboxAbi.PROCESS_ID.topic0())
        || log.topics().size() != 2) {
      return List.of();
    }
    ProtocolId id =
        new ProtocolId(
            DispatchReading.ROLE,
            OperatorLegs.PROTOCOL,
            log.block().chain(),
            log.topics().get(1).toHex());
    return List.of(new Sighting(Sighting.Kind.DELIVERED, id, log));
  }

  @Override
  public boolean isDelivered(ProtocolId id, BlockRef at) {
    return id.protocol().equals(OperatorLegs.PROTOCOL)
        && client(at.chain()).isDelivered(Bytes32.fromHex(id.value()), at);
  }

  @Override
  public List<Step> steps(Route route) {
    if (terms.by() == TransportCapabilities.DeliveryBy.NETWORK
        || remotes.leadTo(route.destination())) {
      return List.of(new Step(WATCH, Step.Stage.DELIVERED, route.destination()));
    }
    Step prove = new Step(PROVE, Step.Stage.PROVEN, route.origin());
    Step deliver = new Step(DELIVER, Step.Stage.DELIVERED, route.destination());
    return prover
        .preparation()
        .map(name -> new Step(name, Step.Stage.UNCHANGED, route.destination()))
        .map(prepare -> List.of(prove, prepare, deliver))
        .orElseGet(() -> List.of(prove, deliver));
  }

  @Override
  public StepResult advance(StepContext context) {
    Route route = context.message().envelope().route();
    if (remotes.leadTo(route.destination())) {
      return remotes.watch(context, client(route.origin()).deployment());
    }
    Optional<String> unknown = preflight.objection(route);
    if (unknown.isPresent()) {
      return park(unknown.get(), "Give the transport the deployment, and the client the chain");
    }
    client(route.origin()).deliverers().dispatches(context.message().envelope().sender());
    MailboxMemo memo;
    try {
      memo = MailboxMemo.decode(context.memo());
    } catch (CodecException malformed) {
      return unreadable(malformed);
    }
    MailboxRoute ends = route(route);
    if (!Framing.matches(memo.message(), context.message(), ends)) {
      return anotherMessage(memo.message());
    }
    Optional<StepResult> network = atDestination.network(context, memo);
    if (network.isPresent()) {
      return network.get();
    }
    return switch (context.step().reaches()) {
      case PROVEN -> prove(context, memo, ends);
      case UNCHANGED -> atDestination.prepare(context, memo);
      case DELIVERED, SETTLED -> atDestination.deliver(context, memo);
    };
  }

  private StepResult prove(StepContext context, MailboxMemo memo, MailboxRoute route) {
    ChainId origin = route.origin().chain();
    Finality needed = later(prover.finality(), context.message().envelope().finality());
    if (!context.dispatchFinality().atLeast(needed)) {
      return notSure(context, origin, needed);
    }
    return prove(
        new DispatchedMessage(
            memo.message(),
            route,
            context.dispatch(),
            context.dispatchFinality(),
            atLeast -> leaf(context, memo, later(needed, atLeast)),
            context.now()),
        memo);
  }

  private DispatchedMessage.LeafPlace leaf(
      StepContext context, MailboxMemo memo, Finality finality) {
    MailboxClient origin = client(context.message().envelope().origin());
    if (memo.leafIndex().isEmpty()) {
      return LeafNeed.never(memo.message(), origin.deployment());
    }
    OriginTree tree = tree(origin.deployment().chain());
    long index = memo.leafIndex().getAsLong();
    return tree.missing(
            memo.message().id(), index, context.dispatch().block(), finality, context.now())
        .<DispatchedMessage.LeafPlace>map(DispatchedMessage.LeafPlace.NotYet::new)
        .orElseGet(() -> new DispatchedMessage.LeafPlace.Found(tree.index(), index));
  }

  private StepResult prove(DispatchedMessage message, MailboxMemo memo) {
    MailboxClient destination = client(message.route().destination().chain());
    MailboxClient.FoundIsm ism =
        destination.ismWithout(
            memo.message(), node -> prover.objection(node, message.route()).isPresent());
    Optional<String> objection = prover.objection(ism.node(), message.route());
    if (objection.isPresent()) {
      return park(
          "the recipient's ISM cannot be satisfied: " + objection.get(),
          "Change the recipient's ISM, the transport's options or our keys");
    }
    return switch (prover.prove(ism.node(), message)) {
      case LegProof.Ready ready ->
          new StepResult.Done(
              Optional.of(IsmEvidence.naming(ism.node(), ready.evidence())),
              memo.proven(
                      new MailboxMemo.Proof(
                          ready.metadata(),
                          ism.fingerprint(),
                          ready.submitter(),
                          ready.preparations()))
                  .encode());
      case LegProof.Waiting waiting -> waiting(message.now(), waiting);
      case LegProof.Refused refused -> park(refused.reason(), refused.hint());
    };
  }

  @Override
  public Optional<AcceptedUnder> acceptedUnder(AcceptanceQuestion question) {
    MailboxClient destination = client(question.message().envelope().destination());
    return Optional.of(AcceptedRule.read(destination, question));
  }

  @Override
  public ExecutionProof proveExecution(ExecutionQuestion question) {
    MailboxClient destination = client(question.route().destination());
    return new DeliveryProofs(destination.port(), destination.deployment()).prove(question);
  }

  @Override
  public void close() {
    // The chains are the client's, and nothing else is held.
  }

  private StepResult waiting(Instant now, LegProof.Waiting waiting) {
    WakeOn wakeOn =
        waiting.wakeOn().orElseGet(() -> new WakeOn.At(now.plus(prover.pollInterval())));
    return new StepResult.Pending(wakeOn, waiting.reason());
  }

  static StepResult notSure(StepContext context, ChainId origin, Finality needed) {
    long height = context.dispatch().block().height();
    return new StepResult.Pending(
        new WakeOn.Height(origin, needed, height),
        "the dispatch in block " + height + " of " + origin + " is not " + needed + " yet");
  }

  static StepResult unreadable(CodecException malformed) {
    return park(
        "The memo in the journal cannot be read: " + malformed.getMessage(),
        "Was the journal written by another transport?");
  }

  static StepResult anotherMessage(HyperlaneMessage written) {
    return park(
        "The message dispatched, " + written + ", is not the one that was sent",
        "Was the journal changed by hand?");
  }

  static StepResult park(String reason, String hint) {
    return new StepResult.Failed(StepResult.FailureClass.PARK, reason, hint);
  }

  private static Finality later(Finality one, Finality other) {
    return one.atLeast(other) ? one : other;
  }

  private MailboxRoute route(Route route) {
    return preflight.route(route);
  }

  private MailboxClient client(ChainId chain) {
    return preflight.client(chain);
  }

  private OriginTree tree(ChainId chain) {
    OriginTree tree = trees.get(chain);
    if (tree == null) {
      throw MailboxPreflight.unknown(chain);
    }
    return tree;
  }
}
