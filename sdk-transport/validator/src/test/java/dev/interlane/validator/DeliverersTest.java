package dev.interlane.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Finality;
import dev.interlane.error.Refusal;
import dev.interlane.evm.signer.InMemorySigner;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.message.Ordering;
import dev.interlane.message.Payload;
import dev.interlane.primitive.Bytes;
import dev.interlane.spi.KeyRoles;
import dev.interlane.spi.Outbound;
import dev.interlane.spi.Preflight;
import dev.interlane.spi.StepResult;
import dev.interlane.spi.TransportSession;
import dev.interlane.testkit.conformance.Crossing;
import dev.interlane.testkit.contract.PayloadRecipient;
import dev.interlane.testkit.contract.StaticMessageIdMultisigIsm;
import dev.interlane.testkit.contract.TrustedRelayerIsm;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which of several accounts of ours delivers. */
class DeliverersTest {
  private static final int MESSAGES = 24;
  private static final List<InMemorySigner> KEYS =
      IntStream.rangeClosed(1, 3)
          .mapToObj(i -> InMemorySigner.fromHex(("c" + i).repeat(32)))
          .toList();

  private final Crossing crossing = new Crossing(KEYS);
  private final Committee committee = new Committee(3, crossing.origin(), crossing.from());
  private final AccountId recipient =
      crossing.recipientBehind(new StaticMessageIdMultisigIsm(committee.addresses(), 1));
  private TransportSession session = open();

  @Test
  void spreadsMessagesThatNeedNoOrderOverAllOfThem() {
    assertThat(deliverers(Ordering.UNORDERED)).containsExactlyInAnyOrder(addresses(0, 1, 2));
  }

  @Test
  void keepsAnOrderedLaneOnOneOfThem() {
    assertThat(deliverers(Ordering.ORDERED)).hasSize(1);
  }

  @Test
  void spreadsOrderedLanes() {
    List<Outbound> messages = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      AccountId another =
          crossing.recipientBehind(new StaticMessageIdMultisigIsm(committee.addresses(), 1));
      messages.add(message(another, Ordering.ORDERED, "lane " + i));
    }

    Set<EvmAddress> deliverers = deliverers(messages);

