package dev.interlane.devnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiCodec;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every accept and every refusal of the recipient contract, called by the real mailbox. */
@RequiresDevnet
class CallRecipientTest {
  private static final Bytes32 LANE = Bytes32.leftPad(Bytes.fromHex("0x1a4e"));
  private static final EvmAddress USER =
      EvmAddress.parse("0x00000000000000000000000000000000000000aa");

  private static Devnet devnet;
  private static DevnetChain origin;
  private static DevnetChain destination;
  private static EvmAddress mailbox;
  private static int nonce;

  private EvmAddress vault;

  @BeforeAll
  static void start() {
    devnet = Devnet.builder().start();
    origin = devnet.chains().get(0);
    destination = devnet.chains().get(1);
    mailbox = destination.address(DevnetContract.MAILBOX);
  }

  @AfterAll
  static void stop() {
    if (devnet != null) {
      devnet.close();
    }
  }

  @BeforeEach
  void createVault() {
    vault =
        devnet.createVault(destination, destination.address(DevnetContract.TRUSTED_RELAYER_ISM));
  }

  @Test
  void executesACallDispatchedOnTheOtherChain() {
    Bytes body = CallBody.of(id(1)).with(deposit(500));
    JsonNode dispatch =
        origin.send(
            devnet.sender().address(),
            origin.address(DevnetContract.MAILBOX),
            Calls.of("dispatch(uint32,bytes32,bytes)", destination.domain(), vault.toWord(), body));
    Bytes message = dispatchedMessage(dispatch);

    JsonNode receipt = deliver(message);

    assertThat(balance(USER)).isEqualTo(500);
    assertThat(executed(id(1))).isTrue();
    assertThat(delivered(message)).isTrue();
    List<JsonNode> ours =
        receipt
            .get("logs")
            .valueStream()
            .filter(log -> address(log.get("address")).equals(vault))
            .toList();
    assertThat(ours)
        .extracting(log -> log.get("topics").get(0).asString())
        .containsExactly(
            topic("Executed(bytes32,uint32,bytes32,bytes4)"), topic("Deposited(address,uint256)"));
    assertThat(ours.get(0).get("topics").get(1).asString()).isEqualTo(id(1).toHex());
    assertThat(ours.get(0).get("topics").get(3).asString())
        .isEqualTo(devnet.sender().address().toWord().toHex());
  }

  @Test
  void recordsCallsOfTheFunctionsItWasCreatedFor() {
    vault =
        devnet.createRecorder(
            destination,
            destination.address(DevnetContract.TRUSTED_RELAYER_ISM),
            List.of("swap(uint256,bytes)"));
    Bytes call = Calls.of("swap(uint256,bytes)", 7, Bytes.fromHex("0xc0ffee"));

    JsonNode receipt = deliver(message(CallBody.of(id(1)).with(call)));

    JsonNode recorded =
        receipt
            .get("logs")
            .valueStream()
            .filter(
                log -> log.get("topics").get(0).asString().equals(topic("Recorded(bytes4,bytes)")))
            .findFirst()
            .orElseThrow();
    assertThat(
            AbiCodec.parse("(bytes)")
                .decode(Bytes.fromHex(recorded.get("data").asString()))
                .get(0)
                .asBytes())
        .isEqualTo(call);
    assertThat(
            revertOf(
                devnet.trustedRelayer().address(),
                mailbox,
                process(message(CallBody.of(id(2)).with(deposit(1)))),
                0))
        .isEqualTo(Calls.of("SelectorNotAllowed(bytes4)", deposit(1).slice(0, 4)));
  }

  @Test
  void refusesEverybodyButTheMailbox() {
    Bytes handle =
        Calls.of(
            "handle(uint32,bytes32,bytes)",
            origin.domain(),
            devnet.sender().address().toWord(),
            CallBody.of(id(1)).with(deposit(1)));

    assertThat(revertOf(devnet.trustedRelayer().address(), vault, handle, 0))
        .isEqualTo(Calls.of("NotMailbox(address)", devnet.trustedRelayer().address()));
  }

