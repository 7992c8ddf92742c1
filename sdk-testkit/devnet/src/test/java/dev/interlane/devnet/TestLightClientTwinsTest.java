package dev.interlane.devnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiCodec;
import dev.interlane.evm.EvmChain;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.CallResult;
import dev.interlane.spi.StateProof;
import dev.interlane.testkit.chain.ChainOptions;
import dev.interlane.testkit.chain.Scheduler;
import dev.interlane.testkit.chain.SimulatedChain;
import dev.interlane.testkit.contract.TestLightClient;
import dev.interlane.testkit.zk.LightClientProver;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The test light client in Solidity, by the EVM's pairing, and in the simulation, by ours: given
 * the same proofs and the same nonsense they must accept and refuse alike, to the byte.
 */
@RequiresDevnet
class TestLightClientTwinsTest {
  private static final int CALLS = 150;
  private static final int KEPT_ROOTS = 3;
  private static final int PROOF_AT = 4 + 2 * 32;
  private static final BigInteger FIELD_MODULUS =
      new BigInteger(
          "21888242871839275222246405745257275088696311157297823662689037894645226208583");

  private static Devnet devnet;
  private static DevnetChain origin;
  private static DevnetChain real;

  private final long seed = Long.getLong("seed", new Random().nextLong());
  private final Random random = new Random(seed);
  private final SimulatedChain simulated =
      SimulatedChain.start(
          ChainOptions.builder().id(ChainId.eip155(31338)).seed(1).build(),
          new Scheduler(Instant.ofEpochSecond(1_800_000_000)));
  private LightClientProver prover;
  private EvmAddress client;

  @BeforeAll
  static void start() {
    devnet = Devnet.builder().start();
    origin = devnet.chains().get(0);
    real = devnet.chains().get(1);
  }

  @AfterAll
  static void stop() {
    if (devnet != null) {
      devnet.close();
    }
  }

  @BeforeEach
  void createTheTwins() {
    BigInteger originChainId = origin.id().evmChainId();
    prover = LightClientProver.of(seed, originChainId);
    client = devnet.createTestLightClient(real, origin, prover.verifyingKeyWords(), KEPT_ROOTS);
    simulated.deploy(
        client,
        new TestLightClient(
            originChainId, prover.verifyingKey(), devnet.deployer().address(), KEPT_ROOTS));
  }

  @Test
  void acceptAndRefuseAlike() {
    int accepted = 0;
    long head = 1;
    for (int i = 0; i < CALLS; i++) {
      long height = Math.max(0, head + random.nextInt(4) - 1);
      Bytes calldata =
          switch (random.nextInt(10)) {
            case 0 -> Calls.of("executionStateRoots(uint256)", height);
            case 1 -> Calls.of("publicInput(uint256,bytes32)", height, root(height));
            case 2 -> Calls.of("blockOfUpdate(uint256)", random.nextInt(5));
            case 3 ->
                Calls.selector(
                    new String[] {
                          "head()",
                          "updates()",
                          "guardian()",
                          "keptRoots()",
                          "originChainId()",
                          "WARNING()",
                          "verifyingKey()",
                          "verifyingKeyHash()",
                          "nothing()"
                        }
                        [random.nextInt(9)]);
            case 4 -> altered(prover.updateWithoutLooking(height, root(height)));
            case 5 -> prover.updateWithoutLooking(height, Bytes32.ZERO);
            default -> prover.updateWithoutLooking(height, root(height));
          };
      boolean taken = assertSame(i, stranger(), calldata, random.nextInt(20) == 0 ? 1 : 0);
      accepted += taken ? 1 : 0;
      head = Math.max(head, taken ? height : head);
    }

    assertThat(accepted).as("seed %d", seed).isBetween(CALLS / 10, CALLS * 19 / 20);
    for (int slot = 1; slot < 23; slot++) {
      assertSameSlot(Bytes32.ofUnsigned(BigInteger.valueOf(slot)));
    }
    for (long height = 0; height < head + 4; height++) {
      assertSameSlot(Keccak256.hash(Bytes32.ofUnsigned(BigInteger.valueOf(height)), Bytes32.ZERO));
    }
  }

  @Test
  void keepsTheNewestRootsOnly() {
    for (long height = 10; height < 15; height++) {
      assertThat(assertSame(0, stranger(), prover.updateWithoutLooking(height, root(height)), 0))
          .isTrue();
    }

    assertThat(stored(11)).isEqualTo(Bytes32.ZERO);
    assertThat(stored(12)).isEqualTo(root(12));
    assertThat(stored(14)).isEqualTo(root(14));
  }

