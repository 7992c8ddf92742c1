package dev.interlane.zk;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.Finality;
import dev.interlane.mailbox.ContractView;
import dev.interlane.mailbox.DispatchedMessage;
import dev.interlane.mailbox.IsmNode;
import dev.interlane.mailbox.LegProof;
import dev.interlane.mailbox.MailboxRoute;
import dev.interlane.mailbox.OperatorLegs;
import dev.interlane.mailbox.Preparation;
import dev.interlane.mailbox.Prover;
import dev.interlane.mailbox.Remembered;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.receipt.Evidence;
import dev.interlane.spi.BlockHeader;
import dev.interlane.spi.Chain;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.TransportContext;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Proves a message from the origin's storage, under a root that a light client accepted. */
final class StateProofProver implements Prover {
  private static final String AUTHORIZE = "authorize";

  /** How long it is taken for granted that a module, its light client and its hook fit a route. */
  private static final Duration FITS_FOR = Duration.ofSeconds(5);

  /** How long the proof of a root is not looked at again. */
  private static final Duration UPDATE_HOLDS_FOR = Duration.ofSeconds(30);

  private final ZkOptions options;
  private final SortedMap<ChainId, Chain> chains;
  private final Remembered<Fit, Boolean> fits;
  private final Remembered<AccountId, Optional<KnownRoots.KnownRoot>> newestRoots;
  private final Remembered<Root, UpdateCheck> updates;

  /** A root with all that decides whether its proof holds. */
  private record Root(LightClient lightClient, KnownRoots.KnownRoot root) {}

  private record Fit(IsmNode.StateProof module, ChainId origin, ChainId destination) {}

  StateProofProver(ZkOptions options, TransportContext context) {
    this.options = options;
    this.chains = context.chains();
    this.fits = new Remembered<>(context.clock(), FITS_FOR);
    // Half of it, so that whoever looks again after one interval gets a fresh answer.
    this.newestRoots = new Remembered<>(context.clock(), options.pollInterval().dividedBy(2));
    this.updates = new Remembered<>(context.clock(), UPDATE_HOLDS_FOR);
  }

  @Override
  public Finality finality() {
    return options.finality();
  }

  @Override
  public Duration pollInterval() {
    return options.pollInterval();
  }

  @Override
  public boolean decides(IsmNode module) {
    return module instanceof IsmNode.StateProof;
  }

  @Override
  public Optional<String> insistsOn() {
    return Optional.of("state proof");
  }

  @Override
  public Optional<String> preparation() {
    return Optional.of(AUTHORIZE);
  }

  /** Whoever sent it: the origin's state decides. */
  @Override
  public Optional<LegProof.Refused> objection(DispatchedMessage message) {
    return Optional.empty();
  }

  @Override
  public Optional<String> objection(IsmNode.Provable module, MailboxRoute route) {
    return switch (module) {
      case IsmNode.StateProof proof -> misfit(proof, route);
      case IsmNode.MessageIdMultisig multisig -> Optional.of(multisig.notOurs());
      case IsmNode.MerkleRootMultisig multisig -> Optional.of(multisig.notOurs());
    };
  }

  /** Asked anew unless it fitted lately. */
  private Optional<String> misfit(IsmNode.StateProof module, MailboxRoute route) {
    Fit fit = new Fit(module, route.origin().chain(), route.destination().chain());
    if (fits.find(fit).isPresent()) {
      return Optional.empty();
    }
    Optional<String> misfit =
        lightClientMisfit(module, route)
            .or(
                () ->
                    new DispatchHooks(port(route.origin().chain()), route.origin())
                        .objection(module.hook()));
    if (misfit.isEmpty()) {
      fits.put(fit, true);
    }
    return misfit;
  }

  private Optional<String> lightClientMisfit(IsmNode.StateProof module, MailboxRoute route) {
    AccountId account = AccountId.of(route.destination().chain(), module.lightClient());
    Optional<LightClient> found = lightClient(account);
    if (found.isEmpty()) {
      return Optional.of(
          "the light client "
              + account
              + " is of no kind that is known: an SP1 Helios that keeps state roots by block number"
              + " was expected");
    }
    BigInteger origin = route.origin().chain().evmChainId();
    return found.get().originChainId().equals(origin)
        ? changedKey(found.get())
        : Optional.of(
            "the light client "
                + account
                + " follows chain "
                + found.get().originChainId()
                + ", the origin is "
                + origin);
  }

  private Optional<String> changedKey(LightClient lightClient) {
    Bytes32 pinned = options.pinnedKeys().get(lightClient.account());
    return pinned == null || pinned.equals(lightClient.key())
        ? Optional.empty()
        : Optional.of(
            "the light client "
                + lightClient.account()
                + " checks proofs against the key "
                + lightClient.key()
                + ", pinned is "
                + pinned
                + "; its guardian "
                + lightClient.guardian()
                + " may have changed it");
  }

  @Override
  public LegProof prove(IsmNode.Provable module, DispatchedMessage message) {
    return switch (module) {
      case IsmNode.StateProof proof -> prove(proof, message);
      case IsmNode.MessageIdMultisig multisig -> new LegProof.Refused(multisig.notOurs());
      case IsmNode.MerkleRootMultisig multisig -> new LegProof.Refused(multisig.notOurs());
    };
  }