  @Test
  void refusesValue() {
    Bytes message = message(CallBody.of(id(1)).with(deposit(1)));

    assertThat(revertOf(devnet.trustedRelayer().address(), mailbox, process(message), 7))
        .isEqualTo(Calls.of("ValueRefused(uint256)", 7));
  }

  @Test
  void refusesWhoIsNotEnrolled() {
    Bytes body = CallBody.of(id(1)).with(deposit(1));
    EvmAddress stranger = devnet.others().get(0).address();

    assertThat(refusal(message(origin.domain(), stranger, vault, body)))
        .isEqualTo(Calls.of("NotEnrolled(uint32,bytes32)", origin.domain(), stranger.toWord()));
    assertThat(refusal(message(999, devnet.sender().address(), vault, body)))
        .isEqualTo(
            Calls.of("NotEnrolled(uint32,bytes32)", 999, devnet.sender().address().toWord()));
  }

  @Test
  void refusesARemovedSenderAndReplaysNothingWhenItComesBack() {
    deliver(message(CallBody.of(id(1)).with(deposit(1))));
    Bytes32 sender = devnet.sender().address().toWord();

    own(Calls.of("remove(uint32,bytes32)", origin.domain(), sender));
    assertThat(refusal(message(CallBody.of(id(2)).with(deposit(1)))))
        .isEqualTo(Calls.of("NotEnrolled(uint32,bytes32)", origin.domain(), sender));

    own(Calls.of("enroll(uint32,bytes32)", origin.domain(), sender));
    assertThat(refusal(message(CallBody.of(id(1)).with(deposit(1)))))
        .isEqualTo(Calls.of("AlreadyExecuted(bytes32)", id(1)));
  }

  @Test
  void refusesABodyWithoutSelector() {
    Bytes shortest = CallBody.of(id(1)).with(deposit(1)).slice(0, 84);

    for (int length : new int[] {0, 1, 80, 81, 84}) {
      assertThat(refusal(message(shortest.slice(0, length))))
          .isEqualTo(Calls.of("BodyTooShort(uint256,uint256)", length, 85));
    }
  }

  @Test
  void refusesAnotherVersion() {
    for (int version : new int[] {0, 2, 255}) {
      assertThat(refusal(message(CallBody.of(id(1)).with(version, deposit(1)))))
          .isEqualTo(Calls.of("UnknownVersion(uint8)", version));
    }
  }

  @Test
  void executesInTheLastSecondAndRefusesAfterIt() {
    long limit = timestamp() + 1000;
    Bytes inTime = message(CallBody.of(id(1)).notAfter(limit).with(deposit(1)));
    Bytes late = message(CallBody.of(id(2)).notAfter(limit).with(deposit(1)));

    nextTimestamp(limit);
    deliver(inTime);
    nextTimestamp(limit + 1);
    destination.mine(1);

    assertThat(executed(id(1))).isTrue();
    Bytes refused = refusal(late);
    assertThat(refused.slice(0, 36))
        .isEqualTo(Calls.of("PastNotAfter(uint64,uint256)", limit, 0).slice(0, 36));
    assertThat(Bytes32.of(refused.slice(36)).toUnsigned().longValueExact()).isGreaterThan(limit);
  }

  @Test
  void refusesAUsedMessageIdInAnotherProtocolMessage() {
    Bytes body = CallBody.of(id(1)).with(deposit(5));
    deliver(message(body));

    assertThat(refusal(message(body))).isEqualTo(Calls.of("AlreadyExecuted(bytes32)", id(1)));
    assertThat(balance(USER)).isEqualTo(5);
  }

  @Test
  void countsIdsAndLanesPerSender() {
    EvmAddress second = devnet.others().get(1).address();
    own(Calls.of("enroll(uint32,bytes32)", origin.domain(), second.toWord()));
    Bytes body = CallBody.of(id(1)).inLane(LANE, 0).with(deposit(5));

    deliver(message(origin.domain(), second, vault, body));
    deliver(message(body));

    assertThat(balance(USER)).isEqualTo(10);
    assertThat(nextSequence()).isEqualTo(1);
  }

