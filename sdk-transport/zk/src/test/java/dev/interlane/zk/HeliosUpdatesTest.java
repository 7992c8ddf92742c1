package dev.interlane.zk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.mailbox.ContractView;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.ChainPort;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.testkit.chain.CallFrame;
import dev.interlane.testkit.chain.Contract;
import dev.interlane.testkit.chain.SimulatedChain;
import dev.interlane.zk.HeliosProofs.Head;
import dev.interlane.zk.KnownRoots.KnownRoot;
import dev.interlane.zk.sp1.HeliosCall;
import java.math.BigInteger;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An SP1 Helios that checks nothing on chain: whether its root is proven is found out here, or it
 * is said why not.
 */
class HeliosUpdatesTest {
  private static final Bytes32 ROOT = Bytes32.fromHex("0x" + "77".repeat(32));
  private static final Bytes32 OTHER = Bytes32.fromHex("0x" + "16".repeat(32));
  private static final Head GENESIS = Head.at(320);
  private static final Head FIRST = Head.at(352);
  private static final Head SECOND = Head.at(384);
  private static final Head THIRD = Head.at(416);
  private static final KnownRoot KNOWN = new KnownRoot(200, ROOT);

  private final SimulatedNetwork network = SimulatedNetwork.create(3);
  private final SimulatedChain chain = network.destination().chain();
  private final HandFedHelios helios = new HandFedHelios(31_337);
  private final AccountId account = network.destination().deploy(helios);
  private final EvmAddress updater = network.sender().evmAddress();

  @BeforeEach
  void start() {
    call(update(GENESIS, FIRST, 100, OTHER));
  }

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void verifiesTheProofOfTheRoot() {
    Bytes32 transaction = call(update(FIRST, SECOND, 200, ROOT));

    assertThat(check(KNOWN))
        .isInstanceOfSatisfying(
            UpdateCheck.Verified.class,
            verified ->
                assertThat(verified.what())
                    .contains("transaction " + transaction, "program key " + HandFedHelios.PROGRAM)
                    .contains("SP1 of tests Groth16", "header " + FIRST.header() + " of slot 352"));
  }

  @Test
  void verifiesAnOlderRootToo() {
    call(update(FIRST, SECOND, 200, ROOT));
    call(update(SECOND, THIRD, 300, OTHER));

    assertThat(check(KNOWN)).isInstanceOf(UpdateCheck.Verified.class);
    assertThat(check(new KnownRoot(300, OTHER))).isInstanceOf(UpdateCheck.Verified.class);
  }

  @Test
  void refusesAForgedProof() {
    HeliosCall honest = update(FIRST, SECOND, 200, ROOT);
    Bytes ofAnother = update(FIRST, SECOND, 200, OTHER).proof();
    byte[] flipped = honest.proof().toArray();
    flipped[flipped.length - 1] ^= 1;

    call(HeliosProofs.with(ofAnother, honest));
    assertRefused("does not hold (INVALID)");
    call(HeliosProofs.with(Bytes.of(flipped), update(SECOND, THIRD, 200, ROOT)));
    assertRefused("does not hold (MALFORMED)");
  }

  @Test
  void refusesAProofThatStartsFromAnotherHead() {
    call(update(Head.at(351), SECOND, 200, ROOT));
    assertRefused("does not hold (INVALID)");
  }

  @Test
  void refusesAProofOfAnotherProgram() {
    call(HeliosProofs.update(OTHER, FIRST, SECOND, 200, ROOT));
    assertRefused("does not hold (INVALID)");

    helios.program = OTHER;
    assertRefused("does not hold (UNKNOWN_PROGRAM)");
  }

  @Test
  void refusesAnotherRootThanThatOfTheUpdate() {
    call(update(FIRST, SECOND, 200, ROOT));
    helios.roots.put(200L, OTHER);

    assertThat(check(new KnownRoot(200, OTHER)))
        .isInstanceOfSatisfying(
            UpdateCheck.Refused.class,
            refused ->
                assertThat(refused.reason())
                    .contains("is of the root " + ROOT, "the light client shows " + OTHER));
  }

  @Test
  void refusesALogOfAnotherHead() {
    helios.logged = Optional.of(OTHER);
    call(update(FIRST, SECOND, 200, ROOT));

    assertRefused("logged the header " + OTHER + " of slot 384");
  }

  @Test
  void saysThatThereIsNoUpdate() {
    assertUnavailable("logged the update of block 200 in none of the newest 2 blocks");
  }

  @Test
  void saysThatTheUpdateCameInsideOfAnotherCall() {
    EvmAddress forwarder = network.destination().deploy(new Forwarder()).evmAddress();
    Bytes calldata = update(FIRST, SECOND, 200, ROOT).encode();
    Bytes32 transaction = send(forwarder, calldata);

    assertUnavailable("inside of the transaction " + transaction + ", which calls " + forwarder);
  }

  @Test
  void saysThatTheNodeHasNoCalldata() {
    Bytes32 transaction = call(update(FIRST, SECOND, 200, ROOT));
    ChainPort forgetful =
        SpoiltPort.of(chain, "calldata", Optional.class, calldata -> Optional.empty());

    assertThat(check(forgetful, options().build(), KNOWN))
        .isEqualTo(
            new UpdateCheck.Unavailable(
                "our node gives no calldata of its transaction " + transaction));
  }