  private LegProof prove(IsmNode.StateProof module, DispatchedMessage message) {
    MailboxRoute route = message.route();
    AccountId account = AccountId.of(route.destination().chain(), module.lightClient());
    // Not what was remembered: these keys decide now, and the evidence names them.
    Optional<LightClient> lightClient = lightClient(account);
    if (lightClient.isEmpty()) {
      return new LegProof.Waiting("the light client " + account + " does not answer any more");
    }
    Optional<String> changed = changedKey(lightClient.get());
    if (changed.isPresent()) {
      return new LegProof.Refused(
          changed.get(), "Find out why before you pin the new key, or change the recipient's ISM");
    }
    ChainPort origin = port(route.origin().chain());
    long dispatched = message.dispatch().block().height();
    Optional<KnownRoots.KnownRoot> root =
        newestRoots.get(
            account,
            asked ->
                new KnownRoots(new ContractView(port(account.chain()), account.evmAddress()))
                    .newest());
    if (root.isEmpty() || root.get().height() < dispatched) {
      return new LegProof.Waiting(behind(lightClient.get(), root, message, origin));
    }
    Optional<BlockHeader> block = origin.header(root.get().height());
    if (block.isEmpty()) {
      return new LegProof.Waiting(
          "the light client "
              + account
              + " is at block "
              + root.get().height()
              + ", which our node of "
              + route.origin().chain()
              + " does not have yet");
    }
    return switch (DispatchProof.of(
        origin, block.get().block(), root.get().root(), module, message.message().id())) {
      case DispatchProof.Holds holds ->
          underUpdate(module, message, new Root(lightClient.get(), root.get()), holds);
      case DispatchProof.Fails fails -> fails(fails, lightClient.get(), root.get(), origin);
    };
  }

  private LegProof underUpdate(
      IsmNode.StateProof module, DispatchedMessage message, Root root, DispatchProof.Holds holds) {
    return switch (updates.get(root, this::checkUpdate)) {
      case UpdateCheck.Verified verified ->
          ready(module, message, root, holds, ", and its own proof of it: " + verified.what());
      case UpdateCheck.Unavailable unavailable ->
          switch (options.updateProofs()) {
            case WHERE_AVAILABLE ->
                ready(
                    module,
                    message,
                    root,
                    holds,
                    ", but not the light client's own proof of it: " + unavailable.reason());
            case REQUIRED ->
                new LegProof.Waiting(
                    "the light client's own proof of block "
                        + root.root().height()
                        + " cannot be checked: "
                        + unavailable.reason());
          };
      case UpdateCheck.Refused refused ->
          new LegProof.Refused(
              "the light client "
                  + root.lightClient().account()
                  + " has its root of block "
                  + root.root().height()
                  + " without a proof that holds: "
                  + refused.reason(),
              "Do not trust it before you know why. If its guardian changed its key lately, resume"
                  + " once it has a root under the new one");
    };
  }

  private UpdateCheck checkUpdate(Root root) {
    LightClient lightClient = root.lightClient();
    return new LightClientUpdates(options, port(lightClient.account().chain()), lightClient)
        .check(root.root());
  }

  private String behind(
      LightClient lightClient,
      Optional<KnownRoots.KnownRoot> root,
      DispatchedMessage message,
      ChainPort origin) {
    String need = ", the dispatch is in block " + message.dispatch().block().height();
    if (root.isEmpty()) {
      return "the light client " + lightClient.account() + " has no root that is of use" + need;
    }
    String age =
        origin.header(root.get().height()).map(header -> " of " + header.timestamp()).orElse("");
    return "the light client "
        + lightClient.account()
        + " knows the origin up to block "
        + root.get().height()
        + age
        + need;
  }

  /** A block that is not final may be replaced yet; a final one that differs is a contradiction. */
  private static LegProof fails(
      DispatchProof.Fails fails,
      LightClient lightClient,
      KnownRoots.KnownRoot root,
      ChainPort origin) {
    String reason =
        fails.reason()
            + ", at block "
            + root.height()
            + " under the root "
            + root.root()
            + " that the light client "
            + lightClient.account()
            + " accepted";
    return origin.heads().finalityOf(root.height()) == Finality.FINAL
        ? new LegProof.Refused(
            reason,
            "Compare that block's state root with another node of the origin: either the light"
                + " client or our node is wrong, or the message went through other hooks")
        : new LegProof.Waiting(reason);
  }

  private static LegProof ready(
      IsmNode.StateProof module,
      DispatchedMessage message,
      Root proven,
      DispatchProof.Holds proof,
      String update) {
    Bytes32 id = message.message().id();
    KnownRoots.KnownRoot root = proven.root();
    LightClient lightClient = proven.lightClient();
    Bytes authorize =
        StateProofAbi.AUTHORIZE.encodeCall(
            id, BigInteger.valueOf(root.height()), proof.accountProof(), proof.storageProof());
    Evidence evidence =
        new Evidence.Proof(
            OperatorLegs.PROTOCOL,
            lightClient.kind().toString(),
            "message "
                + id
                + " is in the storage of the hook "
                + module.hook()
                + " on "
                + message.route().origin().chain()
                + " at block "
                + root.height()
                + ", whose state root "
                + root.root()
                + " the light client "
                + lightClient.account()
                + " accepted",
            "the header of that block, the account proof of the hook and the storage proof of the"
                + " message's slot under its state root, that the light client has this root"
                + update,
            lightClient.trusted(),
            authorize);
    Preparation shown =
        new Preparation(module.address(), authorize, StateProofAbi.AUTHORIZED.encodeCall(id));
    return new LegProof.Ready(Bytes.EMPTY, evidence, Optional.empty(), List.of(shown));
  }

  private Optional<LightClient> lightClient(AccountId account) {
    return LightClient.read(account, new ContractView(port(account.chain()), account.evmAddress()));
  }

  private ChainPort port(ChainId id) {
    Chain chain = chains.get(id);
    if (chain == null) {
      throw new IllegalArgumentException("No chain " + id + " in " + chains.keySet());
    }
    return chain.port();
  }
}
