package dev.interlane.devnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiCodec;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Messages proven by a node's own {@code eth_getProof} from the origin's state, with the real
 * mailbox on both sides. The state roots are written by hand here: the light client has tests of
 * its own.
 */
@RequiresDevnet
class StateProofIsmTest {
  private static Devnet devnet;
  private static DevnetChain origin;
  private static DevnetChain destination;
  private static EvmAddress hook;
  private static EvmAddress roots;
  private static EvmAddress ism;
  private static EvmAddress vault;
  private static int sent;

  @BeforeAll
  static void start() {
    devnet = Devnet.builder().start();
    origin = devnet.chains().get(0);
    destination = devnet.chains().get(1);
    hook = origin.address(DevnetContract.DISPATCHED_HOOK);
    roots = createRoots();
    ism = devnet.createStateProofIsm(destination, roots, hook);
    vault = devnet.createVault(destination, ism);
  }

  @AfterAll
  static void stop() {
    if (devnet != null) {
      devnet.close();
    }
  }

  @Test
  void letsAnybodyDeliverAMessageThatIsInTheHooksStorage() {
    Message message = dispatch(hook);
    Proof proof = proof(hook, message.id());
    accept(proof);

    assertThat(failureOfDelivery(message)).isEqualTo("Mailbox: ISM verification failed");
    JsonNode receipt = authorize(message.id(), proof);
    destination.send(stranger(), mailbox(destination), process(message));

    assertThat(delivered(message)).isTrue();
    JsonNode log = receipt.get("logs").get(0);
    assertThat(receipt.get("logs")).hasSize(1);
    assertThat(log.get("address").asString()).isEqualToIgnoringCase(ism.toString());
    assertThat(log.get("topics").valueStream().map(JsonNode::asString))
        .containsExactly(
            topic("Authorized(bytes32,uint256,bytes32)"),
            message.id().toHex(),
            Bytes32.ofUnsigned(BigInteger.valueOf(proof.height())).toHex());
    assertThat(log.get("data").asString()).isEqualTo(proof.stateRoot().toHex());
  }

  @Test
  void provesAMessageOfTheAggregatedHooksUnderTheRootOfAnyLaterBlock() {
    Message message = dispatch(origin.address(DevnetContract.AGGREGATION_HOOK));
    dispatch(hook);
    origin.mine(3);
    Proof proof = proof(hook, message.id());
    accept(proof);

    authorize(message.id(), proof);

    assertThat(authorized(message.id())).isTrue();
  }

  @Test
  void doesNothingWhenAMessageIsAuthorizedAgain() {
    Message message = dispatch(hook);
    Proof proof = proof(hook, message.id());
    accept(proof);
    authorize(message.id(), proof);

    JsonNode again = authorize(message.id(), proof);
    JsonNode withNonsense =
        destination.send(
            stranger(), ism, authorization(message.id(), 0, List.of(), List.of(Bytes.EMPTY)));

    assertThat(again.get("logs")).isEmpty();
    assertThat(withNonsense.get("logs")).isEmpty();
    assertThat(authorized(message.id())).isTrue();
  }

  @Test
  void provesNothingByHalvesWithTooLittleGas() {
    Message message = dispatch(hook);
    Proof proof = proof(hook, message.id());
    accept(proof);
    long enough = gas(authorize(message.id(), proof));
    Message other = dispatch(hook);
    Proof ofOther = proof(hook, other.id());
    accept(ofOther);

    for (long gas = 75_000; gas < enough * 4 / 5; gas += 15_000) {
      Map<String, Object> starved = new LinkedHashMap<>();
      starved.put("from", stranger().toString());
      starved.put("to", ism.toString());
      starved.put("data", authorization(other.id(), ofOther).toHex());
      starved.put("gas", "0x" + Long.toHexString(gas));
      String hash = destination.rpc().call("eth_sendTransaction", starved).asString();

      assertThat(destination.receipt("An authorization", hash).get("status").asString())
          .as("with %d gas", gas)
          .isEqualTo("0x0");
      assertThat(authorized(other.id())).isFalse();
    }
    authorize(other.id(), ofOther);
    assertThat(authorized(other.id())).isTrue();
  }

