package dev.interlane.zk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.AccountId;
import dev.interlane.evm.groth16.Groth16Proof;
import dev.interlane.mailbox.ContractView;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.CallRequest;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.testkit.chain.SimulatedChain;
import dev.interlane.testkit.zk.LightClientProver;
import dev.interlane.zk.KnownRoots.KnownRoot;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A light client of tests that takes every update: here they are looked at. */
class InsecureUpdatesTest {
  private static final BigInteger ORIGIN = BigInteger.valueOf(31_337);
  private static final Bytes32 ROOT = Bytes32.fromHex("0x" + "77".repeat(32));
  private static final Bytes32 OTHER = Bytes32.fromHex("0x" + "88".repeat(32));
  private static final KnownRoot KNOWN = new KnownRoot(200, ROOT);

  private final SimulatedNetwork network = SimulatedNetwork.create(3);
  private final SimulatedChain chain = network.destination().chain();
  private final LightClientProver prover = LightClientProver.of(1, ORIGIN);
  private final CredulousLightClient lightClient =
      new CredulousLightClient(ORIGIN, prover.verifyingKey().encode());
  private final AccountId account = network.destination().deploy(lightClient);

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void verifiesTheProofOfTheRoot() {
    Bytes32 transaction = call(prover.updateWithoutLooking(200, ROOT));

    assertThat(check(KNOWN))
        .isInstanceOfSatisfying(
            UpdateCheck.Verified.class,
            verified ->
                assertThat(verified.what())
                    .contains("in the transaction " + transaction, "INSECURE TEST PROVER"));
  }

  @Test
  void refusesAProofByAnotherKey() {
    call(LightClientProver.of(2, ORIGIN).updateWithoutLooking(200, ROOT));

    assertRefused("does not hold");
  }

  @Test
  void refusesAProofOfAnotherChainBlockOrRoot() {
    Bytes honest = prover.updateWithoutLooking(200, ROOT);
    LightClientProver ofAnotherChain = LightClientProver.of(1, BigInteger.ONE);

    call(ofAnotherChain.updateWithoutLooking(200, ROOT));
    assertRefused("does not hold");
    call(withProofOf(prover.updateWithoutLooking(201, ROOT), honest));
    assertRefused("does not hold");
    call(withProofOf(prover.updateWithoutLooking(200, OTHER), honest));
    assertRefused("does not hold");
  }

  @Test
  void refusesWhatIsNoProof() {
    Bytes honest = prover.updateWithoutLooking(200, ROOT);
    byte[] offTheCurve = honest.toArray();
    offTheCurve[offTheCurve.length - 1] ^= 1;
    byte[] outOfRange = honest.toArray();
    outOfRange[honest.length() - Groth16Proof.LENGTH_BYTES] = (byte) 0xff;

    call(Bytes.of(offTheCurve));
    assertRefused("is none");
    call(Bytes.of(outOfRange));
    assertRefused("is none");
  }

  @Test
  void refusesAnotherRootThanThatOfTheUpdate() {
    call(prover.updateWithoutLooking(200, ROOT));
    lightClient.roots.put(BigInteger.valueOf(200), OTHER);

    assertThat(check(new KnownRoot(200, OTHER)))
        .isInstanceOfSatisfying(
            UpdateCheck.Refused.class,
            refused -> assertThat(refused.reason()).contains("light client shows " + OTHER));
  }

  @Test
  void refusesAKeyThatIsNotTheOneNamed() {
    call(prover.updateWithoutLooking(200, ROOT));
    lightClient.shown = LightClientProver.of(2, ORIGIN).verifyingKey().encode();

    assertRefused("shows no verifying key with the hash");
  }

  /** Whose hash is the one named: a key under which everything could be proven, or none at all. */
  @Test
  void refusesAKeyThatIsNone() {
    byte[] easy = prover.verifyingKey().encode().toArray();
    System.arraycopy(easy, 6 * 32, easy, 10 * 32, 4 * 32);
    byte[] outOfRange = prover.verifyingKey().encode().toArray();
    outOfRange[0] = (byte) 0xff;

    for (byte[] key : List.of(easy, outOfRange)) {
      AccountId other =
          network.destination().deploy(new CredulousLightClient(ORIGIN, Bytes.of(key)));
      call(other, prover.updateWithoutLooking(200, ROOT));
      assertThat(check(other, KNOWN))
          .isInstanceOfSatisfying(
              UpdateCheck.Refused.class,
              refused -> assertThat(refused.reason()).contains("is none"));
    }
  }

  @Test
  void saysThatThereIsNoUpdate() {
    call(prover.updateWithoutLooking(199, ROOT));

    assertThat(check(KNOWN))
        .isInstanceOfSatisfying(
            UpdateCheck.Unavailable.class,
            unavailable ->
                assertThat(unavailable.reason()).contains("the update of block 200 in none"));
  }

  private void assertRefused(String reason) {
    assertThat(check(KNOWN))
        .isInstanceOfSatisfying(
            UpdateCheck.Refused.class, refused -> assertThat(refused.reason()).contains(reason));
  }

  private UpdateCheck check(KnownRoot root) {
    return check(account, root);
  }

  private UpdateCheck check(AccountId at, KnownRoot root) {
    LightClient read = LightClient.read(at, new ContractView(chain, at.evmAddress())).orElseThrow();
    return new LightClientUpdates(ZkOptions.builder().build(), chain, read).check(root);
  }

  /** The same call with the proof of another one. */
  private static Bytes withProofOf(Bytes another, Bytes call) {
    int before = call.length() - Groth16Proof.LENGTH_BYTES;
    return Bytes.concat(call.slice(0, before), another.slice(before));
  }

  private Bytes32 call(Bytes update) {
    return call(account, update);
  }

  private Bytes32 call(AccountId at, Bytes update) {
    Bytes32 transaction =
        chain.impersonate(
            new CallRequest(
                network.sender().evmAddress(), at.evmAddress(), update, BigInteger.ZERO),
            1_000_000);
    chain.mine();
    return transaction;
  }
}
