package dev.interlane.mailbox;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.BlockRef;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.error.ChainUnavailableException;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.CallResult;
import dev.interlane.spi.Chain;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.FeeSuggestion;
import dev.interlane.spi.GasEstimate;
import dev.interlane.spi.KeyRoles;
import dev.interlane.value.Value;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The mailbox of one chain, asked over the chain's port. Answers that hold for a while are
 * remembered: a stale quote or ISM is found out by the simulation before a transaction, and costs a
 * retry. What would refuse a message is always asked anew.
 */
final class MailboxClient {
  /** How long a quote, a fee level or an ISM is taken for granted. */
  static final Duration LIFETIME = Duration.ofSeconds(5);

  private static final Overloads DISPATCH =
      new Overloads(
          MailboxAbi.DISPATCH, MailboxAbi.DISPATCH_WITH_METADATA, MailboxAbi.DISPATCH_THROUGH);
  private static final Overloads QUOTE =
      new Overloads(
          MailboxAbi.QUOTE_DISPATCH,
          MailboxAbi.QUOTE_DISPATCH_WITH_METADATA,
          MailboxAbi.QUOTE_DISPATCH_THROUGH);
  private static final Bytes TRUE = Bytes32.ofUnsigned(BigInteger.ONE).toBytes();

  private final MailboxDeployment deployment;
  private final Chain chain;
  private final InstantSource clock;
  private final IsmDiscovery isms;
  private final Deliverers deliverers;
  private final Remembered<IsmKey, FoundIsm> foundIsms;
  private final Remembered<IsmAtKey, FoundIsm> pastIsms;
  private final Remembered<DispatchKey, Quoted> quotes;
  private final Remembered<LeafKey, HookReading.Leaf> leaves;
  private final Remembered<LeafKey, List<EvmAddress>> paymasters;
  private final Remembered<EvmAddress, Boolean> contracts;
  private final Remembered<ChainId, BigInteger> gasPrices;
  private final Remembered<ChainId, Optional<String>> checks;
  private final Remembered<InterchainAccount, Optional<String>> accountChecks;

  MailboxClient(MailboxDeployment deployment, Chain chain, InstantSource clock) {
    this.deployment = deployment;
    this.chain = chain;
    this.isms = IsmDiscovery.of(chain.port(), deployment.mailbox());
    this.deliverers = new Deliverers(chain.submitter());
    this.foundIsms = new Remembered<>(clock, LIFETIME);
    this.pastIsms = new Remembered<>(clock, LIFETIME);
    this.quotes = new Remembered<>(clock, LIFETIME);
    this.leaves = new Remembered<>(clock, LIFETIME);
    this.paymasters = new Remembered<>(clock, LIFETIME);
    this.clock = clock;
    this.contracts = new Remembered<>(clock, LIFETIME);
    this.gasPrices = new Remembered<>(clock, LIFETIME);
    this.checks = new Remembered<>(clock, Duration.ofHours(1));
    this.accountChecks = new Remembered<>(clock, LIFETIME);
  }

  MailboxDeployment deployment() {
    return deployment;
  }

  ChainPort port() {
    return chain.port();
  }

  /** Our accounts that may dispatch. */
  List<AccountId> dispatchers() {
    KeyRoles roles = chain.submitter().roles();
    return chain.submitter().accounts().stream()
        .filter(account -> roles.mayDispatch(account.evmAddress()))
        .toList();
  }

  /** Which of our accounts deliver. */
  Deliverers deliverers() {
    return deliverers;
  }

  /** What is wrong with the deployment itself; asked once in a while. */
  Optional<String> objection() {
    Optional<String> objection = checks.get(deployment.chain(), none -> check());
    if (objection.isPresent()) {
      checks.forget(deployment.chain());
    }
    return objection;
  }

  private Optional<String> check() {
    Optional<Value> domain = ask(MailboxAbi.LOCAL_DOMAIN);
    if (domain.isEmpty()) {
      return Optional.of("there is no mailbox at " + deployment.mailbox());
    }
    long answered = domain.get().asLong();
    return answered == deployment.domain()
        ? Optional.empty()
        : Optional.of(
            "the mailbox "
                + deployment.mailbox()
                + " is of domain "
                + answered
                + ", the deployment says "
                + deployment.domain());
  }

  /**
   * What is wrong with an account of this chain's owner on that chain; empty if it is as pinned.
   */
  Optional<String> accountObjection(InterchainAccount account, MailboxClient destination) {
    Optional<String> objection =
        accountChecks.get(
            account,
            asked ->
                AccountCheck.objection(
                    asked,
                    new ContractView(port(), asked.originRouter()),
                    new ContractView(destination.port(), asked.accounts().router())));
    if (objection.isPresent()) {
      accountChecks.forget(account);
    }
    return objection;
  }