  @Test
  void refusesTheProofOfAnotherMessage() {
    Message proven = dispatch(hook);
    Message claimed = dispatch(hook);
    Proof proof = proof(hook, proven.id());
    accept(proof);

    assertRefused(claimed.id(), proof);
    assertThat(failureOfDelivery(claimed)).isEqualTo("Mailbox: ISM verification failed");
  }

  @Test
  void refusesAbsencePresentedAsPresence() {
    Bytes32 never = Keccak256.hash(Bytes.fromUtf8("never dispatched"));
    dispatch(hook);
    Proof absence = proof(hook, never);
    accept(absence);

    assertThat(absence.word()).isEqualTo(Bytes32.ZERO);
    assertRefused(never, absence);
  }

  @Test
  void refusesARootOlderThanTheMessage() {
    dispatch(hook);
    long before = origin.height();
    Message message = dispatch(hook);
    Proof then = proof(hook, message.id(), before);
    Proof now = proof(hook, message.id());
    accept(then);

    assertRefused(message.id(), then);
    assertRefused(
        message.id(),
        new Proof(before, then.stateRoot(), now.account(), now.storage(), now.word()));
  }

  @Test
  void refusesABlockWhoseRootTheLightClientDoesNotHave() {
    Message message = dispatch(hook);
    Proof proof = proof(hook, message.id());

    assertThat(refusal(message.id(), proof))
        .isEqualTo(Calls.of("UnknownBlock(uint256)", proof.height()));
  }

  @Test
  void refusesTheStorageOfAnotherHook() {
    EvmAddress other =
        origin.create(
            devnet.deployer().address(),
            ours("DispatchedHook"),
            AbiCodec.parse("(address)").encode(mailbox(origin)));
    Message message = dispatch(other);
    Proof proof = proof(other, message.id());
    accept(proof);
    Proof ofOurs = proof(hook, message.id());

    assertRefused(message.id(), proof);
    assertRefused(
        message.id(),
        new Proof(
            proof.height(), proof.stateRoot(), ofOurs.account(), proof.storage(), proof.word()));

    EvmAddress otherIsm = devnet.createStateProofIsm(destination, roots, other);
    destination.send(stranger(), otherIsm, authorization(message.id(), proof));
    assertThat(isTrue(destination.read(otherIsm, Calls.of("authorized(bytes32)", message.id()))))
        .isTrue();
  }

  @Test
  void refusesAnotherSlot() {
    Message message = dispatch(hook);
    Proof proof = proof(hook, message.id());
    accept(proof);
    EvmAddress ofSlotOne =
        destination.create(
            devnet.deployer().address(),
            ours("StateProofIsm"),
            AbiCodec.parse("(address,address,uint256)").encode(roots, hook, BigInteger.ONE));

    assertThat(refusal(ofSlotOne, authorization(message.id(), proof))).isNotNull();
  }

  @Test
  void refusesTheStateOfAnotherChain() {
    Message message = dispatch(hook);
    Proof proof = proof(hook, message.id());
    long height = destination.height();
    Bytes32 foreign = Bytes32.fromHex(block(destination, height).get("stateRoot").asString());
    destination.send(stranger(), roots, Calls.of("set(uint256,bytes32)", proof.height(), foreign));

    assertRefused(message.id(), proof);
  }