  @Test
  void refusesALaneOutOfOrder() {
    assertThat(refusal(message(CallBody.of(id(2)).inLane(LANE, 1).with(deposit(1)))))
        .isEqualTo(wrongSequence(LANE, 0, 1));

    deliver(message(CallBody.of(id(1)).inLane(LANE, 0).with(deposit(1))));
    assertThat(refusal(message(CallBody.of(id(3)).inLane(LANE, 0).with(deposit(1)))))
        .isEqualTo(wrongSequence(LANE, 1, 0));
    deliver(message(CallBody.of(id(2)).inLane(LANE, 1).with(deposit(1))));

    assertThat(nextSequence()).isEqualTo(2);
  }

  @Test
  void refusesASequenceWithoutLane() {
    assertThat(refusal(message(CallBody.of(id(1)).inLane(Bytes32.ZERO, 1).with(deposit(1)))))
        .isEqualTo(wrongSequence(Bytes32.ZERO, 0, 1));
  }

  @Test
  void letsTheOwnerSkipAStuckHead() {
    Bytes32 sender = devnet.sender().address().toWord();
    Bytes skip =
        Calls.of("skipLaneTo(uint32,bytes32,bytes32,uint64)", origin.domain(), sender, LANE, 1);

    own(skip);

    assertThat(refusal(message(CallBody.of(id(1)).inLane(LANE, 0).with(deposit(1)))))
        .isEqualTo(wrongSequence(LANE, 1, 0));
    deliver(message(CallBody.of(id(2)).inLane(LANE, 1).with(deposit(1))));
    assertThat(revertOf(devnet.deployer().address(), vault, skip, 0))
        .isEqualTo(Calls.of("SkipNotForward(uint64,uint64)", 2, 1));
  }

  @Test
  void hasNoPositionsToSkipWithoutALane() {
    Bytes skip =
        Calls.of(
            "skipLaneTo(uint32,bytes32,bytes32,uint64)",
            origin.domain(),
            devnet.sender().address().toWord(),
            Bytes32.ZERO,
            1);

    assertThat(revertOf(devnet.deployer().address(), vault, skip, 0))
        .isEqualTo(Calls.of("SkipNotForward(uint64,uint64)", 0, 1));
  }

  @Test
  void fillsAStuckPositionWithAnotherMessage() {
    Bytes reverting =
        message(
            CallBody.of(id(1))
                .inLane(LANE, 0)
                .with(deposit(HyperlaneDeployment.VAULT_CAP.add(BigInteger.ONE))));
    assertThat(refusal(reverting).slice(0, 4))
        .isEqualTo(Calls.selector("OverCap(uint256,uint256)"));

    deliver(message(CallBody.of(id(2)).inLane(LANE, 0).with(deposit(1))));

    assertThat(refusal(reverting)).isEqualTo(wrongSequence(LANE, 1, 0));
  }

  @Test
  void refusesAFunctionThatIsNotAllowed() {
    for (String function :
        List.of(
            "setPaused(bool)", "handle(uint32,bytes32,bytes)", "balanceOf(address)", "nothing()")) {
      assertThat(refusal(message(CallBody.of(id(1)).with(Calls.ones(function, 1)))))
          .as(function)
          .isEqualTo(
              Bytes.concat(
                  Calls.selector("SelectorNotAllowed(bytes4)"),
                  Calls.selector(function),
                  Bytes.of(new byte[28])));
    }
  }

  @Test
  void passesTheFunctionsRevertOnAndStaysDeliverable() {
    BigInteger tooMuch = HyperlaneDeployment.VAULT_CAP.add(BigInteger.ONE);
    Bytes overCap = message(CallBody.of(id(1)).with(deposit(tooMuch)));
    Bytes paused = message(CallBody.of(id(2)).with(deposit(1)));

    assertThat(refusal(overCap))
        .isEqualTo(Calls.of("OverCap(uint256,uint256)", tooMuch, HyperlaneDeployment.VAULT_CAP));
    own(Calls.of("setPaused(bool)", true));
    assertThat(refusal(paused)).isEqualTo(Calls.selector("DepositsPaused()"));
    assertThatThrownBy(() -> deliver(paused)).isInstanceOf(IllegalStateException.class);
    assertThat(delivered(paused)).isFalse();
    assertThat(executed(id(2))).isFalse();

    own(Calls.of("setPaused(bool)", false));
    deliver(paused);
    assertThat(balance(USER)).isEqualTo(1);
  }

