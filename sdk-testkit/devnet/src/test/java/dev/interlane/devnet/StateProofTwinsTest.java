package dev.interlane.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiCodec;
import dev.interlane.codec.execution.ExecutionAccount;
import dev.interlane.codec.rlp.Rlp;
import dev.interlane.codec.trie.Trie;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.CallResult;
import dev.interlane.testkit.chain.CallFrame;
import dev.interlane.testkit.chain.ChainOptions;
import dev.interlane.testkit.chain.Contract;
import dev.interlane.testkit.chain.Scheduler;
import dev.interlane.testkit.chain.SimulatedChain;
import dev.interlane.testkit.contract.DispatchedHook;
import dev.interlane.testkit.contract.StateProofIsm;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The hook and the module of state proofs, in Solidity and in the simulation, at the same
 * addresses, given the same random calls: they must accept and refuse alike, and end with the same
 * storage. Revert data is compared to the byte where it is the contracts' own; the errors of
 * OpenZeppelin's libraries are compared as refusals.
 */
@RequiresDevnet
class StateProofTwinsTest {
  private static final int CALLS = 250;
  private static final int MESSAGES = 12;
  private static final Bytes TRAVERSAL = Calls.selector("TrieProofTraversalError(uint8)");
  private static final Bytes MALFORMED_RLP = Calls.selector("RLPInvalidEncoding()");
  private static final Bytes PANIC = Calls.selector("Panic(uint256)");
  private static final EvmAddress HOOK_ON_ORIGIN =
      EvmAddress.parse("0x00000000000000000000000000000000000000aa");

  private static Devnet devnet;
  private static DevnetChain real;

  private final long seed = Long.getLong("seed", new Random().nextLong());
  private final Random random = new Random(seed);
  private final SimulatedChain simulated =
      SimulatedChain.start(
          ChainOptions.builder().id(ChainId.eip155(31338)).seed(1).build(),
          new Scheduler(Instant.ofEpochSecond(1_800_000_000)));

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

  @Test
  void modulesAcceptAndRefuseAlike() {
    EvmAddress roots = createOnReal("RootsByHand", List.of("RootsByHand.sol"));
    EvmAddress ism = devnet.createStateProofIsm(real, roots, HOOK_ON_ORIGIN);
    simulated.deploy(roots, new Roots());
    simulated.deploy(ism, new StateProofIsm(roots, HOOK_ON_ORIGIN, Bytes32.ZERO));
    Origin older = new Origin(MESSAGES / 2);
    Origin newer = new Origin(MESSAGES - 1);
    setRoot(roots, 1, older.accounts.root());
    setRoot(roots, 2, newer.accounts.root());
    int accepted = 0;

    for (int i = 0; i < CALLS; i++) {
      Bytes calldata =
          switch (random.nextInt(8)) {
            case 0 -> Calls.of("verify(bytes,bytes)", Bytes.EMPTY, message(anyMessage()));
            case 1 -> Calls.of("authorized(bytes32)", id(anyMessage()));
            case 2 ->
                pick(
                    Calls.selector("moduleType()"),
                    Calls.selector("slot()"),
                    Calls.selector("hook()"),
                    Calls.selector("lightClient()"),
                    Calls.selector("nothing()"));
            default -> authorization(random.nextInt(3), older, newer);
          };
      accepted += assertSame(i, ism, disturbed(calldata), random.nextInt(30) == 0 ? 1 : 0) ? 1 : 0;
    }

    assertThat(accepted).as("seed %d", seed).isBetween(CALLS / 20, CALLS * 19 / 20);
    for (int message = 0; message < MESSAGES; message++) {
      assertSameSlot(ism, Keccak256.hash(id(message), Bytes32.ZERO));
    }
  }