  @Test
  void refusesTruncatedExtendedAndReorderedProofs() {
    Message message = dispatch(hook);
    Proof proof = proof(hook, message.id());
    accept(proof);
    List<Bytes> account = proof.account();
    List<Bytes> storage = proof.storage();

    for (List<Bytes> bad : List.of(without(account), with(account, account), List.<Bytes>of())) {
      assertRefused(message.id(), proof.height(), bad, storage);
    }
    for (List<Bytes> bad :
        List.of(without(storage), with(storage, List.of(Bytes.EMPTY)), account, List.<Bytes>of())) {
      assertRefused(message.id(), proof.height(), account, bad);
    }
    assertRefused(message.id(), proof.height(), lastNodeExtended(account), storage);
    assertRefused(message.id(), proof.height(), account, lastNodeExtended(storage));
  }

  @Test
  void refusesEveryAlteredByte() {
    long seed = Long.getLong("seed", new Random().nextLong());
    Random random = new Random(seed);
    Message message = dispatch(hook);
    Proof proof = proof(hook, message.id());
    accept(proof);

    for (int i = 0; i < 200; i++) {
      boolean inAccount = random.nextInt(3) > 0;
      List<Bytes> altered = new ArrayList<>(inAccount ? proof.account() : proof.storage());
      int node = random.nextInt(altered.size());
      byte[] bytes = altered.get(node).toArray();
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      altered.set(node, Bytes.of(bytes));

      assertThat(
              refusal(
                  ism,
                  authorization(
                      message.id(),
                      proof.height(),
                      inAccount ? altered : proof.account(),
                      inAccount ? proof.storage() : altered)))
          .as("alteration %d of seed %d", i, seed)
          .isNotNull();
    }
  }

  @Test
  void recordsOnlyTheMessageThatItsMailboxDispatchedLast() {
    Message first = dispatch(hook);
    Message latest = dispatch(origin.address(DevnetContract.MERKLE_TREE_HOOK));
    Bytes forged = Bytes.concat(latest.bytes(), Bytes.of((byte) 1));

    assertThat(refusal(origin, hook, postDispatch(first.bytes()), 0))
        .isEqualTo(Calls.of("NotDispatching(bytes32,bytes32)", first.id(), latest.id()));
    assertThat(refusal(origin, hook, postDispatch(forged), 0))
        .isEqualTo(
            Calls.of("NotDispatching(bytes32,bytes32)", Keccak256.hash(forged), latest.id()));
    assertThat(refusal(origin, hook, postDispatch(latest.bytes()), 1))
        .isEqualTo(Calls.of("ValueRefused(uint256)", 1));
    assertThat(dispatched(latest.id())).isFalse();
  }

  @Test
  void recordsAMessageOnce() {
    Message latest = dispatch(hook);

    JsonNode again = origin.send(stranger(), hook, postDispatch(latest.bytes()));

    assertThat(again.get("logs")).isEmpty();
    assertThat(dispatched(latest.id())).isTrue();
  }

  @Test
  void refusesToBeCreatedWithoutWhatItReliesOn() {
    EvmAddress owner = devnet.deployer().address();
    Bytes noMailbox = AbiCodec.parse("(address)").encode(stranger());
    Bytes noClient =
        AbiCodec.parse("(address,address,uint256)").encode(stranger(), hook, BigInteger.ZERO);
    Bytes noHook =
        AbiCodec.parse("(address,address,uint256)").encode(roots, EvmAddress.ZERO, BigInteger.ZERO);

    assertThatThrownBy(() -> origin.create(owner, ours("DispatchedHook"), noMailbox))
        .hasMessageContaining(Calls.of("NotContract(address)", stranger()).toHex());
    assertThatThrownBy(() -> destination.create(owner, ours("StateProofIsm"), noClient))
        .hasMessageContaining(Calls.of("NotContract(address)", stranger()).toHex());
    assertThatThrownBy(() -> destination.create(owner, ours("StateProofIsm"), noHook))
        .hasMessageContaining(Calls.selector("NoHook()").toHex());
  }