  @Test
  void refusesArgumentsThatDoNotFit() {
    assertThat(refusal(message(CallBody.of(id(1)).with(deposit(1).slice(0, 67)))))
        .isEqualTo(Bytes.EMPTY);
    Bytes dirty =
        Calls.raw("deposit(address,uint256)", BigInteger.ONE.shiftLeft(160), BigInteger.ONE);
    assertThat(refusal(message(CallBody.of(id(1)).with(dirty)))).isEqualTo(Bytes.EMPTY);
  }

  @Test
  void staysDeliverableWhenAStrangerGivesTooLittleGas() {
    Bytes message = message(CallBody.of(id(1)).with(deposit(1)));
    long enough = gasOf(message);

    for (long gas = enough * 7 / 10; gas < enough * 95 / 100; gas += enough / 50) {
      JsonNode receipt = deliverWithGas(message, gas);
      assertThat(receipt.get("status").asString()).as("%d of %d gas", gas, enough).isEqualTo("0x0");
      assertThat(delivered(message)).isFalse();
      assertThat(executed(id(1))).isFalse();
    }

    deliver(message);
    assertThat(balance(USER)).isEqualTo(1);
  }

  @Test
  void guardsFunctionsFromDirectCalls() {
    for (EvmAddress caller :
        List.of(devnet.deployer().address(), devnet.sender().address(), mailbox)) {
      assertThat(revertOf(caller, vault, deposit(1), 0))
          .isEqualTo(Calls.of("NotMessage(address)", caller));
    }
  }

  @Test
  void leavesAdministrationToTheOwner() {
    EvmAddress stranger = devnet.others().get(0).address();
    for (String function :
        List.of(
            "enroll(uint32,bytes32)",
            "remove(uint32,bytes32)",
            "setInterchainSecurityModule(address)",
            "skipLaneTo(uint32,bytes32,bytes32,uint64)",
            "setPaused(bool)")) {
      assertThat(revertOf(stranger, vault, Calls.ones(function, 4), 0))
          .as(function)
          .isEqualTo(Calls.of("NotOwner(address)", stranger));
    }
  }

  @Test
  void takesOnlyContractsAsIsmAndMailbox() {
    EvmAddress nobody = devnet.others().get(0).address();
    SolidityContracts ours =
        SolidityContracts.open(DevnetCache.ofUser(), NodeTools.open(DevnetCache.ofUser()));

    assertThat(
            revertOf(
                devnet.deployer().address(),
                vault,
                Calls.of("setInterchainSecurityModule(address)", nobody),
                0))
        .isEqualTo(Calls.of("NotContract(address)", nobody));
    assertThatThrownBy(
            () ->
                destination.create(nobody, ours.contract("Vault"), vaultArguments(nobody, nobody)))
        .hasMessageContaining(Calls.of("NotContract(address)", nobody).toHex());
    assertThatThrownBy(
            () ->
                destination.create(
                    nobody, ours.contract("Vault"), vaultArguments(mailbox, EvmAddress.ZERO)))
        .hasMessageContaining(Calls.selector("NoOwner()").toHex());
  }

  @Test
  void leavesTheProofToTheIsmItNames() {
    Bytes message = message(CallBody.of(id(1)).with(deposit(1)));
    EvmAddress stranger = devnet.others().get(0).address();

    assertThat(
            destination
                .rpc()
                .ask("eth_call", call(stranger, mailbox, process(message), 0), "latest"))
        .isInstanceOf(JsonRpc.Answer.Refusal.class);

    own(Calls.of("setInterchainSecurityModule(address)", EvmAddress.ZERO));
    assertThat(destination.read(mailbox, Calls.of("recipientIsm(address)", vault)).slice(12))
        .isEqualTo(destination.address(DevnetContract.MESSAGE_ID_MULTISIG_ISM).toBytes());
  }