  boolean hasCode(EvmAddress account) {
    return contracts.get(
        account, asked -> !port().code(asked, BlockSelector.LATEST).isEmpty(), found -> found);
  }

  /** The ISM that decided lately about messages of this sender to this recipient. */
  FoundIsm ism(HyperlaneMessage message) {
    return foundIsms.get(
        IsmKey.of(message), key -> discovered(message), found -> holdsForAWhile(found.node()));
  }

  /** The ISM that decides about this message, asked anew if the remembered one is no good. */
  FoundIsm ismWithout(HyperlaneMessage message, Predicate<IsmNode> objection) {
    FoundIsm found = ism(message);
    return objection.test(found.node()) ? ismNow(message) : found;
  }

  /** The ISM that decides about this message now. */
  FoundIsm ismNow(HyperlaneMessage message) {
    FoundIsm found = discovered(message);
    if (holdsForAWhile(found.node())) {
      foundIsms.put(IsmKey.of(message), found);
    }
    return found;
  }

  private FoundIsm discovered(HyperlaneMessage message) {
    IsmNode node = isms.discover(message);
    deliverers.sees(node);
    return new FoundIsm(node, Gates.fingerprint(node));
  }

  /**
   * The ISM that decided about this message, as of the end of a block.
   *
   * @throws ChainUnavailableException if the chain does not say, such as a node that has no state
   *     of that block any more
   */
  FoundIsm ismAt(HyperlaneMessage message, BlockRef block) {
    return pastIsms.get(
        new IsmAtKey(IsmKey.of(message), block),
        key -> {
          IsmNode node = isms.discover(message, new BlockSelector.AtBlock(block));
          return new FoundIsm(node, Gates.fingerprint(node));
        },
        found -> holdsForAWhile(found.node()));
  }

  /** The block before this one. */
  BlockRef parent(BlockRef block) {
    return port()
        .header(block.hash())
        .map(header -> new BlockRef(block.chain(), block.height() - 1, header.parentHash()))
        .orElseThrow(
            () ->
                new ChainUnavailableException(
                    "Block " + block + " is none of the chain, says " + port().name(),
                    "It was reorganised away, or the node is behind; asked again later"));
  }

  /** Some answers depend on what is in the message, and gates open and close. */
  private static boolean holdsForAWhile(IsmNode node) {
    return switch (node) {
      case IsmNode.Routing routing -> false;
      case IsmNode.Gate gate -> false;
      case IsmNode.CcipRead module -> false;
      case IsmNode.Aggregation aggregation ->
          aggregation.modules().stream().allMatch(MailboxClient::holdsForAWhile);
      default -> true;
    };
  }

  Quoted quote(EvmAddress sender, HyperlaneMessage message, DispatchHooks hooks) {
    DispatchKey key = new DispatchKey(sender, message.recipient(), message.body().length(), hooks);
    return quotes.get(
        key, asked -> quoteNow(sender, message, hooks), Quoted.Price.class::isInstance);
  }

  /** What it costs now, whatever it did a moment ago. */
  Quoted quoteNow(EvmAddress sender, HyperlaneMessage message, DispatchHooks hooks) {
    Bytes calldata = call(message, hooks, QUOTE);
    CallRequest request = new CallRequest(sender, deployment.mailbox(), calldata, BigInteger.ZERO);
    return switch (port().call(request, BlockSelector.LATEST)) {
      case CallResult.Returned returned ->
          ContractView.decoded(MailboxAbi.QUOTE_DISPATCH, returned.data())
              .<Quoted>map(value -> new Quoted.Price(value.asNumber()))
              .orElseGet(() -> new Quoted.Refused("quoteDispatch answers nonsense"));
      case CallResult.Reverted reverted -> new Quoted.Refused(explain(reverted.data()));
    };
  }

  /** Whether a dispatch through this hook, or the default one, makes its message a leaf. */
  HookReading.Leaf leaf(HyperlaneMessage message, Optional<EvmAddress> hook) {
    return leaves.get(
        new LeafKey(message.recipient().domain(), hook),
        none -> new HookReading(port(), deployment, message).leaf(hook));
  }

  /** The gas paymasters that a dispatch through this hook, or the default one, runs. */
  List<EvmAddress> paymasters(HyperlaneMessage message, Optional<EvmAddress> hook) {
    return paymasters.get(
        new LeafKey(message.recipient().domain(), hook),
        none -> new HookReading(port(), deployment, message).paymasters(hook));
  }