  @Test
  void staysWithinItsPublishedGas() {
    Message message = dispatch(hook);
    Proof proof = proof(hook, message.id());
    accept(proof);
    JsonNode authorize = authorize(message.id(), proof);
    JsonNode process = destination.send(stranger(), mailbox(destination), process(message));
    JsonNode again = authorize(message.id(), proof);

    long authorized = gas(authorize);
    assertThat(message.gas()).isLessThan(100_000);
    // The more accounts a chain has, the longer the path to the hook's.
    assertThat(authorized).isLessThan(300_000);
    assertThat(gas(process)).isLessThan(150_000);
    assertThat(gas(again)).isLessThan(75_000);
  }

  private static void assertRefused(Bytes32 id, Proof proof) {
    assertRefused(id, proof.height(), proof.account(), proof.storage());
  }

  private static void assertRefused(
      Bytes32 id, long height, List<Bytes> account, List<Bytes> storage) {
    assertThat(refusal(ism, authorization(id, height, account, storage))).isNotNull();
    assertThat(authorized(id)).isFalse();
  }

  private static Bytes refusal(Bytes32 id, Proof proof) {
    return refusal(ism, authorization(id, proof));
  }

  private static Bytes refusal(EvmAddress contract, Bytes calldata) {
    return refusal(destination, contract, calldata, 0);
  }

  private static Bytes refusal(DevnetChain chain, EvmAddress to, Bytes calldata, long value) {
    Map<String, Object> call =
        Map.of(
            "from", stranger().toString(),
            "to", to.toString(),
            "data", calldata.toHex(),
            "value", "0x" + Long.toHexString(value));
    return switch (chain.rpc().ask("eth_call", call, "latest")) {
      case JsonRpc.Answer.Result result ->
          throw new AssertionError("accepted, with " + result.value());
      case JsonRpc.Answer.Refusal refused -> Bytes.fromHex(refused.data().asString());
    };
  }

  private static JsonNode authorize(Bytes32 id, Proof proof) {
    return destination.send(stranger(), ism, authorization(id, proof));
  }

  private static Bytes authorization(Bytes32 id, Proof proof) {
    return authorization(id, proof.height(), proof.account(), proof.storage());
  }

  private static Bytes authorization(
      Bytes32 id, long height, List<Bytes> account, List<Bytes> storage) {
    return Calls.of("authorize(bytes32,uint256,bytes[],bytes[])", id, height, account, storage);
  }

  private static Message dispatch(EvmAddress chosenHook) {
    Bytes call = Calls.of("deposit(address,uint256)", stranger(), 1);
    Bytes body = CallBody.of(Keccak256.hash(Bytes.fromUtf8("message " + sent++))).with(call);
    JsonNode receipt =
        origin.send(
            devnet.sender().address(),
            mailbox(origin),
            Calls.of(
                "dispatch(uint32,bytes32,bytes,bytes,address)",
                destination.domain(),
                vault.toWord(),
                body,
                Bytes.EMPTY,
                chosenHook));
    Bytes data =
        receipt
            .get("logs")
            .valueStream()
            .filter(
                log ->
                    log.get("topics")
                        .get(0)
                        .asString()
                        .equals(topic("Dispatch(address,uint32,bytes32,bytes)")))
            .map(log -> Bytes.fromHex(log.get("data").asString()))
            .findFirst()
            .orElseThrow();
    int length = Bytes32.of(data.slice(32, 32)).toUnsigned().intValueExact();
    return new Message(data.slice(64, length), gas(receipt));
  }

  private static Proof proof(EvmAddress contract, Bytes32 id) {
    return proof(contract, id, origin.height());
  }