  @Test
  void refusesProofsOfAnotherStatementChainOrKey() {
    Bytes right = prover.updateWithoutLooking(5, root(5));
    Bytes otherRoot = withProofOf(prover.updateWithoutLooking(5, root(6)), right);
    Bytes otherBlock = withProofOf(prover.updateWithoutLooking(6, root(5)), right);
    Bytes otherChain =
        LightClientProver.of(seed, BigInteger.valueOf(31339)).updateWithoutLooking(5, root(5));
    Bytes otherKey =
        LightClientProver.of(seed + 1, origin.id().evmChainId()).updateWithoutLooking(5, root(5));

    for (Bytes wrong : new Bytes[] {otherRoot, otherBlock, otherChain, otherKey}) {
      assertThat(ask(stranger(), wrong, 0))
          .isEqualTo(new CallResult.Reverted(Calls.selector("InvalidProof()")));
      assertThat(assertSame(0, stranger(), wrong, 0)).isFalse();
    }
    assertThat(assertSame(0, stranger(), right, 0)).isTrue();
  }

  @Test
  void refusesNumbersThatAreNotBelowTheFieldsModulus() {
    Bytes right = prover.updateWithoutLooking(5, root(5));
    for (int word = 0; word < 8; word++) {
      int at = PROOF_AT + 32 * word;
      BigInteger raised = Bytes32.of(right.slice(at, 32)).toUnsigned().add(FIELD_MODULUS);
      Bytes calldata =
          Bytes.concat(
              right.slice(0, at), Bytes32.ofUnsigned(raised).toBytes(), right.slice(at + 32));

      assertThat(assertSame(word, stranger(), calldata, 0)).as("word %d", word).isFalse();
    }
  }

  @Test
  void letsItsGuardianChangeTheKeyAndNobodyElse() {
    LightClientProver next = LightClientProver.of(seed + 1, origin.id().evmChainId());
    Bytes change = Calls.of("changeVerifyingKey(uint256[18])", next.verifyingKeyWords());

    assertThat(assertSame(0, stranger(), change, 0)).isFalse();
    assertThat(assertSame(1, devnet.deployer().address(), change, 0)).isTrue();

    assertThat(assertSame(2, stranger(), prover.updateWithoutLooking(5, root(5)), 0)).isFalse();
    assertThat(assertSame(3, stranger(), next.updateWithoutLooking(5, root(5)), 0)).isTrue();
    assertThat(real.read(client, Calls.selector("verifyingKeyHash()")))
        .isEqualTo(Keccak256.hash(next.verifyingKey().encode()).toBytes());
  }

  @Test
  void revertsWithTooLittleGas() {
    Map<String, Object> transaction =
        transaction(stranger(), prover.updateWithoutLooking(5, root(5)), 0);
    transaction.put("gas", "0x1e8480");
    String estimate = real.rpc().call("eth_estimateGas", transaction).asString();
    long enough = Long.parseLong(estimate.substring(2), 16);

    assertThat(enough).isBetween(300_000L, 400_000L);
    for (long gas : new long[] {100_000, 150_000, 200_000, 250_000, enough - 5_000}) {
      transaction.put("gas", "0x" + Long.toHexString(gas));
      String hash = real.rpc().call("eth_sendTransaction", transaction).asString();
      assertThat(real.receipt("An update", hash).get("status").asString()).isEqualTo("0x0");
    }
    assertThat(stored(5)).isEqualTo(Bytes32.ZERO);
  }

  @Test
  void carriesAMessageFromOneNodesStateToTheOther() {
    EvmAddress hook = origin.address(DevnetContract.DISPATCHED_HOOK);
    EvmAddress ism = devnet.createStateProofIsm(real, client, hook);
    EvmAddress vault = devnet.createVault(real, ism);
    Bytes message = dispatch(hook, vault);
    Bytes32 id = Keccak256.hash(message);

    try (EvmChain chain = EvmChain.connect(origin.id(), origin.rpcUrl())) {
      BlockRef block = chain.port().heads().seen();
      StateProof proof =
          chain
              .port()
              .proof(
                  hook,
                  List.of(Keccak256.hash(id, Bytes32.ZERO)),
                  new BlockSelector.AtBlock(block));
      real.send(stranger(), client, prover.update(chain.port(), block));
      real.send(
          stranger(),
          ism,
          Calls.of(
              "authorize(bytes32,uint256,bytes[],bytes[])",
              id,
              block.height(),
              proof.accountProof(),
              proof.slots().get(0).proof()));
    }
    EvmAddress mailbox = real.address(DevnetContract.MAILBOX);
    real.send(stranger(), mailbox, Calls.of("process(bytes,bytes)", Bytes.EMPTY, message));

    assertThat(real.read(mailbox, Calls.of("delivered(bytes32)", id)).get(31)).isEqualTo((byte) 1);
  }

