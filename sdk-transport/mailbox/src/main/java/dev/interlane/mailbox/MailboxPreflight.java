package dev.interlane.mailbox;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.ChainId;
import dev.interlane.error.Refusal;
import dev.interlane.message.CanonicalEnvelope;
import dev.interlane.message.Route;
import dev.interlane.primitive.Bytes;
import dev.interlane.receipt.Fee;
import dev.interlane.receipt.ProtocolFee;
import dev.interlane.spi.GasEstimate;
import dev.interlane.spi.Outbound;
import dev.interlane.spi.Preflight;
import dev.interlane.spi.TransactionIntent;
import dev.interlane.spi.TransportCapabilities.DeliveryBy;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/** What is found out before anything is sent, and the dispatch itself. */
final class MailboxPreflight {
  // Measured on the contracts: dispatch with the default hooks, process with no proof, what a
  // signature and a Merkle proof add, and the calldata floor per byte. For quotes only.
  private static final long DISPATCH_GAS = 155_000;
  private static final long PROCESS_GAS = 72_000;
  private static final long SIGNATURE_GAS = 6_000;
  private static final long MERKLE_PROOF_GAS = 31_000;
  private static final long BYTE_GAS = 40;

  // A rate limit writes two slots and what it has seen.
  private static final long GATE_GAS = 40_000;

  // A signature or two of a gateway, and storage that a module writes.
  private static final long LOOKUP_GAS = 60_000;

  // Two proofs of eight nodes each, as on a chain of the size of Ethereum's.
  private static final long AUTHORIZE_GAS = 600_000;

  private static final String ORIGIN_HOOKS = "origin hooks";
  private static final String ORIGIN_GAS = "origin gas";

  /** What a recipient is taken to use when the sender says nothing. */
  private static final long HANDLE_GAS = 100_000;

  private final SortedMap<ChainId, MailboxClient> clients;
  private final IsmProver prover;
  private final DeliveryTerms terms;
  private final RemoteRoutes remotes;
  private final AccountCalls accountCalls;
  private final Dispatching dispatching;

  MailboxPreflight(
      SortedMap<ChainId, MailboxClient> clients,
      IsmProver prover,
      DeliveryTerms terms,
      RemoteRoutes remotes) {
    this.remotes = remotes;
    this.clients = clients;
    this.prover = prover;
    this.terms = terms;
    this.accountCalls = new AccountCalls(this::client);
    this.dispatching = new Dispatching(terms, this::client, accountCalls);
  }

  Preflight check(Outbound message) {
    return remotes.leadTo(message.envelope().destination())
        ? checkRemote(message)
        : checkSeen(message);
  }

  private Preflight checkRemote(Outbound message) {
    CanonicalEnvelope envelope = message.envelope();
    List<Refusal> refusals = new ArrayList<>(remotes.refusals(message));
    if (!clients.containsKey(envelope.origin())) {
      refusals.add(unknownRoute(unconfigured(envelope.origin())));
      return new Preflight(List.of(), refusals);
    }
    MailboxClient origin = client(envelope.origin());
    refuseDeployment(origin, refusals);
    if (!refusals.isEmpty()) {
      return new Preflight(List.of(), refusals);
    }
    HyperlaneMessage provisional = remotes.provisional(envelope, origin.deployment());
    List<Fee> fees = new ArrayList<>();
    Optional<ProtocolFee> protocolFee = Optional.empty();
    switch (dispatching.quote(message, provisional)) {
      case MailboxClient.Quoted.Refused refused -> refusals.add(hookRefusal(message, refused));
      case MailboxClient.Quoted.Price price -> {
        refusals.addAll(dispatching.tokenRefusals(message, provisional, price.amount()));
        long gas = DISPATCH_GAS + provisional.bytes().length() * BYTE_GAS;
        protocolFee = Optional.of(dispatching.fee(message, price.amount(), ORIGIN_HOOKS));
        fees.add(protocolFee.get().fee());
        fees.add(fee(envelope.sender(), gasWei(envelope.sender(), gas), ORIGIN_GAS));
      }
    }
    return new Preflight(fees, refusals, Optional.of(origin.goodUntil()), protocolFee);
  }

