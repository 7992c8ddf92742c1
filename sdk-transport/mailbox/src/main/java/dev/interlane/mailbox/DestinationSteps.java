package dev.interlane.mailbox;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.message.Route;
import dev.interlane.primitive.Bytes;
import dev.interlane.spi.GasEstimate;
import dev.interlane.spi.StepContext;
import dev.interlane.spi.StepResult;
import dev.interlane.spi.TransactionIntent;
import dev.interlane.spi.TransportCapabilities;
import dev.interlane.spi.WakeOn;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What is done at the destination once a message is proven, or waited for while others do it: the
 * preparation of modules, and the mailbox's {@code process}. Thread-safe.
 */
final class DestinationSteps {
  /** How many polls lie between two looks whether the network has delivered. */
  private static final int POLLS_PER_LOOK = 5;

  private final Function<ChainId, MailboxClient> clients;
  private final DeliveryTerms terms;
  private final Duration pollInterval;

  DestinationSteps(
      Function<ChainId, MailboxClient> clients, DeliveryTerms terms, Duration pollInterval) {
    this.clients = clients;
    this.terms = terms;
    this.pollInterval = pollInterval;
  }

  /** What there is to wait for while the delivery is the network's; empty when it is ours. */
  Optional<StepResult> network(StepContext context, MailboxMemo memo) {
    Route route = context.message().envelope().route();
    Duration look = pollInterval.multipliedBy(POLLS_PER_LOOK);
    String until = "";
    if (terms.by() == TransportCapabilities.DeliveryBy.SELF) {
      return Optional.empty();
    } else if (terms.by() == TransportCapabilities.DeliveryBy.NETWORK_THEN_SELF) {
      Duration left =
          terms
              .patience()
              .minus(
                  ChainTime.since(
                      clients.apply(route.origin()).port(), context.dispatch().block()));
      if (left.isZero() || left.isNegative()) {
        return Optional.empty();
      }
      look = look.compareTo(left) < 0 ? look : left;
      until = "; after " + terms.patience() + " we deliver it ourselves";
    }
    MailboxClient destination = clients.apply(route.destination());
    if (destination.isDelivered(memo.message().id())) {
      return Optional.of(delivered(memo));
    }
    if (memo.leafIndex().isEmpty()
        && LeafNeed.asksValidators(destination.ism(memo.message()).node())) {
      // Nobody can prove it, so there is nothing to wait for.
      MailboxDeployment origin = clients.apply(route.origin()).deployment();
      return Optional.of(LeafNeed.park(LeafNeed.never(memo.message(), origin)));
    }
    return Optional.of(
        new StepResult.Pending(
            new WakeOn.At(context.now().plus(look)),
            "Hyperlane's relayers have not delivered it yet" + until));
  }

  StepResult prepare(StepContext context, MailboxMemo memo) {
    if (memo.proof().isEmpty()) {
      return unproven();
    }
    MailboxClient destination = clients.apply(context.message().envelope().destination());
    Optional<Preparation> missing = firstMissing(destination, memo.proof().get());
    if (missing.isEmpty()) {
      return memo.proof().get().preparations().isEmpty()
          ? new StepResult.Done(Optional.empty(), context.memo())
          : new StepResult.DoneByOther("the modules are prepared for " + memo.message().id());
    }
    Preparation preparation = missing.get();
    Optional<AccountId> account = deliverer(destination, context, memo, Optional.empty());
    if (account.isEmpty()) {
      return noKey(destination, Optional.empty());
    }
    return switch (destination.simulate(
        account.get().evmAddress(), preparation.contract(), preparation.call())) {
      case GasEstimate.Enough enough ->
          new StepResult.Submit(
              TransactionIntent.builder()
                  .key(
                      String.join(
                          "/",
                          context.step().name(),
                          preparation.contract().toString(),
                          memo.message().id().toHex()))
                  .account(account.get())
                  .to(preparation.contract())
                  .data(preparation.call())
                  .gasLimit(withMargin(enough.gas()))
                  .build());
      case GasEstimate.Reverts reverts ->
          new StepResult.Stale(
              context.step().name()
                  + " of "
                  + preparation.contract()
                  + " would revert: "
                  + destination.explain(reverts.data()));
    };
  }

  private static Optional<Preparation> firstMissing(
      MailboxClient destination, MailboxMemo.Proof proof) {
    return proof.preparations().stream().filter(one -> !destination.isDone(one)).findFirst();
  }

  private static StepResult unproven() {
    return new StepResult.Stale("there is no proof to deliver with");
  }