  /** Until when what is remembered now is taken for granted. */
  Instant goodUntil() {
    return clock.instant().plus(LIFETIME);
  }

  /** Why something reverted here, in words. */
  String explain(Bytes revertData) {
    return chain.explainRevert(revertData);
  }

  /** Why this call, simulated, reverts with this data. */
  String explain(EvmAddress account, EvmAddress contract, Bytes call, Bytes revertData) {
    Optional<String> halt =
        revertData.isEmpty()
            ? port().haltOf(new CallRequest(account, contract, call, BigInteger.ZERO))
            : Optional.empty();
    return halt.orElseGet(() -> explain(revertData));
  }

  Bytes dispatchCall(HyperlaneMessage message, DispatchHooks hooks) {
    return call(message, hooks, DISPATCH);
  }

  private static Bytes call(HyperlaneMessage message, DispatchHooks hooks, Overloads function) {
    DomainAccount to = message.recipient();
    if (hooks.hook().isPresent()) {
      return function.through.encodeCall(
          to.domain(),
          to.account(),
          message.body(),
          hooks.metadata().orElse(Bytes.EMPTY),
          hooks.hook().get());
    }
    return hooks.metadata().isPresent()
        ? function.withMetadata.encodeCall(
            to.domain(), to.account(), message.body(), hooks.metadata().get())
        : function.plain.encodeCall(to.domain(), to.account(), message.body());
  }

  /** What a unit of gas costs now. */
  BigInteger gasPriceWei() {
    return gasPrices.get(
        deployment.chain(),
        none -> {
          FeeSuggestion fee = port().feeSuggestion();
          return fee.baseFeePerGasWei().add(fee.priorityFeePerGasWei());
        });
  }

  /** Whether the mailbox has processed the message. */
  boolean isDelivered(Bytes32 messageId) {
    return ask(MailboxAbi.DELIVERED, messageId).map(Value::asTruth).orElse(false);
  }

  /**
   * Whether the mailbox has processed the message as of this block.
   *
   * @throws ChainUnavailableException if there is no mailbox that says so or not
   */
  boolean isDelivered(Bytes32 messageId, BlockRef at) {
    return new ContractView(port(), deployment.mailbox(), new BlockSelector.AtBlock(at))
        .ask(MailboxAbi.DELIVERED, messageId)
        .map(Value::asTruth)
        .orElseThrow(
            () ->
                new ChainUnavailableException(
                    "The mailbox " + deployment.mailbox() + " does not say what it has processed",
                    "The node may not have the state of that block; asked again later"));
  }

  GasEstimate simulate(EvmAddress account, EvmAddress contract, Bytes call) {
    return port().estimateGas(new CallRequest(account, contract, call, BigInteger.ZERO));
  }

  /** What the recipient does with the message as things are now, when the mailbox hands it over. */
  GasEstimate handle(HyperlaneMessage message) {
    return simulate(
        deployment.mailbox(),
        EvmAddress.fromWord(message.recipient().account()),
        MailboxAbi.HANDLE.encodeCall(
            message.sender().domain(), message.sender().account(), message.body()));
  }

  /** Whether a module is prepared already, by whomever. */
  boolean isDone(Preparation preparation) {
    CallRequest question = CallRequest.view(preparation.contract(), preparation.question());
    return port().call(question, BlockSelector.LATEST) instanceof CallResult.Returned returned
        && returned.data().equals(TRUE);
  }

  private Optional<Value> ask(AbiFunction function, Object... arguments) {
    return new ContractView(port(), deployment.mailbox()).ask(function, arguments);
  }

  /** The forms of one function. */
  private record Overloads(AbiFunction plain, AbiFunction withMetadata, AbiFunction through) {}

  /** What a dispatch costs, in wei or in the smallest unit of the token that its metadata names. */
  sealed interface Quoted {
    record Price(BigInteger amount) implements Quoted {}

    record Refused(String reason) implements Quoted {}
  }

  /** An ISM, and a hash by which a change is noticed. */
  record FoundIsm(IsmNode node, Bytes32 fingerprint) {}

  private record IsmKey(DomainAccount sender, Bytes32 recipient) {
    static IsmKey of(HyperlaneMessage message) {
      return new IsmKey(message.sender(), message.recipient().account());
    }
  }

  private record IsmAtKey(IsmKey key, BlockRef block) {}

  private record LeafKey(long destination, Optional<EvmAddress> hook) {}

  private record DispatchKey(
      EvmAddress sender, DomainAccount recipient, int bodyBytes, DispatchHooks hooks) {}
}
