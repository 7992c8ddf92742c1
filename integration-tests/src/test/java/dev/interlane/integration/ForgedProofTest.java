package dev.interlane.integration;

import static dev.interlane.testkit.assertion.InterlaneAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.evm.signer.InMemorySigner;
import dev.interlane.mailbox.checkpoint.Checkpoint;
import dev.interlane.mailbox.checkpoint.CheckpointReader;
import dev.interlane.mailbox.checkpoint.SignedCheckpoint;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.primitive.Bytes32;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryStatus;
import dev.interlane.receipt.Evidence;
import dev.interlane.spi.Signature;
import dev.interlane.testkit.Security;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.validator.ValidatorOptions;
import dev.interlane.validator.ValidatorTransport;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One validator of two needed publishes something else than its signature: nothing is delivered,
 * until it is honest.
 */
class ForgedProofTest {
  private static final BigInteger CURVE_ORDER =
      new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
  private static final EvmAddress USER =
      EvmAddress.parse("0x00000000000000000000000000000000000000cc");
  private static final InMemorySigner OUTSIDER = InMemorySigner.fromHex("0x" + "07".repeat(32));

  private final SimulatedNetwork network = SimulatedNetwork.create(7);
  private final ChainId origin = network.origin().id();
  private final AtomicBoolean honest = new AtomicBoolean();

  /**
   * What validators published.
   *
   * @param own of the validator in question
   * @param others of another validator of the set
   * @param elsewhere of the validator in question, about the mailbox of the other chain
   */
  record Published(
      SignedCheckpoint own, SignedCheckpoint others, Optional<SignedCheckpoint> elsewhere) {}

  /** What is published instead. */
  enum Forgery {
    MISSING {
      @Override
      Optional<SignedCheckpoint> of(Published published) {
        return Optional.empty();
      }
    },
    DUPLICATE {
      @Override
      Optional<SignedCheckpoint> of(Published published) {
        return Optional.of(published.others);
      }
    },
    SIGNED_BY_AN_OUTSIDER {
      @Override
      Optional<SignedCheckpoint> of(Published published) {
        return Optional.of(SignedCheckpoint.sign(published.own.checkpoint(), OUTSIDER));
      }
    },
    HIGH_S {
      @Override
      Optional<SignedCheckpoint> of(Published published) {
        Signature low = published.own.signature();
        Bytes32 high = Bytes32.ofUnsigned(CURVE_ORDER.subtract(low.s().toUnsigned()));
        return Optional.of(
            new SignedCheckpoint(
                published.own.checkpoint(), new Signature(low.r(), high, 1 - low.yParity())));
      }
    },
    OF_ANOTHER_MAILBOX {
      @Override
      Optional<SignedCheckpoint> of(Published published) {
        return published.elsewhere;
      }
    },
    OF_ANOTHER_MESSAGE {
      @Override
      Optional<SignedCheckpoint> of(Published published) {
        Checkpoint of = published.own.checkpoint();
        return Optional.of(
            new SignedCheckpoint(
                new Checkpoint(of.origin(), of.hook(), of.root(), of.index(), of.root()),
                published.own.signature()));
      }
    };

    abstract Optional<SignedCheckpoint> of(Published published);
  }

  @AfterEach
  void close() {
    network.close();
  }

  @ParameterizedTest
  @EnumSource(Forgery.class)
  void deliversNothingUntilThereIsAQuorum(Forgery forgery) {
    List<EvmAddress> set = network.committee().addresses();
    CheckpointReader first = reader(origin, set.get(0));
    CheckpointReader second = reader(origin, set.get(1));
    CheckpointReader elsewhere = reader(network.destination().id(), set.get(1));
    MessagingClient client =
        network.client(
            ValidatorTransport.hyperlane(
                options()
                    .checkpoints(origin, set.get(0), first)
                    .checkpoints(origin, set.get(1), forging(forgery, second, first, elsewhere))
                    .checkpoints(network.destination().id(), set.get(0), first)
                    .checkpoints(network.destination().id(), set.get(1), elsewhere)
                    .build()));
    client.send(backwards());
    MessageHandle handle = client.send(deposit(Security.MESSAGE_ID_MULTISIG));

    network.advance(Duration.ofMinutes(10));

    assertThat(second.checkpoint(0)).isPresent();
    assertThat(elsewhere.checkpoint(0)).isPresent();
    assertThat(handle).hasStatus(DeliveryStatus.Dispatched.class);
    assertThat(handle.receipt()).neverWent(DeliveryEvent.DeliverySubmitted.class);
    assertThat(network.destination()).executed(handle.id()).never();
    honest.set(true);
    assertThat(handle.awaitReceipt(Duration.ofHours(1)))
        .isExecuted()
        .hasEvidence(Evidence.Quorum.class);
    assertThat(network.destination()).executed(handle.id()).exactlyOnce();
  }

  @ParameterizedTest
  @EnumSource(names = {"MESSAGE_ID_MULTISIG", "MERKLE_ROOT_MULTISIG", "AGGREGATION"})
  void putsSignaturesIntoTheOrderOfTheSet(Security security) {
    List<EvmAddress> backwards = new ArrayList<>(network.committee().addresses());
    Collections.reverse(backwards);
    ValidatorOptions.Builder options = options();
    backwards.forEach(
        validator -> options.checkpoints(origin, validator, reader(origin, validator)));
    MessagingClient client = network.client(ValidatorTransport.hyperlane(options.build()));

    MessageHandle handle = client.send(deposit(security));

    assertThat(handle.awaitReceipt(Duration.ofHours(1))).isExecuted();
    assertThat(network.destination()).executed(handle.id()).exactlyOnce();
  }

  private ValidatorOptions.Builder options() {
    return ValidatorOptions.builder().addAllDeployments(network.deployments());
  }

  private CheckpointReader reader(ChainId chain, EvmAddress validator) {
    return Optional.ofNullable(network.committee().checkpoints(chain).get(validator)).orElseThrow();
  }

  /** From the destination to the origin, so that the other mailbox has a leaf too. */
  private MessageEnvelope backwards() {
    return MessageEnvelope.builder()
        .sender(AccountId.of(network.destination().id(), network.sender().evmAddress()))
        .recipient(network.origin().vault(Security.MESSAGE_ID_MULTISIG))
        .body(ContractCall.of("deposit(address,uint256)", USER, 5))
        .build();
  }

  private MessageEnvelope deposit(Security security) {
    return MessageEnvelope.builder()
        .sender(network.sender())
        .recipient(network.vault(security))
        .body(ContractCall.of("deposit(address,uint256)", USER, 5))
        .build();
  }

  private CheckpointReader forging(
      Forgery forgery, CheckpointReader own, CheckpointReader others, CheckpointReader elsewhere) {
    return new CheckpointReader() {
      @Override
      public OptionalLong latestIndex() {
        return own.latestIndex();
      }

      @Override
      public Optional<SignedCheckpoint> checkpoint(long index) {
        Optional<SignedCheckpoint> signed = own.checkpoint(index);
        return honest.get()
            ? signed
            : signed.flatMap(
                one ->
                    others
                        .checkpoint(index)
                        .flatMap(
                            other ->
                                forgery.of(
                                    new Published(one, other, elsewhere.checkpoint(index)))));
      }
    };
  }
}