  private static StepResult noKey(MailboxClient destination, Optional<EvmAddress> only) {
    return MailboxSession.park(
        "no key for the delivery on "
            + destination.deployment().chain()
            + only.map(account -> ", only " + account + " may deliver").orElse(""),
        "Give the chain a signer");
  }

  StepResult deliver(StepContext context, MailboxMemo memo) {
    if (memo.proof().isEmpty()) {
      return unproven();
    }
    MailboxClient destination = clients.apply(context.message().envelope().destination());
    MailboxMemo.Proof proof = memo.proof().get();
    Optional<AccountId> account = deliverer(destination, context, memo, proof.submitter());
    if (account.isEmpty()) {
      return noKey(destination, proof.submitter());
    }
    Bytes call = MailboxAbi.PROCESS.encodeCall(proof.metadata(), memo.message().bytes());
    TransactionIntent.Builder intent =
        TransactionIntent.builder()
            .key(MailboxSession.DELIVER + "/" + memo.message().id().toHex())
            .account(account.get())
            .to(destination.deployment().mailbox())
            .data(call)
            .likeness(likeness(context, memo, proof));
    if (context.attempt() == 1 && context.message().envelope().gasLimit().isEmpty()) {
      // Whoever signs it simulates it; why it reverts, such as that it is delivered, a retry tells.
      return new StepResult.Submit(intent.build());
    }
    EvmAddress mailbox = destination.deployment().mailbox();
    return switch (destination.simulate(account.get().evmAddress(), mailbox, call)) {
      case GasEstimate.Enough enough ->
          new StepResult.Submit(intent.gasLimit(gasLimit(context, enough.gas())).build());
      case GasEstimate.Reverts reverts ->
          refused(
              context,
              memo,
              proof,
              reverts.data(),
              () -> destination.explain(account.get().evmAddress(), mailbox, call, reverts.data()));
    };
  }

  /** What else is in a message mostly changes little of what its delivery needs. */
  private static String likeness(StepContext context, MailboxMemo memo, MailboxMemo.Proof proof) {
    return "process for %s, %s, past %s"
        .formatted(
            memo.message().recipient().account(),
            context.message().envelope().function(),
            proof.ism());
  }

  /** The estimate is for the state of now: a quarter more, or what the sender asked for. */
  private static long gasLimit(StepContext context, long estimated) {
    return Math.max(withMargin(estimated), context.message().envelope().gasLimit().orElse(0));
  }

  private static long withMargin(long estimated) {
    return estimated + estimated / 4;
  }

  private StepResult refused(
      StepContext context,
      MailboxMemo memo,
      MailboxMemo.Proof proof,
      Bytes revertData,
      Supplier<String> reason) {
    MailboxClient destination = clients.apply(context.message().envelope().destination());
    if (destination.isDelivered(memo.message().id())) {
      return delivered(memo);
    }
    MailboxClient.FoundIsm now = destination.ismNow(memo.message());
    if (!now.fingerprint().equals(proof.ism())) {
      return new StepResult.Stale("the recipient's ISM is another one than it was proven for");
    }
    Optional<String> closed = Gates.closed(now.node());
    if (closed.isPresent()) {
      Duration pause = Gates.pause(now.node(), pollInterval);
      return new StepResult.Pending(new WakeOn.At(context.now().plus(pause)), closed.get());
    }
    if (Gates.anyClosed(now.node())) {
      return new StepResult.Stale(
          "one of the recipient's modules is closed, and process would revert: " + reason.get());
    }
    if (firstMissing(destination, proof).isPresent()) {
      return new StepResult.Stale("the recipient's ISM is no longer prepared for the message");
    }
    if (asksGateways(now.node())) {
      return new StepResult.Stale(
          "with what the gateways said, process would revert: " + reason.get());
    }
    return RecipientErrors.explain(revertData, destination, reason);
  }

  /** Their answers are judged by the module alone; another one may do. */
  private static boolean asksGateways(IsmNode node) {
    return switch (node) {
      case IsmNode.CcipRead module -> true;
      case IsmNode.Routing routing -> asksGateways(routing.routed());
      case IsmNode.Aggregation aggregation ->
          aggregation.modules().stream().anyMatch(DestinationSteps::asksGateways);
      default -> false;
    };
  }

  private static StepResult delivered(MailboxMemo memo) {
    return new StepResult.DoneByOther("the mailbox has processed " + memo.message().id());
  }

  private static Optional<AccountId> deliverer(
      MailboxClient destination, StepContext context, MailboxMemo memo, Optional<EvmAddress> only) {
    return destination.deliverers().pick(context.message().envelope(), memo.message().id(), only);
  }
}
