package dev.interlane.testkit;

import static dev.interlane.testkit.assertion.InterlaneAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.Finality;
import dev.interlane.mailbox.checkpoint.CheckpointReader;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.TransactionReceipt;
import dev.interlane.testkit.chain.Displaced;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulatedNetworkTest {
  private final SimulatedNetwork network = SimulatedNetwork.create(7);

  @Test
  void chainsKeepTheirOwnPace() {
    network.advance(Duration.ofMinutes(1));

    assertThat(network.origin().chain().heads().seen().height()).isEqualTo(5);
    assertThat(network.destination().chain().heads().seen().height()).isEqualTo(30);
    assertThat(network.clock().instant()).isEqualTo(SimulatedNetwork.START.plusSeconds(60));

    network.mineBlocks(2);

    assertThat(network.origin().chain().heads().seen().height()).isEqualTo(7);
  }

  @Test
  void eachSeedHasItsOwnKeysAndBlocks() {
    SimulatedNetwork other = SimulatedNetwork.create(8);

    assertThat(other.sender()).isNotEqualTo(network.sender());
    assertThat(other.origin().chain().heads()).isNotEqualTo(network.origin().chain().heads());
    assertThat(SimulatedNetwork.create(7).sender()).isEqualTo(network.sender());
  }

  @Test
  void theSameSeedReplaysTheSameStory() {
    assertThat(story(7)).isEqualTo(story(7));
    assertThat(story(7)).isNotEqualTo(story(8));
  }

  @Test
  void validatorsSignWhatIsSafeEvenWhenAskedLate() {
    Deposits.dispatch(network, network.vault(), 1);
    Deposits.dispatch(network, network.vault(), 2);
    network.origin().mineBlocks(2);
    assertThat(latestIndexes(network)).containsOnly(OptionalLong.empty());

    network.origin().mineBlocks(2);

    assertThat(latestIndexes(network)).hasSize(3).containsOnly(OptionalLong.of(1));
  }

  @Test
  void aSilentValidatorMakesUpForWhatItMissed() {
    var silent = network.committee().addresses().get(1);
    network.committee().silence(silent);
    Deposits.dispatch(network, network.vault(), 1);
    network.origin().mineBlocks(4);
    CheckpointReader reader =
        network.committee().checkpoints(network.origin().id()).values().stream()
            .filter(one -> one.latestIndex().isEmpty())
            .findFirst()
            .orElseThrow();

    network.committee().resume(silent);
    network.origin().mineBlocks(2);

    assertThat(reader.checkpoint(0).orElseThrow().signer()).contains(silent);
    assertThatThrownBy(() -> network.committee().silence(network.trustedRelayer()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is none of the validators");
  }

  @ParameterizedTest
  @EnumSource(names = {"TRUSTED_RELAYER", "MESSAGE_ID_MULTISIG", "NOOP"})
  void aStrangerDeliversAsSoonAsAnybodyCan(Security security) {
    network.faults().strangerDelivers();
    AccountId vault = network.vault(security);
    Deposits.dispatch(network, vault, 1);

    network.advance(Duration.ofMinutes(1));

    assertThat(network.destination())
        .executed(Deposits.id(1))
        .exactlyOnce()
        .holds(vault, Deposits.USER, Deposits.AMOUNT);
  }

  @Test
  void aStrangerCannotDeliverWhatIsNotProven() {
    network.faults().strangerDelivers();
    network
        .committee()
        .addresses()
        .subList(0, 2)
        .forEach(validator -> network.committee().silence(validator));
    AccountId vault = network.vault(Security.MESSAGE_ID_MULTISIG);
    Deposits.dispatch(network, vault, 1);

    network.advance(Duration.ofMinutes(5));

    assertThat(network.destination())
        .executed(Deposits.id(1))
        .never()
        .holds(vault, Deposits.USER, BigInteger.ZERO);
  }

  @Test
  void handlersRevertUntilTheyRecover() {
    network.faults().strangerDelivers();
    network.faults().handlersRevert();
    Deposits.dispatch(network, network.vault(), 1);
    network.advance(Duration.ofMinutes(1));
    assertThat(network.destination()).executed(Deposits.id(1)).never();

    network.faults().handlersRecover();
    network.advance(Duration.ofMinutes(1));

    assertThat(network.destination()).executed(Deposits.id(1)).exactlyOnce();
  }

  @Test
  void aReorganisationComesShortlyAfterItsMoment() {
    network.origin().mineBlocks(1);
    network.faults().reorgAfterDispatch(network.origin(), 1, Displaced.WITHDRAWN);
    Bytes32 hash = Deposits.dispatch(network, network.vault(), 1);
    List<Boolean> included = new ArrayList<>();
    network
        .origin()
        .chain()
        .onHead(() -> included.add(network.origin().chain().receipt(hash).isPresent()));

    network.origin().mineBlocks(3);

    // The block, its replacement, and the blocks after: the fault strikes once.
    assertThat(included).startsWith(true, false, false);
    assertThat(network.origin().chain().receipt(hash)).isEmpty();
  }

  @Test
  void aReorganisationOfTheDestinationTakesADeliveryBack() {
    network.faults().strangerDelivers();
    network.faults().reorgAfterDelivery(network.destination(), 2, Displaced.RETURNED_TO_POOL);
    Deposits.dispatch(network, network.vault(Security.NOOP), 1);
    List<Integer> executed = new ArrayList<>();
    network
        .destination()
        .chain()
        .onHead(() -> executed.add(network.destination().chain().logs(Events.EXECUTED).size()));

    network.advance(Duration.ofMinutes(1));

    assertThat(executed).containsSubsequence(1, 0, 1);
    assertThat(network.destination()).executed(Deposits.id(1)).exactlyOnce();
  }

  @Test
  void optionsAreChecked() {
    assertThatThrownBy(() -> SimulatedNetwork.builder().quorum(3, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 3 of 2");
    assertThatThrownBy(() -> SimulatedNetwork.builder().senders(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> network.origin().mineBlocks(0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<OptionalLong> latestIndexes(SimulatedNetwork network) {
    return network.committee().checkpoints(network.origin().id()).values().stream()
        .map(CheckpointReader::latestIndex)
        .toList();
  }

  private static List<Object> story(long seed) {
    SimulatedNetwork network =
        SimulatedNetwork.builder().seed(seed).validatorFinality(Finality.SEEN).quorum(3, 5).build();
    network.faults().strangerDelivers();
    network.faults().reorgAfterDispatch(network.origin(), 1, Displaced.REINCLUDED);
    int number = 0;
    for (Security security : Security.values()) {
      Deposits.dispatch(network, network.vault(security), number++);
    }
    network.advance(Duration.ofMinutes(5));
    List<Object> told = new ArrayList<>();
    for (HyperlaneChain chain : network.chains()) {
      for (long height = 0; height <= chain.chain().heads().seen().height(); height++) {
        var block = chain.chain().header(height).orElseThrow();
        List<TransactionReceipt> receipts = chain.chain().receipts(block.block());
        told.add(block);
        told.addAll(receipts);
      }
    }
    return told;
  }
}
