package dev.interlane.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Finality;
import dev.interlane.codec.envelope.CanonicalEnvelopeCodec;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.evm.EvmChain;
import dev.interlane.evm.signer.InMemorySigner;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.message.CanonicalEnvelope;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.message.Payload;
import dev.interlane.message.Route;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.CallResult;
import dev.interlane.spi.Chain;
import dev.interlane.spi.Dispatch;
import dev.interlane.spi.KeyRoles;
import dev.interlane.spi.Outbound;
import dev.interlane.spi.Step;
import dev.interlane.spi.StepContext;
import dev.interlane.spi.StepResult;
import dev.interlane.spi.Submission;
import dev.interlane.spi.SubmitResult;
import dev.interlane.spi.Submitter;
import dev.interlane.spi.TransactionIntent;
import dev.interlane.spi.TransactionReceipt;
import dev.interlane.spi.Transport;
import dev.interlane.spi.TransportContext;
import dev.interlane.spi.TransportSession;
import dev.interlane.testkit.chain.ChainOptions;
import dev.interlane.testkit.chain.Contract;
import dev.interlane.testkit.chain.Scheduler;
import dev.interlane.testkit.chain.SimulatedChain;
import dev.interlane.testkit.contract.Mailbox;
import dev.interlane.testkit.contract.MerkleTreeHook;
import dev.interlane.testkit.contract.NoopIsm;
import dev.interlane.testkit.contract.PayloadRecipient;
import dev.interlane.testkit.contract.ProtocolFee;
import java.math.BigInteger;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Two simulated chains with Hyperlane's contracts and a transport session between them, driven by
 * hand without a pipeline: one question, one block at a time. For tests that say exactly what a
 * session answers; {@link TransportContract} asks the rest. Not thread-safe.
 */
public final class Crossing {
  /** Who dispatches on the origin. */
  public static final InMemorySigner SENDER = InMemorySigner.fromHex("a1".repeat(32));

  /** Who delivers on the destination. */
  public static final InMemorySigner RELAYER = InMemorySigner.fromHex("b2".repeat(32));

  /** Somebody else with funds on both chains. */
  public static final EvmAddress STRANGER =
      EvmAddress.parse("0x5555555555555555555555555555555555555555");

  private final Scheduler scheduler = new Scheduler(Instant.parse("2026-01-01T00:00:00Z"));
  private final SimulatedChain origin = chain(1000);
  private final SimulatedChain destination = chain(2000);
  private final MailboxDeployment from = deploy(origin, 71000);
  private final MailboxDeployment to = deploy(destination, 0xf000_0002L);
  private final Chain originChain = EvmChain.over(origin, SENDER);
  private EvmChain destinationChain;
  private int salts;
  private int attempt = 1;

  /** Two new chains, each with one block. */
  public Crossing() {
    this(List.of(RELAYER));
  }

  /** The same, where these may deliver on the destination. */
  public Crossing(List<InMemorySigner> deliverers) {
    destinationChain = EvmChain.over(destination, deliverers.toArray(InMemorySigner[]::new));
    Set<EvmAddress> all = new LinkedHashSet<>(List.of(SENDER.address(), STRANGER));
    deliverers.forEach(signer -> all.add(signer.address()));
    for (EvmAddress rich : all) {
      origin.fund(rich, BigInteger.TEN.pow(24));
      destination.fund(rich, BigInteger.TEN.pow(24));
    }
  }

  /** What the keys on the destination are for, in sessions opened from now on. */
  public void roles(KeyRoles roles) {
    destinationChain = destinationChain.withRoles(roles);
  }

  /** What makes time pass on both chains. */
  public Scheduler scheduler() {
    return scheduler;
  }

  /** The chain that messages leave. */
  public SimulatedChain origin() {
    return origin;
  }

  /** The chain that messages arrive on. */
  public SimulatedChain destination() {
    return destination;
  }

  /** The contracts on the origin. */
  public MailboxDeployment from() {
    return from;
  }

  /** The contracts on the destination. */
  public MailboxDeployment to() {
    return to;
  }

  /** How often the step was begun, as the transport is told from now on; 1 at first. */
  public void attempt(int number) {
    attempt = number;
  }

  private SimulatedChain chain(long id) {
    return SimulatedChain.start(
        ChainOptions.builder().id(ChainId.eip155(id)).seed(id).build(), scheduler);
  }

  private static MailboxDeployment deploy(SimulatedChain chain, long domain) {
    EvmAddress mailbox = chain.deploy(new Mailbox(domain));
    EvmAddress hook = chain.deploy(new MerkleTreeHook(mailbox));
    perform(
        chain,
        mailbox,
        "initialize(address,address,address,address)",
        STRANGER,
        chain.deploy(new NoopIsm()),
        hook,
        chain.deploy(new ProtocolFee(BigInteger.valueOf(7))));
    return MailboxDeployment.builder()
        .chain(chain.chainId())
        .domain(domain)
        .mailbox(mailbox)
        .merkleTreeHook(hook)
        .build();
  }

  /** Has the stranger call a contract, and the call must succeed. */
  public static void perform(
      SimulatedChain chain, EvmAddress to, String function, Object... arguments) {
    Bytes call = AbiFunction.parse(function).encodeCall(arguments);
    assertThat(chain.perform(new CallRequest(STRANGER, to, call, BigInteger.ZERO)))
        .as(function)
        .isInstanceOf(CallResult.Returned.class);
  }

  /** The transport at work between the chains. */
  public TransportSession open(Transport transport) {
    TreeMap<ChainId, Chain> chains = new TreeMap<>();
    chains.put(origin.chainId(), originChain);
    chains.put(destination.chainId(), destinationChain);
    return transport.open(new TransportContext(chains, scheduler.clock(), Runnable::run));
  }