  private Preflight checkSeen(Outbound message) {
    List<Refusal> refusals = new ArrayList<>();
    CanonicalEnvelope envelope = message.envelope();
    objection(envelope.route())
        .ifPresentOrElse(
            reason -> refusals.add(unknownRoute(reason)),
            () -> accountCalls.refusal(envelope).ifPresent(refusals::add));
    if (!refusals.isEmpty()) {
      return new Preflight(List.of(), refusals);
    }
    MailboxRoute route = route(envelope.route());
    Bytes frame = Framing.frame(message, route.origin(), route.destination());
    if (frame.length() > Framing.MAX_BODY_BYTES) {
      refusals.add(
          new Refusal(
              "body",
              "on the wire it has " + frame.length() + " bytes, at most " + Framing.MAX_BODY_BYTES,
              "Send less, or send the hash and publish the content elsewhere"));
    }
    refuseAccounts(envelope, route, refusals);
    refuseDeployments(route, refusals);
    if (!refusals.isEmpty()) {
      return new Preflight(List.of(), refusals);
    }
    HyperlaneMessage provisional = Framing.provisional(message, route);
    IsmNode ism =
        client(route.destination().chain())
            .ismWithout(provisional, node -> prover.objection(node, route).isPresent())
            .node();
    if (terms.by() != DeliveryBy.NETWORK) {
      prover.objection(ism, route).ifPresent(reason -> refusals.add(ismRefusal(envelope, reason)));
    }
    Gates.closed(ism).ifPresent(reason -> refusals.add(closedRefusal(envelope, reason)));
    LeafNeed.refusal(client(envelope.origin()), provisional, dispatching.hook(envelope), ism)
        .ifPresent(refusals::add);
    List<Fee> fees = new ArrayList<>();
    Optional<ProtocolFee> protocolFee = Optional.empty();
    switch (dispatching.quote(message, provisional)) {
      case MailboxClient.Quoted.Refused refused -> refusals.add(hookRefusal(message, refused));
      case MailboxClient.Quoted.Price price -> {
        refusals.addAll(dispatching.tokenRefusals(message, provisional, price.amount()));
        protocolFee = Optional.of(dispatching.fee(message, price.amount(), ORIGIN_HOOKS));
        fees.add(protocolFee.get().fee());
        fees.addAll(gasFees(envelope, route, provisional, ism));
      }
    }
    return new Preflight(
        fees, refusals, Optional.of(client(envelope.origin()).goodUntil()), protocolFee);
  }

  /** What would stop the delivery if it were due now; it may have passed by then. */
  List<Refusal> obstacles(Outbound message) {
    CanonicalEnvelope envelope = message.envelope();
    if (remotes.leadTo(envelope.destination())
        || objection(envelope.route()).isPresent()
        || accountCalls.refusal(envelope).isPresent()) {
      return List.of();
    }
    MailboxClient destination = client(envelope.destination());
    HyperlaneMessage provisional = Framing.provisional(message, route(envelope.route()));
    return switch (destination.handle(provisional)) {
      case GasEstimate.Enough enough -> List.of();
      case GasEstimate.Reverts reverts ->
          List.of(
              new Refusal(
                  "recipient",
                  "the recipient "
                      + envelope.recipient()
                      + " would not take it now: "
                      + destination.explain(reverts.data()),
                  RecipientErrors.hint(reverts.data())));
    };
  }

  /** Why nothing can be sent this way at all. */
  Optional<String> objection(Route route) {
    return Stream.of(route.origin(), route.destination())
        .filter(chain -> !clients.containsKey(chain))
        .findFirst()
        .map(MailboxPreflight::unconfigured);
  }

  private static String unconfigured(ChainId chain) {
    return "no Hyperlane deployment on " + chain + " is configured for this client";
  }

  MailboxRoute route(Route route) {
    MailboxClient origin = client(route.origin());
    MailboxClient destination = client(route.destination());
    return new MailboxRoute(
        origin.deployment(),
        destination.deployment(),
        origin.dispatchers(),
        destination.deliverers().any(),
        destination.deliverers().trustable());
  }

  MailboxClient client(ChainId chain) {
    MailboxClient client = clients.get(chain);
    if (client == null) {
      throw unknown(chain);
    }
    return client;
  }

  static IllegalArgumentException unknown(ChainId chain) {
    return new IllegalArgumentException("No Hyperlane deployment on " + chain + " is configured");
  }

  TransactionIntent dispatch(Outbound message) {
    CanonicalEnvelope envelope = message.envelope();
    client(envelope.origin()).deliverers().dispatches(envelope.sender());
    return dispatching.intent(
        message,
        remotes.leadTo(envelope.destination())
            ? remotes.provisional(envelope, client(envelope.origin()).deployment())
            : Framing.provisional(message, route(envelope.route())));
  }