  private static Proof proof(EvmAddress contract, Bytes32 id, long height) {
    String number = "0x" + Long.toHexString(height);
    Bytes32 slot = Keccak256.hash(id, Bytes32.ZERO);
    JsonNode answer =
        origin.rpc().call("eth_getProof", contract.toString(), List.of(slot.toHex()), number);
    JsonNode storage = answer.get("storageProof").get(0);
    return new Proof(
        height,
        Bytes32.fromHex(block(origin, height).get("stateRoot").asString()),
        nodes(answer.get("accountProof")),
        nodes(storage.get("proof")),
        Bytes32.ofUnsigned(new BigInteger(storage.get("value").asString().substring(2), 16)));
  }

  private static void accept(Proof proof) {
    destination.send(
        stranger(), roots, Calls.of("set(uint256,bytes32)", proof.height(), proof.stateRoot()));
  }

  private static String failureOfDelivery(Message message) {
    Bytes data = refusal(mailbox(destination), process(message));
    assertThat(data).matches(bytes -> bytes.startsWith(Calls.selector("Error(string)")));
    return AbiCodec.parse("(string)").decode(data.slice(4)).get(0).asText();
  }

  private static Bytes process(Message message) {
    return Calls.of("process(bytes,bytes)", Bytes.EMPTY, message.bytes());
  }

  private static Bytes postDispatch(Bytes message) {
    return Calls.of("postDispatch(bytes,bytes)", Bytes.EMPTY, message);
  }

  private static boolean authorized(Bytes32 id) {
    return isTrue(destination.read(ism, Calls.of("authorized(bytes32)", id)));
  }

  private static boolean dispatched(Bytes32 id) {
    return isTrue(origin.read(hook, Calls.of("dispatched(bytes32)", id)));
  }

  private static boolean delivered(Message message) {
    return isTrue(
        destination.read(mailbox(destination), Calls.of("delivered(bytes32)", message.id())));
  }

  private static boolean isTrue(Bytes word) {
    return !Bytes32.of(word).isZero();
  }

  private static List<Bytes> without(List<Bytes> nodes) {
    return nodes.subList(0, nodes.size() - 1);
  }

  private static List<Bytes> lastNodeExtended(List<Bytes> nodes) {
    Bytes longer = Bytes.concat(nodes.get(nodes.size() - 1), Bytes.of((byte) 0));
    return with(without(nodes), List.of(longer));
  }

  private static List<Bytes> with(List<Bytes> nodes, List<Bytes> more) {
    List<Bytes> all = new ArrayList<>(nodes);
    all.addAll(more);
    return all;
  }

  private static List<Bytes> nodes(JsonNode proof) {
    return proof.valueStream().map(node -> Bytes.fromHex(node.asString())).toList();
  }

  private static JsonNode block(DevnetChain chain, long height) {
    return chain.rpc().call("eth_getBlockByNumber", "0x" + Long.toHexString(height), false);
  }

  private static long gas(JsonNode receipt) {
    return Long.parseLong(receipt.get("gasUsed").asString().substring(2), 16);
  }

  private static String topic(String event) {
    return Keccak256.hash(Bytes.fromUtf8(event)).toHex();
  }

  private static EvmAddress mailbox(DevnetChain chain) {
    return chain.address(DevnetContract.MAILBOX);
  }

  private static EvmAddress stranger() {
    return devnet.others().get(0).address();
  }

  private static ContractArtifact ours(String name) {
    DevnetCache cache = DevnetCache.ofUser();
    return SolidityContracts.open(cache, NodeTools.open(cache)).contract(name);
  }

  private static EvmAddress createRoots() {
    DevnetCache cache = DevnetCache.ofUser();
    SolidityContracts contracts =
        SolidityContracts.open(cache, NodeTools.open(cache), List.of("RootsByHand.sol"));
    return destination.create(
        devnet.deployer().address(), contracts.contract("RootsByHand"), Bytes.EMPTY);
  }

  private record Message(Bytes bytes, long gas) {
    Bytes32 id() {
      return Keccak256.hash(bytes);
    }
  }

  private record Proof(
      long height, Bytes32 stateRoot, List<Bytes> account, List<Bytes> storage, Bytes32 word) {}
}