  @Test
  void hooksAcceptAndRefuseAlike() {
    EvmAddress latest = createOnReal("LatestByHand", List.of("LatestByHand.sol"));
    EvmAddress hook =
        real.create(
            devnet.deployer().address(),
            ours(List.of("DispatchedHook.sol"), "DispatchedHook"),
            AbiCodec.parse("(address)").encode(latest));
    simulated.deploy(latest, new Latest());
    simulated.deploy(hook, new DispatchedHook(latest));

    for (int i = 0; i < CALLS; i++) {
      if (random.nextInt(3) == 0) {
        Bytes call = Calls.of("set(bytes32)", id(anyMessage()));
        real.send(caller(), latest, call);
        performOnSimulated(latest, call, 0);
      }
      Bytes message = message(anyMessage());
      Bytes calldata =
          switch (random.nextInt(8)) {
            case 0 -> Calls.of("quoteDispatch(bytes,bytes)", Bytes.EMPTY, message);
            case 1 -> Calls.of("dispatched(bytes32)", id(anyMessage()));
            case 2 -> Calls.of("supportsMetadata(bytes)", message);
            case 3 -> pick(Calls.selector("hookType()"), Calls.selector("mailbox()"));
            default -> Calls.of("postDispatch(bytes,bytes)", Bytes.fromHex("0x0003"), message);
          };
      assertSame(i, hook, disturbed(calldata), random.nextInt(15) == 0 ? 1 : 0);
    }

    for (int message = 0; message < MESSAGES; message++) {
      assertSameSlot(hook, Keccak256.hash(id(message), Bytes32.ZERO));
    }
  }

  /** An authorization that may have the wrong message, block or proof. */
  private Bytes authorization(int block, Origin older, Origin newer) {
    Origin origin = block == 1 ? older : newer;
    int claimed = anyMessage();
    int proven = random.nextInt(4) == 0 ? anyMessage() : claimed;
    List<Bytes> account = origin.accounts.proof(key(HOOK_ON_ORIGIN.toBytes()));
    List<Bytes> storage = origin.storage.proof(slotKey(proven));
    if (random.nextInt(3) == 0) {
      account = random.nextBoolean() ? altered(account) : account;
      storage = random.nextBoolean() ? altered(storage) : storage;
    }
    return Calls.of(
        "authorize(bytes32,uint256,bytes[],bytes[])", id(claimed), block, account, storage);
  }

  private List<Bytes> altered(List<Bytes> nodes) {
    List<Bytes> changed = new ArrayList<>(nodes);
    int at = random.nextInt(changed.size());
    Bytes node = changed.get(at);
    switch (random.nextInt(5)) {
      case 0 -> changed.remove(at);
      case 1 -> changed.add(at, node);
      case 2 -> changed.add(Bytes.EMPTY);
      case 3 -> changed.set(at, node.slice(0, random.nextInt(node.length())));
      default -> {
        byte[] bytes = node.toArray();
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        changed.set(at, Bytes.of(bytes));
      }
    }
    return changed;
  }

  private Bytes disturbed(Bytes calldata) {
    return switch (random.nextInt(25)) {
      case 0 -> calldata.slice(0, random.nextInt(calldata.length()));
      case 1 -> {
        byte[] bytes = calldata.toArray();
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        yield Bytes.of(bytes);
      }
      default -> calldata;
    };
  }

  /** Makes the call on both; answers whether it was accepted. */
  private boolean assertSame(int number, EvmAddress contract, Bytes calldata, long value) {
    CallResult there = askReal(contract, calldata, value);
    CallResult here = performOnSimulated(contract, calldata, value);
    assertThat(comparable(here))
        .as("call %d of seed %d: %s with value %d", number, seed, calldata.toHex(), value)
        .isEqualTo(comparable(there));
    if (there instanceof CallResult.Returned) {
      Map<String, Object> transaction = transaction(contract, calldata, value);
      transaction.put("gas", "0x1e8480");
      String hash = real.rpc().call("eth_sendTransaction", transaction).asString();
      JsonNode receipt = real.receipt("An accepted call", hash);
      assertThat(receipt.get("status").asString()).as("seed %d", seed).isEqualTo("0x1");
      return true;
    }
    return false;
  }

  /** The libraries tell many ways of not being a proof apart. */
  private static CallResult comparable(CallResult result) {
    if (result instanceof CallResult.Reverted reverted) {
      Bytes data = reverted.data();
      if (data.startsWith(TRAVERSAL) || data.startsWith(MALFORMED_RLP) || data.startsWith(PANIC)) {
        return new CallResult.Reverted(TRAVERSAL);
      }
    }
    return result;
  }

  private CallResult askReal(EvmAddress contract, Bytes calldata, long value) {
    return switch (real.rpc().ask("eth_call", transaction(contract, calldata, value), "latest")) {
      case JsonRpc.Answer.Result result ->
          new CallResult.Returned(Bytes.fromHex(result.value().asString()));
      case JsonRpc.Answer.Refusal refusal ->
          new CallResult.Reverted(Bytes.fromHex(refusal.data().asString()));
    };
  }