  @Test
  void refusesADeliveryWithinADelivery() {
    EvmAddress nesting = createNesting();
    Bytes inner =
        message(
            origin.domain(),
            devnet.sender().address(),
            nesting,
            CallBody.of(id(2)).with(Calls.selector("increment()")));
    Bytes outer =
        message(
            origin.domain(),
            devnet.sender().address(),
            nesting,
            CallBody.of(id(1)).with(Calls.of("deliver(bytes)", inner)));

    assertThat(refusal(outer)).isEqualTo(Calls.selector("NestedDelivery()"));

    deliver(inner);
    assertThat(destination.read(nesting, Calls.selector("count()")).get(31)).isEqualTo((byte) 1);
  }

  @Test
  void givesMessagesNoWayToAdministrationEvenWhereItIsAllowed() {
    EvmAddress nesting = createNesting();
    EvmAddress sender = devnet.sender().address();
    Bytes enroll = Calls.of("enroll(uint32,bytes32)", 1, id(1));
    Bytes handle = Calls.of("handle(uint32,bytes32,bytes)", 1, id(1), Bytes.EMPTY);

    assertThat(refusal(message(origin.domain(), sender, nesting, CallBody.of(id(1)).with(enroll))))
        .isEqualTo(Calls.of("NotOwner(address)", nesting));
    assertThat(refusal(message(origin.domain(), sender, nesting, CallBody.of(id(1)).with(handle))))
        .isEqualTo(Calls.of("NotMailbox(address)", nesting));
  }

  private static EvmAddress createNesting() {
    DevnetCache cache = DevnetCache.ofUser();
    SolidityContracts contracts =
        SolidityContracts.open(
            cache, NodeTools.open(cache), List.of("CallRecipient.sol", "Nesting.sol"));
    EvmAddress owner = devnet.deployer().address();
    EvmAddress nesting =
        destination.create(
            owner,
            contracts.contract("Nesting"),
            AbiCodec.parse("(address,address)").encode(mailbox, owner));
    EvmAddress anybody =
        destination.create(owner, HyperlaneArtifacts.open(cache).contract("NoopIsm"), Bytes.EMPTY);
    destination.send(owner, nesting, Calls.of("setInterchainSecurityModule(address)", anybody));
    destination.send(
        owner,
        nesting,
        Calls.of("enroll(uint32,bytes32)", origin.domain(), devnet.sender().address().toWord()));
    return nesting;
  }

  private static Bytes vaultArguments(EvmAddress mailboxOfIt, EvmAddress owner) {
    return AbiCodec.parse("(address,address,uint256)").encode(mailboxOfIt, owner, 1);
  }

  private static Bytes deposit(long amount) {
    return deposit(BigInteger.valueOf(amount));
  }

  private static Bytes deposit(BigInteger amount) {
    return Calls.of("deposit(address,uint256)", USER, amount);
  }

  private Bytes message(Bytes body) {
    return message(origin.domain(), devnet.sender().address(), vault, body);
  }

  /**
   * A message of version 3 with a nonce of its own; the trusted relayer's ISM asks for no dispatch.
   */
  private static Bytes message(
      long originDomain, EvmAddress sender, EvmAddress recipient, Bytes body) {
    return Bytes.of(
        ByteBuffer.allocate(77 + body.length())
            .put((byte) 3)
            .putInt(1_000_000 + nonce++)
            .putInt((int) originDomain)
            .put(sender.toWord().toArray())
            .putInt((int) destination.domain())
            .put(recipient.toWord().toArray())
            .put(body.toArray())
            .array());
  }

  private static Bytes process(Bytes message) {
    return Calls.of("process(bytes,bytes)", Bytes.EMPTY, message);
  }

  private static JsonNode deliver(Bytes message) {
    return destination.send(devnet.trustedRelayer().address(), mailbox, process(message));
  }