    assertThat(deliverers).hasSizeGreaterThan(1);
  }

  @Test
  void givesNoneToAnAccountThatDispatches() {
    dispatchesBack(0);

    assertThat(deliverers(Ordering.UNORDERED)).containsExactlyInAnyOrder(addresses(1, 2));
  }

  @Test
  void anOrderedLaneKeepsToOneOfThoseThatAreLeft() {
    dispatchesBack(0);
    dispatchesBack(1);

    assertThat(deliverers(Ordering.ORDERED)).containsExactly(addresses(2));
  }

  @Test
  void givesNoneToAnAccountThatAModuleTrusts() {
    isTrusted(1);

    assertThat(deliverers(Ordering.UNORDERED)).containsExactlyInAnyOrder(addresses(0, 2));
  }

  @Test
  void aTrustedAccountIsSparedMoreThanOneThatDispatches() {
    dispatchesBack(0);
    isTrusted(1);
    isTrusted(2);

    assertThat(deliverers(Ordering.UNORDERED)).containsExactly(addresses(0));
  }

  @Test
  void whereNobodyElseIsLeftAllDeliver() {
    dispatchesBack(0);
    dispatchesBack(1);
    dispatchesBack(2);

    assertThat(deliverers(Ordering.UNORDERED)).containsExactlyInAnyOrder(addresses(0, 1, 2));
  }

  @Test
  void whereTheyAreNamedNothingIsLearnt() {
    named(KeyRoles.builder().addDelivering(addresses(0, 1)).build());
    isTrusted(1);

    assertThat(deliverers(Ordering.UNORDERED)).containsExactlyInAnyOrder(addresses(0, 1));
  }

  @Test
  void oneThatIsNamedToDispatchDeliversNothingFromTheFirstMessageOn() {
    named(KeyRoles.builder().addDispatching(addresses(0)).build());

    assertThat(deliverers(Ordering.UNORDERED)).containsExactlyInAnyOrder(addresses(1, 2));
  }

  @Test
  void onlyAKeyWithoutARoleMayBeTheTrustedRelayer() {
    named(KeyRoles.builder().addDispatching(addresses(0)).addDelivering(addresses(1)).build());

    assertThat(isTrusted(0).refusals())
        .singleElement()
        .extracting(Refusal::reason, STRING)
        .endsWith(
            "accepts only the account "
                + KEYS.get(0).address()
                + ", our accounts on "
                + crossing.destination().chainId()
                + " that may are ["
                + AccountId.of(crossing.destination().chainId(), KEYS.get(2).address())
                + "]");
    assertThat(isTrusted(1).refusals())
        .singleElement()
        .extracting(Refusal::reason, STRING)
        .endsWith(
            KEYS.get(1).address()
                + ", whose key delivers other messages too: name other keys to"
                + " deliver");
    assertThat(isTrusted(2).refusals())
        .singleElement()
        .extracting(Refusal::reason, STRING)
        .endsWith("asks no validators that could sign");
  }

  @Test
  void whereEveryKeyDispatchesNothingIsSentThere() {
    named(KeyRoles.builder().addDispatching(addresses(0, 1, 2)).build());

    assertThat(session.preflight(message(recipient, Ordering.UNORDERED, "late")).refusals())
        .extracting(Refusal::reason)
        .containsExactly("no key on " + crossing.destination().chainId() + " may deliver");
  }

  private void named(KeyRoles roles) {
    crossing.roles(roles);
    session = open();
  }

  /** A message from the destination back, by this account. */
  private void dispatchesBack(int key) {
    EvmAddress back = crossing.origin().deploy(new PayloadRecipient(crossing.from().mailbox()));
    MessageEnvelope envelope =
        MessageEnvelope.builder()
            .sender(AccountId.of(crossing.destination().chainId(), KEYS.get(key).address()))
            .recipient(AccountId.of(crossing.origin().chainId(), back))
            .finality(Finality.SEEN)
            .body(Payload.of(Bytes.fromUtf8("back")))
            .build();
    session.dispatch(crossing.payload(envelope, Bytes.fromUtf8("back")));
  }

  /** A message to a recipient that trusts this account is looked at. */
  private Preflight isTrusted(int key) {
    AccountId trusting =
        crossing.recipientBehind(
            new TrustedRelayerIsm(crossing.to().mailbox(), KEYS.get(key).address()));
    return session.preflight(crossing.payload(trusting, "by the operator"));
  }

  private Set<EvmAddress> deliverers(Ordering ordering) {
    return deliverers(
        IntStream.range(0, MESSAGES)
            .mapToObj(i -> message(recipient, ordering, "message " + i))
            .toList());
  }

  private Outbound message(AccountId to, Ordering ordering, String text) {
    return crossing.payload(
        crossing.envelope(to, text).ordering(ordering).build(), Bytes.fromUtf8(text));
  }

  private Set<EvmAddress> deliverers(List<Outbound> messages) {
    List<Crossing.Sent> sent =
        messages.stream().map(message -> crossing.dispatch(session, message)).toList();
    committee.sign(0);
    Set<EvmAddress> deliverers = new LinkedHashSet<>();
    for (Crossing.Sent one : sent) {
      StepResult result = crossing.advance(session, one, 1, crossing.proven(session, one).memo());
      assertThat(result).isInstanceOf(StepResult.Submit.class);
      deliverers.add(((StepResult.Submit) result).intent().account().evmAddress());
    }
    return deliverers;
  }

  private TransportSession open() {
    return crossing.open(
        ValidatorTransport.hyperlane(
            committee
                .announce(
                    ValidatorOptions.builder().addDeployments(crossing.from(), crossing.to()),
                    0,
                    1,
                    2)
                .build()));
  }

  private static EvmAddress[] addresses(int... keys) {
    return IntStream.of(keys).mapToObj(i -> KEYS.get(i).address()).toArray(EvmAddress[]::new);
  }
}