  @Test
  void saysWhatItIsAndCannotBeCreatedOnAPublicChain() {
    Bytes warning = real.read(client, Calls.selector("WARNING()"));
    assertThat(AbiCodec.parse("(string)").decode(warning).get(0).asText())
        .isEqualTo(TestLightClient.WARNING)
        .startsWith("INSECURE TEST PROVER");
    try (Devnet elsewhere =
        Devnet.builder().chain(ChainId.eip155(31336)).chain(ChainId.eip155(31400)).start()) {
      for (DevnetChain chain : elsewhere.chains()) {
        assertThatThrownBy(
                () -> elsewhere.createTestLightClient(chain, chain, prover.verifyingKeyWords(), 0))
            .hasMessageContaining(
                Calls.of("NotLocalChain(uint256)", chain.id().evmChainId()).toHex());
      }
    }
  }

  private Bytes dispatch(EvmAddress hook, EvmAddress vault) {
    Bytes deposit = Calls.of("deposit(address,uint256)", stranger(), 1);
    JsonNode receipt =
        origin.send(
            devnet.sender().address(),
            origin.address(DevnetContract.MAILBOX),
            Calls.of(
                "dispatch(uint32,bytes32,bytes,bytes,address)",
                real.domain(),
                vault.toWord(),
                CallBody.of(root(random.nextLong())).with(deposit),
                Bytes.EMPTY,
                hook));
    Bytes data = Bytes.fromHex(receipt.get("logs").get(0).get("data").asString());
    return data.slice(64, Bytes32.of(data.slice(32, 32)).toUnsigned().intValueExact());
  }

  private Bytes altered(Bytes calldata) {
    byte[] bytes = calldata.toArray();
    bytes[4 + random.nextInt(bytes.length - 4)] ^= (byte) (1 << random.nextInt(8));
    return random.nextInt(6) == 0
        ? calldata.slice(0, random.nextInt(calldata.length()))
        : Bytes.of(bytes);
  }

  private static Bytes withProofOf(Bytes calldata, Bytes other) {
    return Bytes.concat(calldata.slice(0, PROOF_AT), other.slice(PROOF_AT));
  }

  private static Bytes32 root(long height) {
    return Keccak256.hash(Bytes.fromUtf8("root " + height));
  }

  private Bytes32 stored(long height) {
    return Bytes32.of(real.read(client, Calls.of("executionStateRoots(uint256)", height)));
  }

  /** Makes the call on both; answers whether it was accepted. */
  private boolean assertSame(int number, EvmAddress from, Bytes calldata, long value) {
    CallResult there = ask(from, calldata, value);
    simulated.fund(from, BigInteger.TEN.pow(24));
    CallResult here =
        simulated.perform(new CallRequest(from, client, calldata, BigInteger.valueOf(value)));
    assertThat(here)
        .as("call %d of seed %d: %s with value %d", number, seed, calldata.toHex(), value)
        .isEqualTo(there);
    if (there instanceof CallResult.Returned) {
      Map<String, Object> transaction = transaction(from, calldata, value);
      transaction.put("gas", "0x1e8480");
      String hash = real.rpc().call("eth_sendTransaction", transaction).asString();
      JsonNode receipt = real.receipt("An accepted call", hash);
      assertThat(receipt.get("status").asString()).as("seed %d", seed).isEqualTo("0x1");
      return true;
    }
    return false;
  }

  private CallResult ask(EvmAddress from, Bytes calldata, long value) {
    return switch (real.rpc().ask("eth_call", transaction(from, calldata, value), "latest")) {
      case JsonRpc.Answer.Result result ->
          new CallResult.Returned(Bytes.fromHex(result.value().asString()));
      case JsonRpc.Answer.Refusal refusal ->
          new CallResult.Reverted(Bytes.fromHex(refusal.data().asString()));
    };
  }

  private Map<String, Object> transaction(EvmAddress from, Bytes calldata, long value) {
    Map<String, Object> transaction = new TreeMap<>();
    transaction.put("from", from.toString());
    transaction.put("to", client.toString());
    transaction.put("data", calldata.toHex());
    transaction.put("value", "0x" + Long.toHexString(value));
    return transaction;
  }

  private void assertSameSlot(Bytes32 slot) {
    Bytes there =
        Bytes.fromHex(
            real.rpc()
                .call("eth_getStorageAt", client.toString(), slot.toHex(), "latest")
                .asString());
    assertThat(simulated.load(client, slot).toBytes())
        .as("slot %s of seed %d", slot, seed)
        .isEqualTo(there);
  }

  private static EvmAddress stranger() {
    return devnet.others().get(0).address();
  }
}