  private void refuseAccounts(
      CanonicalEnvelope envelope, MailboxRoute route, List<Refusal> refusals) {
    if (!route.senders().contains(envelope.sender())) {
      refusals.add(
          new Refusal(
              "sender",
              envelope.sender() + " is none of our accounts that dispatch: " + route.senders(),
              "Give the origin's chain the signer of the sender"));
    }
    if (route.deliverers().isEmpty() && terms.by() != DeliveryBy.NETWORK) {
      refusals.add(
          new Refusal(
              "recipient",
              "no key on " + route.destination().chain() + " may deliver",
              "Give the destination's chain a signer, in no role but that of delivering"));
    }
    if (!client(envelope.destination()).hasCode(envelope.recipient().evmAddress())) {
      refusals.add(
          new Refusal(
              "recipient",
              envelope.recipient() + " has no code: it cannot handle messages",
              "Check the address and the chain"));
    }
  }

  private void refuseDeployments(MailboxRoute route, List<Refusal> refusals) {
    for (MailboxDeployment end : List.of(route.origin(), route.destination())) {
      refuseDeployment(client(end.chain()), refusals);
    }
  }

  private static void refuseDeployment(MailboxClient end, List<Refusal> refusals) {
    end.objection()
        .ifPresent(
            reason ->
                refusals.add(
                    new Refusal(
                        "deployment",
                        reason + " on " + end.deployment().chain(),
                        "Correct the deployment")));
  }

  private static Refusal hookRefusal(Outbound message, MailboxClient.Quoted.Refused refused) {
    if (message.feeToken().isPresent()) {
      return new Refusal(
          "feeToken",
          "the origin's hooks refuse a dispatch paid in "
              + message.feeToken().get()
              + ": "
              + refused.reason(),
          "Is the token configured for the destination's domain in the gas paymaster, and does every"
              + " hook take fees in tokens? A protocol fee in the coin does not go with it");
    }
    return new Refusal(
        "recipient",
        "the origin's hooks refuse the dispatch: " + refused.reason(),
        "Is the destination's domain configured in the origin's gas oracle?");
  }

  private static Refusal unknownRoute(String reason) {
    return new Refusal(
        "transport", reason, "Give the transport the deployment, and the client the chain");
  }

  private static Refusal ismRefusal(CanonicalEnvelope envelope, String reason) {
    return new Refusal(
        "recipient",
        "the ISM of " + envelope.recipient() + " cannot be satisfied by this transport: " + reason,
        "Use the transport that the recipient's ISM asks for, or change that ISM");
  }

  private static Refusal closedRefusal(CanonicalEnvelope envelope, String reason) {
    return new Refusal(
        "recipient",
        "the ISM of " + envelope.recipient() + " lets nothing like it through now: " + reason,
        "Send it later: what is under way waits for this, but nothing new is sent into it");
  }

  private List<Fee> gasFees(
      CanonicalEnvelope envelope, MailboxRoute route, HyperlaneMessage message, IsmNode ism) {
    long bytes = message.bytes().length() * BYTE_GAS;
    long handle = envelope.gasLimit().orElse(HANDLE_GAS);
    List<Fee> fees = new ArrayList<>();
    fees.add(fee(envelope.sender(), gasWei(envelope.sender(), DISPATCH_GAS + bytes), ORIGIN_GAS));
    if (terms.by() != DeliveryBy.NETWORK) {
      AccountId deliverer = route.deliverers().get(0);
      long process = PROCESS_GAS + proofGas(ism) + handle + bytes;
      fees.add(fee(deliverer, gasWei(deliverer, process), "destination gas"));
    }
    return fees;
  }

  private static Fee fee(AccountId payer, BigInteger wei, String purpose) {
    return new Fee(payer.chain(), Fee.NATIVE, wei, payer, purpose);
  }

  private BigInteger gasWei(AccountId payer, long gas) {
    return client(payer.chain()).gasPriceWei().multiply(BigInteger.valueOf(gas));
  }

  private static long proofGas(IsmNode ism) {
    return switch (ism) {
      case IsmNode.MessageIdMultisig module -> module.set().threshold() * SIGNATURE_GAS;
      case IsmNode.MerkleRootMultisig module ->
          module.set().threshold() * SIGNATURE_GAS + MERKLE_PROOF_GAS;
      case IsmNode.StateProof module -> AUTHORIZE_GAS;
      case IsmNode.Routing routing -> proofGas(routing.routed());
      case IsmNode.Aggregation aggregation ->
          aggregation.modules().stream().mapToLong(MailboxPreflight::proofGas).sum();
      case IsmNode.NoMetadata module -> 0;
      case IsmNode.Gate gate -> GATE_GAS;
      case IsmNode.CcipRead module -> LOOKUP_GAS;
      case IsmNode.TrustedRelayer module -> 0;
      case IsmNode.Unsupported module -> 0;
    };
  }
}