  private static JsonNode deliverWithGas(Bytes message, long gas) {
    Map<String, Object> transaction =
        call(devnet.trustedRelayer().address(), mailbox, process(message), 0);
    transaction.put("gas", "0x" + Long.toHexString(gas));
    String hash = destination.rpc().call("eth_sendTransaction", transaction).asString();
    return destination.receipt("Delivery with " + gas + " gas", hash);
  }

  private static long gasOf(Bytes message) {
    Map<String, Object> transaction =
        call(devnet.trustedRelayer().address(), mailbox, process(message), 0);
    return Long.parseLong(
        destination.rpc().call("eth_estimateGas", transaction).asString().substring(2), 16);
  }

  private static Bytes refusal(Bytes message) {
    return revertOf(devnet.trustedRelayer().address(), mailbox, process(message), 0);
  }

  private static Bytes revertOf(EvmAddress from, EvmAddress to, Bytes calldata, long value) {
    return switch (destination.rpc().ask("eth_call", call(from, to, calldata, value), "latest")) {
      case JsonRpc.Answer.Result result ->
          throw new AssertionError("accepted, with " + result.value());
      case JsonRpc.Answer.Refusal refusal -> Bytes.fromHex(refusal.data().asString());
    };
  }

  private static Map<String, Object> call(
      EvmAddress from, EvmAddress to, Bytes calldata, long value) {
    Map<String, Object> call = new TreeMap<>();
    call.put("from", from.toString());
    call.put("to", to.toString());
    call.put("data", calldata.toHex());
    call.put("value", "0x" + Long.toHexString(value));
    return call;
  }

  private void own(Bytes calldata) {
    destination.send(devnet.deployer().address(), vault, calldata);
  }

  private boolean executed(Bytes32 messageId) {
    return isTrue(
        destination.read(
            vault,
            Calls.of(
                "executed(uint32,bytes32,bytes32)",
                origin.domain(),
                devnet.sender().address().toWord(),
                messageId)));
  }

  private static boolean delivered(Bytes message) {
    return isTrue(
        destination.read(mailbox, Calls.of("delivered(bytes32)", Keccak256.hash(message))));
  }

  private long nextSequence() {
    return number(
        destination.read(
            vault,
            Calls.of(
                "nextSequence(uint32,bytes32,bytes32)",
                origin.domain(),
                devnet.sender().address().toWord(),
                LANE)));
  }

  private long balance(EvmAddress user) {
    return number(destination.read(vault, Calls.of("balanceOf(address)", user)));
  }

  private static Bytes wrongSequence(Bytes32 lane, long expected, long actual) {
    return Calls.of("WrongSequence(bytes32,uint64,uint64)", lane, expected, actual);
  }

  private static long timestamp() {
    JsonNode block = destination.rpc().call("eth_getBlockByNumber", "latest", false);
    return Long.parseLong(block.get("timestamp").asString().substring(2), 16);
  }

  private static void nextTimestamp(long seconds) {
    destination.rpc().call("evm_setNextBlockTimestamp", seconds);
  }

  /** Data of the Dispatch log: offset, length, message. */
  private static Bytes dispatchedMessage(JsonNode receipt) {
    JsonNode log =
        receipt
            .get("logs")
            .valueStream()
            .filter(
                entry ->
                    entry
                        .get("topics")
                        .get(0)
                        .asString()
                        .equals(topic("Dispatch(address,uint32,bytes32,bytes)")))
            .findFirst()
            .orElseThrow();
    Bytes data = Bytes.fromHex(log.get("data").asString());
    return data.slice(64, (int) number(data.slice(32, 32)));
  }

  private static String topic(String event) {
    return Keccak256.hash(Bytes.fromUtf8(event)).toHex();
  }

  private static EvmAddress address(JsonNode text) {
    return EvmAddress.parse(text.asString());
  }

  private static long number(Bytes word) {
    return Bytes32.of(word).toUnsigned().longValueExact();
  }

  private static boolean isTrue(Bytes word) {
    return number(word) == 1;
  }

  private static Bytes32 id(int number) {
    return Keccak256.hash(Bytes.of((byte) number));
  }
}