  private CallResult performOnSimulated(EvmAddress contract, Bytes calldata, long value) {
    simulated.fund(caller(), BigInteger.TEN.pow(24));
    return simulated.perform(
        new CallRequest(caller(), contract, calldata, BigInteger.valueOf(value)));
  }

  private static Map<String, Object> transaction(EvmAddress contract, Bytes calldata, long value) {
    Map<String, Object> transaction = new TreeMap<>();
    transaction.put("from", caller().toString());
    transaction.put("to", contract.toString());
    transaction.put("data", calldata.toHex());
    transaction.put("value", "0x" + Long.toHexString(value));
    return transaction;
  }

  private void setRoot(EvmAddress roots, long block, Bytes32 root) {
    Bytes call = Calls.of("set(uint256,bytes32)", block, root);
    real.send(caller(), roots, call);
    performOnSimulated(roots, call, 0);
  }

  private void assertSameSlot(EvmAddress contract, Bytes32 slot) {
    Bytes there =
        Bytes.fromHex(
            real.rpc()
                .call("eth_getStorageAt", contract.toString(), slot.toHex(), "latest")
                .asString());
    assertThat(simulated.load(contract, slot).toBytes()).as("seed %d", seed).isEqualTo(there);
  }

  private int anyMessage() {
    return random.nextInt(MESSAGES);
  }

  private static Bytes message(int number) {
    return Bytes.fromUtf8("message " + number);
  }

  private static Bytes32 id(int number) {
    return Keccak256.hash(message(number));
  }

  private static Bytes slotKey(int message) {
    return key(Keccak256.hash(id(message), Bytes32.ZERO).toBytes());
  }

  private static Bytes key(Bytes plain) {
    return Keccak256.hash(plain).toBytes();
  }

  private static EvmAddress caller() {
    return devnet.others().get(0).address();
  }

  private static EvmAddress createOnReal(String name, List<String> files) {
    return real.create(devnet.deployer().address(), ours(files, name), Bytes.EMPTY);
  }

  private static ContractArtifact ours(List<String> files, String name) {
    DevnetCache cache = DevnetCache.ofUser();
    return SolidityContracts.open(cache, NodeTools.open(cache), files).contract(name);
  }

  @SafeVarargs
  private <T> T pick(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** A state of the origin with this many of the messages in the hook's storage. */
  private static final class Origin {
    private final Trie storage;
    private final Trie accounts;

    Origin(int messages) {
      Trie slots = Trie.empty();
      for (int message = 0; message < messages; message++) {
        // One in four holds a word that is not 1, which no hook of ours writes.
        slots = slots.put(slotKey(message), Rlp.number(message % 4 == 3 ? 2 : 1));
      }
      storage = slots;
      ExecutionAccount hook = new ExecutionAccount(1, BigInteger.ZERO, storage.root(), id(0));
      Trie others = Trie.empty().put(key(HOOK_ON_ORIGIN.toBytes()), hook.encode());
      for (int i = 0; i < 40; i++) {
        others =
            others.put(
                key(Bytes.fromUtf8("account " + i)),
                ExecutionAccount.withoutCode(i, BigInteger.valueOf(i)).encode());
      }
      accounts = others;
    }
  }

  /** RootsByHand.sol. */
  private static final class Roots implements Contract {
    @Override
    public Bytes execute(CallFrame frame) {
      Bytes arguments = frame.data().slice(4);
      Bytes32 slot = Keccak256.hash(Bytes32.of(arguments.slice(0, 32)), Bytes32.ZERO);
      if (frame.data().startsWith(Calls.selector("executionStateRoots(uint256)"))) {
        return frame.load(slot).toBytes();
      }
      frame.store(slot, Bytes32.of(arguments.slice(32, 32)));
      return Bytes.EMPTY;
    }
  }

  /** LatestByHand.sol. */
  private static final class Latest implements Contract {
    @Override
    public Bytes execute(CallFrame frame) {
      if (frame.data().startsWith(Calls.selector("latestDispatchedId()"))) {
        return frame.load(Bytes32.ZERO).toBytes();
      }
      frame.store(Bytes32.ZERO, Bytes32.of(frame.data().slice(4)));
      return Bytes.EMPTY;
    }
  }
}