  @Test
  void saysThatTheNodeHasNoReceipt() {
    Bytes32 transaction = call(update(FIRST, SECOND, 200, ROOT));
    ChainPort forgetful =
        SpoiltPort.of(chain, "receipt", Optional.class, receipt -> Optional.empty());

    assertThat(check(forgetful, options().build(), KNOWN))
        .isEqualTo(
            new UpdateCheck.Unavailable(
                "our node has no receipt of its transaction " + transaction));
  }

  @Test
  void saysThatTheCallIsOfNoKindThatIsKnown() {
    HeliosCall update = update(FIRST, SECOND, 200, ROOT);
    Bytes32 transaction = call(update);
    Bytes odd = Bytes.concat(update.encode(), Bytes.fromHex("00"));
    ChainPort other =
        SpoiltPort.of(chain, "calldata", Optional.class, calldata -> Optional.of(odd));

    assertThat(check(other, options().build(), KNOWN))
        .isInstanceOfSatisfying(
            UpdateCheck.Unavailable.class,
            unavailable ->
                assertThat(unavailable.reason())
                    .contains(transaction + " is no update that is known"));
  }

  @Test
  void saysThatTheHeadBeforeIsNotFound() {
    chain.mine();
    call(update(FIRST, SECOND, 200, ROOT));

    assertThat(check(chain, options().updateSearchBlocks(2).build(), KNOWN))
        .isInstanceOfSatisfying(
            UpdateCheck.Unavailable.class,
            unavailable ->
                assertThat(unavailable.reason())
                    .contains("the head before slot 384", "none of the newest 2 blocks"));
  }

  @Test
  void saysThatTheLightClientDoesNotTellWhereTheProofStarts() {
    call(update(FIRST, SECOND, 200, ROOT));
    helios.slotsPerPeriod = 0;
    assertUnavailable("does not tell the header and the sync committee of its slot 352");

    helios.slotsPerPeriod = 8192;
    helios.headers.remove(BigInteger.valueOf(FIRST.slot()));
    assertUnavailable("does not tell the header and the sync committee of its slot 352");
  }

  @Test
  void saysThatTheVersionIsNotKnown() {
    call(update(FIRST, SECOND, 200, ROOT));

    assertThat(check(chain, ZkOptions.builder().build(), KNOWN))
        .isInstanceOfSatisfying(
            UpdateCheck.Unavailable.class,
            unavailable ->
                assertThat(unavailable.reason())
                    .contains("is of no version that is known: selector 0x7e577e57"));
  }

  @Test
  void looksAtNoMoreThanItsBound() {
    call(update(FIRST, SECOND, 200, ROOT));
    for (int i = 0; i < LightClientUpdates.MAX_UPDATES; i++) {
      call(update(SECOND, THIRD, 300, OTHER));
    }

    assertUnavailable("logged the update of block 200 in none");
  }

  @Test
  void searchesFurtherBackStepByStep() {
    call(update(FIRST, SECOND, 200, ROOT));
    for (int i = 0; i < 700; i++) {
      chain.mine();
    }

    assertThat(check(KNOWN)).isInstanceOf(UpdateCheck.Verified.class);
    assertThat(check(chain, options().updateSearchBlocks(600).build(), KNOWN))
        .isInstanceOfSatisfying(
            UpdateCheck.Unavailable.class,
            unavailable -> assertThat(unavailable.reason()).contains("newest 600 blocks"));
  }

  private void assertRefused(String reason) {
    assertThat(check(KNOWN))
        .isInstanceOfSatisfying(
            UpdateCheck.Refused.class, refused -> assertThat(refused.reason()).contains(reason));
  }

  private void assertUnavailable(String reason) {
    assertThat(check(KNOWN))
        .isInstanceOfSatisfying(
            UpdateCheck.Unavailable.class,
            unavailable -> assertThat(unavailable.reason()).contains(reason));
  }

  private UpdateCheck check(KnownRoot root) {
    return check(chain, options().build(), root);
  }

  private UpdateCheck check(ChainPort port, ZkOptions options, KnownRoot root) {
    LightClient lightClient =
        LightClient.read(account, new ContractView(port, account.evmAddress())).orElseThrow();
    return new LightClientUpdates(options, port, lightClient).check(root);
  }

  private ZkOptions.Builder options() {
    return ZkOptions.builder()
        .putProofVerifiers(account, HeliosProofs.verifier(HandFedHelios.PROGRAM));
  }

  private static HeliosCall update(Head from, Head to, long height, Bytes32 root) {
    return HeliosProofs.update(HandFedHelios.PROGRAM, from, to, height, root);
  }

  private Bytes32 call(HeliosCall update) {
    return send(account.evmAddress(), update.encode());
  }

  private Bytes32 send(EvmAddress to, Bytes calldata) {
    Bytes32 transaction =
        chain.impersonate(new CallRequest(updater, to, calldata, BigInteger.ZERO), 1_000_000);
    chain.mine();
    return transaction;
  }

  /** Hands every call on to the light client. */
  private final class Forwarder implements Contract {
    @Override
    public Bytes execute(CallFrame frame) {
      Object unused = frame.call(account.evmAddress(), BigInteger.ZERO, frame.data());
      return Bytes.EMPTY;
    }
  }
}
