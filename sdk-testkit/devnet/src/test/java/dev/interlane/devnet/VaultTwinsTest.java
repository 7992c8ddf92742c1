package dev.interlane.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.CallResult;
import dev.interlane.testkit.chain.ChainOptions;
import dev.interlane.testkit.chain.Scheduler;
import dev.interlane.testkit.chain.SimulatedChain;
import dev.interlane.testkit.contract.NoopIsm;
import dev.interlane.testkit.contract.Vault;
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
 * The vault in Solidity and the vault of the simulation, at the same address, given the same random
 * calls: they must accept and refuse alike, to the byte, and end with the same storage.
 */
@RequiresDevnet
class VaultTwinsTest {
  private static final int CALLS = 400;
  private static final long FAR_FUTURE = 1L << 40;
  private static final Bytes PAST_NOT_AFTER = Calls.selector("PastNotAfter(uint64,uint256)");

  private static Devnet devnet;
  private static DevnetChain real;

  private final long seed = Long.getLong("seed", new Random().nextLong());
  private final Random random = new Random(seed);
  private final SimulatedChain simulated =
      SimulatedChain.start(
          ChainOptions.builder().id(ChainId.eip155(31338)).seed(1).build(),
          new Scheduler(Instant.ofEpochSecond(1_800_000_000)));
  private EvmAddress mailbox;
  private EvmAddress owner;
  private EvmAddress stranger;
  private EvmAddress vault;

  @BeforeAll
  static void start() {
    devnet = Devnet.builder().start();
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
    EvmAddress ism = real.address(DevnetContract.TRUSTED_RELAYER_ISM);
    mailbox = real.address(DevnetContract.MAILBOX);
    owner = devnet.deployer().address();
    stranger = devnet.others().get(0).address();
    vault = devnet.createVault(real, ism);
    simulated.deploy(mailbox, new NoopIsm());
    simulated.deploy(ism, new NoopIsm());
    simulated.deploy(vault, new Vault(mailbox, owner, HyperlaneDeployment.VAULT_CAP));
    performOnSimulated(owner, Calls.of("setInterchainSecurityModule(address)", ism), 0);
    performOnSimulated(owner, Calls.of("enroll(uint32,bytes32)", origin(), sender().toWord()), 0);
    for (EvmAddress account : List.of(mailbox, owner, stranger)) {
      simulated.fund(account, BigInteger.TEN.pow(24));
      real.rpc().call("anvil_impersonateAccount", account.toString());
      real.rpc().call("anvil_setBalance", account.toString(), "0xd3c21bcecceda1000000");
    }
  }

  @Test
  void acceptAndRefuseAlike() {
    int accepted = 0;

    for (int i = 0; i < CALLS; i++) {
      EvmAddress from = pick(mailbox, mailbox, mailbox, mailbox, owner, owner, stranger);
      Bytes calldata = from.equals(mailbox) ? handle() : administration();
      if (random.nextInt(20) == 0) {
        calldata = calldata.slice(0, random.nextInt(calldata.length()));
      }
      long value = random.nextInt(20) == 0 ? 1 : 0;

      CallResult there = askReal(from, calldata, value);
      CallResult here = performOnSimulated(from, calldata, value);

      assertThat(comparable(here))
          .as(
              "call %d of seed %d: %s from %s with value %d",
              i, seed, calldata.toHex(), from, value)
          .isEqualTo(comparable(there));
      if (there instanceof CallResult.Returned) {
        accepted++;
        performOnReal(from, calldata, value);
      }
    }

    assertThat(accepted)
        .as("accepted calls of seed %d", seed)
        .isBetween(CALLS / 20, CALLS * 19 / 20);
    assertSameStorage();
  }

  private Bytes handle() {
    EvmAddress from = pick(sender(), sender(), sender(), sender(), stranger);
    long origin = random.nextInt(20) == 0 ? 1 : origin();
    Bytes32 lane = pick(Bytes32.ZERO, lane(1), lane(2));
    long sequence = lane.isZero() && random.nextInt(10) > 0 ? 0 : random.nextInt(4);
    CallBody header =
        new CallBody(
            id(random.nextInt(CALLS / 4)), pick(0L, 0L, 0L, 1L, FAR_FUTURE, -1L), lane, sequence);
    Bytes body = header.with(random.nextInt(20) == 0 ? random.nextInt(256) : 1, inner());
    if (random.nextInt(20) == 0) {
      body = body.slice(0, random.nextInt(body.length()));
    }
    return Calls.of("handle(uint32,bytes32,bytes)", origin, from.toWord(), body);
  }

  private Bytes inner() {
    BigInteger cap = HyperlaneDeployment.VAULT_CAP;
    Bytes deposit =
        Calls.of(
            "deposit(address,uint256)",
            pick(sender(), stranger),
            pick(BigInteger.ZERO, BigInteger.ONE, cap, cap, cap.add(BigInteger.ONE)));
    return switch (random.nextInt(12)) {
      case 0 -> Calls.ones("setPaused(bool)", 1);
      case 1 ->
          Calls.raw("deposit(address,uint256)", BigInteger.ONE.shiftLeft(160), BigInteger.ONE);
      case 2 -> deposit.slice(0, 4 + random.nextInt(64));
      case 3 -> Bytes.concat(deposit, Bytes.of((byte) 1));
      default -> deposit;
    };
  }

