package dev.interlane.pipeline;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.BlockRef;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.Finality;
import dev.interlane.error.ChainUnavailableException;
import dev.interlane.message.Route;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.receipt.AcceptedUnder;
import dev.interlane.receipt.Evidence;
import dev.interlane.receipt.Fee;
import dev.interlane.receipt.ProtocolId;
import dev.interlane.receipt.ReplayScope;
import dev.interlane.spi.AcceptanceQuestion;
import dev.interlane.spi.Chain;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.Dispatch;
import dev.interlane.spi.LogFilter;
import dev.interlane.spi.Outbound;
import dev.interlane.spi.Preflight;
import dev.interlane.spi.Sighting;
import dev.interlane.spi.Step;
import dev.interlane.spi.StepContext;
import dev.interlane.spi.StepResult;
import dev.interlane.spi.TransactionIntent;
import dev.interlane.spi.TransactionReceipt;
import dev.interlane.spi.Transport;
import dev.interlane.spi.TransportCapabilities;
import dev.interlane.spi.TransportContext;
import dev.interlane.spi.TransportSession;
import dev.interlane.spi.WakeOn;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Vouches for a dispatch of the finality that the message asks for, then delivers. */
final class FakeTransport implements Transport, TransportSession {
  static final String PROTOCOL = "fake/1";

  /** What the next looks answer instead, when it answers anything. */
  volatile Function<StepContext, Optional<StepResult>> overrides = context -> Optional.empty();

  /** By which rule the destination accepted a message. */
  volatile Function<AcceptanceQuestion, Optional<AcceptedUnder>> acceptance =
      question -> Optional.empty();

  /** What the protocol asks on the origin. */
  BigInteger fee = BigInteger.ONE;

  /** What its dispatches pay. */
  volatile BigInteger valueWei = BigInteger.ZERO;

  /** The name of a step with a transaction of its own between proof and delivery, if any. */
  Optional<String> between = Optional.empty();

  /** Of how many blocks below the head the destination still has the state. */
  long keptStates = Integer.MAX_VALUE;

  /** Whether it was closed. */
  boolean closed;

  private Map<ChainId, Chain> chains = Map.of();

  /** How often a step was looked at. */
  int looks;

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public TransportSession open(TransportContext context) {
    chains = context.chains();
    return this;
  }

  @Override
  public TransportCapabilities capabilities(Route route) {
    return TransportCapabilities.builder()
        .deliveryBy(TransportCapabilities.DeliveryBy.SELF)
        .order(TransportCapabilities.ProtocolOrder.NONE)
        .timeout(TransportCapabilities.TimeoutBy.RECIPIENT)
        .failureRecord(TransportCapabilities.FailureRecord.NONE)
        .replayScope(ReplayScope.PROTOCOL_ID)
        .maxBodyBytes(1000)
        .build();
  }

  @Override
  public Preflight preflight(Outbound message) {
    AccountId sender = message.envelope().sender();
    return new Preflight(
        List.of(new Fee(sender.chain(), Fee.NATIVE, fee, sender, "interchain gas")), List.of());
  }

  @Override
  public Bytes frame(Outbound message) {
    return message.envelope().content();
  }

  @Override
  public TransactionIntent dispatch(Outbound message) {
    return TransactionIntent.builder()
        .key("dispatch/" + message.envelope().id())
        .account(message.envelope().sender())
        .to(Fixtures.MAILBOX)
        .data(Bytes.concat(Bytes.of((byte) 1), frame(message)))
        .valueWei(valueWei)
        .build();
  }

  @Override
  public List<Dispatch> dispatchesIn(TransactionReceipt receipt) {
    List<Dispatch> dispatches = new ArrayList<>();
    for (ChainLog log : receipt.logs()) {
      if (log.isEvent(FakeChain.DISPATCHED)) {
        dispatches.add(
            new Dispatch(
                AccountId.of(log.block().chain(), receipt.sender()),
                Fixtures.RECIPIENT,
                log.data(),
                List.of(id(log)),
                log.topics().get(1).toBytes()));
      }
    }
    return dispatches;
  }

  private static ProtocolId id(ChainLog log) {
    return new ProtocolId("message", PROTOCOL, log.block().chain(), log.topics().get(1).toHex());
  }

  @Override
  public List<LogFilter> interests(ChainId chain) {
    return List.of(new LogFilter(List.of(Fixtures.MAILBOX), List.of(FakeChain.EXECUTED)));
  }

  @Override
  public List<Sighting> recognise(ChainLog log) {
    return log.isEvent(FakeChain.EXECUTED)
        ? List.of(new Sighting(Sighting.Kind.DELIVERED, id(log), log))
        : List.of();
  }

  @Override
  public boolean isDelivered(ProtocolId id, BlockRef at) {
    if (!(chains.get(at.chain()) instanceof FakeChain chain)) {
      return false;
    }
    if (at.height() < chain.heads().seen().height() - keptStates) {
      throw new ChainUnavailableException("missing trie node", "Ask an archive node");
    }
    return chain.hasExecuted(Bytes32.fromHex(id.value()), at);
  }

  @Override
  public Optional<AcceptedUnder> acceptedUnder(AcceptanceQuestion question) {
    return acceptance.apply(question);
  }

  @Override
  public List<Step> steps(Route route) {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step("prove", Step.Stage.PROVEN, route.origin()));
    between.ifPresent(name -> steps.add(new Step(name, Step.Stage.UNCHANGED, route.destination())));
    steps.add(new Step("deliver", Step.Stage.DELIVERED, route.destination()));
    return steps;
  }

  @Override
  public StepResult advance(StepContext context) {
    looks++;
    Optional<StepResult> override = overrides.apply(context);
    if (override.isPresent()) {
      return override.get();
    }
    return switch (context.step().reaches()) {
      case PROVEN -> prove(context);
      case UNCHANGED -> new StepResult.Submit(intent(context, Bytes.EMPTY));
      case DELIVERED, SETTLED ->
          new StepResult.Submit(intent(context, Bytes.concat(Bytes.of((byte) 2), context.memo())));
    };
  }

  private static StepResult prove(StepContext context) {
    Finality wanted = context.message().envelope().finality();
    if (!context.dispatchFinality().atLeast(wanted)) {
      return new StepResult.Pending(
          new WakeOn.Height(
              context.dispatch().chain(), wanted, context.dispatch().block().height()),
          "the dispatch is not sure enough");
    }
    return new StepResult.Done(
        Optional.of(
            new Evidence.Vouched(
                PROTOCOL,
                Fixtures.RELAYER,
                "the dispatch's finality",
                "the operator",
                Bytes.EMPTY)),
        context.memo());
  }

  static TransactionIntent intent(StepContext context, Bytes data) {
    return TransactionIntent.builder()
        .key(context.step().name() + "/" + context.memo().toHex())
        .account(Fixtures.RELAYER)
        .to(Fixtures.MAILBOX)
        .data(data)
        .build();
  }

  @Override
  public void close() {
    closed = true;
  }
}
