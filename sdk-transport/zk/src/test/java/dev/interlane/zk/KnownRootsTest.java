package dev.interlane.zk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.AccountId;
import dev.interlane.mailbox.ContractView;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.testkit.chain.Contract;
import dev.interlane.testkit.contract.Functions;
import dev.interlane.zk.KnownRoots.KnownRoot;
import java.math.BigInteger;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The newest root of light clients that count in blocks, in slots, or make no sense. */
class KnownRootsTest {
  private static final Bytes32 ROOT = Bytes32.fromHex("0x" + "77".repeat(32));
  private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

  private final SimulatedNetwork network = SimulatedNetwork.create(3);

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void isOfTheBlockThatIsToldApartFromTheHead() {
    assertThat(newest(rootAt(70).getter("head()", frame -> word(9_000)))).isEmpty();
    assertThat(
            newest(
                rootAt(70)
                    .getter("head()", frame -> word(9_000))
                    .getter("executionBlockNumber()", frame -> word(70))))
        .contains(new KnownRoot(70, ROOT));
  }

  @Test
  void isOfTheHeadWhereThatIsABlock() {
    assertThat(newest(rootAt(70).getter("head()", frame -> word(70))))
        .contains(new KnownRoot(70, ROOT));
  }

  @Test
  void isNoneWithoutAHeadOrARoot() {
    assertThat(newest(rootAt(70))).isEmpty();
    assertThat(newest(rootAt(70).getter("head()", frame -> word(71)))).isEmpty();
    assertThat(newest(new Functions().getter("head()", frame -> word(70)))).isEmpty();
  }

  @Test
  void isOfNoBlockThatCannotBe() {
    BigInteger tooLarge = LARGEST.add(BigInteger.ONE);

    assertThat(newest(rootAt(LARGEST).getter("head()", frame -> Bytes32.ofUnsigned(LARGEST))))
        .contains(new KnownRoot(Long.MAX_VALUE, ROOT));
    assertThat(newest(rootAt(tooLarge).getter("head()", frame -> Bytes32.ofUnsigned(tooLarge))))
        .isEmpty();
  }

  private Optional<KnownRoot> newest(Functions functions) {
    Contract contract = functions::execute;
    AccountId account = network.destination().deploy(contract);
    return new KnownRoots(new ContractView(network.destination().chain(), account.evmAddress()))
        .newest();
  }

  private static Functions rootAt(long height) {
    return rootAt(BigInteger.valueOf(height));
  }

  private static Functions rootAt(BigInteger height) {
    return new Functions()
        .add(
            "executionStateRoots(uint256)",
            (frame, arguments) -> root(height, arguments.word(0).toUnsigned()));
  }

  private static Bytes root(BigInteger known, BigInteger asked) {
    return (known.equals(asked) ? ROOT : Bytes32.ZERO).toBytes();
  }

  private static Bytes32 word(long number) {
    return Bytes32.ofUnsigned(BigInteger.valueOf(number));
  }
}