  private Bytes administration() {
    return switch (random.nextInt(9)) {
      case 0 -> Calls.of("enroll(uint32,bytes32)", origin(), pick(sender(), stranger).toWord());
      case 1 -> Calls.of("remove(uint32,bytes32)", origin(), stranger.toWord());
      case 2 ->
          Calls.of(
              "skipLaneTo(uint32,bytes32,bytes32,uint64)",
              origin(),
              sender().toWord(),
              pick(Bytes32.ZERO, lane(1), lane(2)),
              random.nextInt(4));
      case 3 ->
          Calls.of(
              "setInterchainSecurityModule(address)", pick(EvmAddress.ZERO, stranger, mailbox));
      case 4 -> Calls.of("setPaused(bool)", random.nextInt(3) == 0);
      case 5 -> Calls.raw("setPaused(bool)", BigInteger.TWO);
      case 6 -> Calls.of("deposit(address,uint256)", stranger, 1);
      case 7 -> Calls.of("nothing()");
      default -> handle();
    };
  }

  private CallResult askReal(EvmAddress from, Bytes calldata, long value) {
    return switch (real.rpc().ask("eth_call", transaction(from, calldata, value), "latest")) {
      case JsonRpc.Answer.Result result ->
          new CallResult.Returned(Bytes.fromHex(result.value().asString()));
      case JsonRpc.Answer.Refusal refusal ->
          new CallResult.Reverted(Bytes.fromHex(refusal.data().asString()));
    };
  }

  private void performOnReal(EvmAddress from, Bytes calldata, long value) {
    Map<String, Object> transaction = transaction(from, calldata, value);
    transaction.put("gas", "0x1e8480");
    String hash = real.rpc().call("eth_sendTransaction", transaction).asString();
    JsonNode receipt = real.receipt("An accepted call", hash);
    assertThat(receipt.get("status").asString()).as("seed %d", seed).isEqualTo("0x1");
  }

  private Map<String, Object> transaction(EvmAddress from, Bytes calldata, long value) {
    Map<String, Object> transaction = new TreeMap<>();
    transaction.put("from", from.toString());
    transaction.put("to", vault.toString());
    transaction.put("data", calldata.toHex());
    transaction.put("value", "0x" + Long.toHexString(value));
    return transaction;
  }

  private CallResult performOnSimulated(EvmAddress from, Bytes calldata, long value) {
    return simulated.perform(new CallRequest(from, vault, calldata, BigInteger.valueOf(value)));
  }

  /** The block's timestamp, the error's second word, is each chain's own. */
  private static CallResult comparable(CallResult result) {
    return result instanceof CallResult.Reverted reverted
            && reverted.data().startsWith(PAST_NOT_AFTER)
        ? new CallResult.Reverted(reverted.data().slice(0, 36))
        : result;
  }

  private void assertSameStorage() {
    for (int slot = 0; slot < 8; slot++) {
      assertSameSlot(Bytes32.ofUnsigned(BigInteger.valueOf(slot)));
    }
    for (EvmAddress account : List.of(sender(), stranger)) {
      assertSameSlot(mapping(account.toWord(), Bytes32.ofUnsigned(BigInteger.valueOf(6))));
      Bytes32 enrolled = mapping(originWord(), Bytes32.ofUnsigned(BigInteger.ONE));
      assertSameSlot(mapping(account.toWord(), enrolled));
    }
    Bytes32 executed =
        mapping(
            sender().toWord(), mapping(originWord(), Bytes32.ofUnsigned(BigInteger.valueOf(3))));
    for (int id = 0; id < CALLS / 4; id++) {
      assertSameSlot(mapping(id(id), executed));
    }
    Bytes32 next =
        mapping(
            sender().toWord(), mapping(originWord(), Bytes32.ofUnsigned(BigInteger.valueOf(4))));
    assertSameSlot(mapping(lane(1), next));
    assertSameSlot(mapping(lane(2), next));
  }

  private void assertSameSlot(Bytes32 slot) {
    Bytes there =
        Bytes.fromHex(
            real.rpc()
                .call("eth_getStorageAt", vault.toString(), slot.toHex(), "latest")
                .asString());
    assertThat(simulated.load(vault, slot).toBytes())
        .as("slot %s of seed %d", slot, seed)
        .isEqualTo(there);
  }

  /** Where Solidity keeps the value of a key: keccak256 of the key and the mapping's slot. */
  private static Bytes32 mapping(Bytes32 key, Bytes32 slot) {
    return Keccak256.hash(key, slot);
  }

  private static Bytes32 originWord() {
    return Bytes32.ofUnsigned(BigInteger.valueOf(origin()));
  }

  private static long origin() {
    return devnet.chains().get(0).domain();
  }

  private static EvmAddress sender() {
    return devnet.sender().address();
  }

  private static Bytes32 lane(int number) {
    return Keccak256.hash(Bytes.fromUtf8("lane"), Bytes.of((byte) number));
  }

  private static Bytes32 id(int number) {
    return Keccak256.hash(Bytes.fromUtf8("id"), Bytes.of((byte) number));
  }

  @SafeVarargs
  private <T> T pick(T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