  /** A recipient of payloads behind this module. */
  public AccountId recipientBehind(EvmAddress ism) {
    EvmAddress recipient = destination.deploy(new PayloadRecipient(to.mailbox()));
    secure(recipient, ism);
    return AccountId.of(destination.chainId(), recipient);
  }

  /** A recipient of payloads behind a new module. */
  public AccountId recipientBehind(Contract ism) {
    return recipientBehind(destination.deploy(ism));
  }

  /** Makes this module the recipient's. */
  public void secure(EvmAddress recipient, EvmAddress ism) {
    perform(destination, recipient, "setInterchainSecurityModule(address)", ism);
  }

  /** Who sends. */
  public AccountId sender() {
    return AccountId.of(origin.chainId(), SENDER.address());
  }

  /** A message with these bytes. */
  public Outbound payload(AccountId recipient, String body) {
    return payload(envelope(recipient, body).build(), Bytes.fromUtf8(body));
  }

  /** Its envelope, to be changed. */
  public MessageEnvelope.Builder envelope(AccountId recipient, String body) {
    return MessageEnvelope.builder()
        .sender(sender())
        .recipient(recipient)
        .finality(Finality.SEEN)
        .body(Payload.of(Bytes.fromUtf8(body)));
  }

  /** A message of this envelope and its content. */
  public Outbound payload(MessageEnvelope envelope, Bytes content) {
    CanonicalEnvelope sealed =
        new CanonicalEnvelopeCodec()
            .seal(envelope, content, Bytes32.ofUnsigned(BigInteger.valueOf(++salts)));
    return new Outbound(sealed, Optional.empty(), 0);
  }

  /** Signs, sends and mines what the transport wants. */
  public TransactionReceipt send(TransactionIntent intent) {
    boolean atOrigin = intent.account().chain().equals(origin.chainId());
    SimulatedChain chain = atOrigin ? origin : destination;
    Submitter submitter = (atOrigin ? originChain : destinationChain).submitter();
    EvmAddress account = intent.account().evmAddress();
    Submitter.Prepared prepared =
        submitter
            .prepare(
                intent.account(),
                chain.accountNonce(account, BlockSelector.PENDING),
                List.of(intent))
            .get(0);
    assertThat(prepared).isInstanceOf(Submitter.Prepared.Signed.class);
    Submission submission = ((Submitter.Prepared.Signed) prepared).submission();
    assertThat(submitter.broadcast(submission)).isEqualTo(new SubmitResult.Accepted());
    chain.mine();
    return chain.receipt(submission.lastAttempt().hash()).orElseThrow();
  }

  /** Somebody else's transaction, mined. */
  public TransactionReceipt sendAsStranger(SimulatedChain chain, EvmAddress contract, Bytes call) {
    Bytes32 hash =
        chain.impersonate(new CallRequest(STRANGER, contract, call, BigInteger.valueOf(7)));
    chain.mine();
    return chain.receipt(hash).orElseThrow();
  }

  /** Dispatches and makes the dispatch as sure as it can be. */
  public Sent dispatch(TransportSession session, Outbound message) {
    TransactionReceipt receipt = send(session.dispatch(message));
    List<Dispatch> dispatches = session.dispatchesIn(receipt);
    assertThat(dispatches).hasSize(1);
    for (int i = 0; i < origin.options().finalDepth(); i++) {
      origin.mine();
    }
    return new Sent(message, receipt, dispatches.get(0));
  }

  /** What the session says of a step once the dispatch is final. */
  public StepResult advance(TransportSession session, Sent sent, int step, Bytes memo) {
    return advance(session, sent, step, memo, Finality.FINAL);
  }

  /** What the session says of a step while the dispatch is this final. */
  public StepResult advance(
      TransportSession session, Sent sent, int step, Bytes memo, Finality finality) {
    Route route = sent.message().envelope().route();
    Step under = session.steps(route).get(step);
    return session.advance(
        new StepContext(
            sent.message(),
            under,
            sent.receipt().inclusion(),
            finality,
            memo,
            attempt,
            scheduler.now()));
  }

  /** What the session says of the proof. */
  public StepResult prove(TransportSession session, Sent sent) {
    return advance(session, sent, 0, sent.dispatch().memo());
  }

  /** The proof, which must be there. */
  public StepResult.Done proven(TransportSession session, Sent sent) {
    StepResult result = prove(session, sent);
    assertThat(result).isInstanceOf(StepResult.Done.class);
    return (StepResult.Done) result;
  }

  /** Proves, delivers and mines. */
  public TransactionReceipt deliver(TransportSession session, Sent sent) {
    StepResult result = advance(session, sent, 1, proven(session, sent).memo());
    assertThat(result).isInstanceOf(StepResult.Submit.class);
    TransactionReceipt receipt = send(((StepResult.Submit) result).intent());
    assertThat(receipt.succeeded()).isTrue();
    return receipt;
  }

  /** What the recipient has received so far. */
  public long received(AccountId recipient) {
    Bytes call = AbiFunction.parse("received()").encodeCall();
    CallResult result =
        destination.call(CallRequest.view(recipient.evmAddress(), call), BlockSelector.LATEST);
    return Bytes32.of(((CallResult.Returned) result).data()).toUnsigned().longValueExact();
  }

  /**
   * A message that was dispatched.
   *
   * @param message the message
   * @param receipt of the transaction
   * @param dispatch what the session read in it
   */
  public record Sent(Outbound message, TransactionReceipt receipt, Dispatch dispatch) {}
}
