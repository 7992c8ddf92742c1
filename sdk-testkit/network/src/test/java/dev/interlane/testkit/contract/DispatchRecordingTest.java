package dev.interlane.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.CallResult;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.TransactionReceipt;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DispatchRecordingTest {
  /** Later recordings have gaps between them; these follow each other from the first message on. */
  private static final int CONSECUTIVE = 32;

  /** The highest nonce that works. It was reached by a patched slot, after the message of 13. */
  private static final long LAST_NONCE = 0xfffffffeL;

  private static final Bytes32 NONCE_SLOT = Slots.at(101);

  private final RecordedNetwork network = RecordedNetwork.origin();
  private final List<JsonNode> roots =
      Recording.list(Recording.read("merkle_tree").get("rootAfterLeaf"));

  @Test
  void dispatchesEveryRecordedMessageWithTheSameLogsIdsAndRoots() {
    List<JsonNode> cases = consecutive();
    assertThat(cases).hasSize(CONSECUTIVE + 1);

    for (JsonNode recorded : cases) {
      if (nonce(recorded) == LAST_NONCE) {
        Bytes32 before = network.chain.load(network.mailbox, NONCE_SLOT);
        network.chain.store(network.mailbox, NONCE_SLOT, Abi.word(LAST_NONCE));
        replay(recorded);
        network.chain.store(network.mailbox, NONCE_SLOT, before);
      } else {
        replay(recorded);
      }
    }

    assertThat(network.chain.heads().seen().height()).isEqualTo(CONSECUTIVE + 1);
  }

  @Test
  void thereIsNoNonceAfterTheLast() {
    JsonNode any = consecutive().get(0);
    network.chain.store(network.mailbox, NONCE_SLOT, Abi.word(LAST_NONCE + 1));

    CallResult overflow =
        network.call(
            Recording.address(any.get("senderAccount")),
            network.mailbox,
            value(any),
            calldata(any));

    assertThat(overflow).isEqualTo(new CallResult.Reverted(panic(0x11)));
  }

  @Test
  void anEmptyTreeHasNoCheckpoint() {
    EvmAddress hook = network.at("merkleTreeHook");

    assertThat(view(hook, "latestCheckpoint()")).isEqualTo(new CallResult.Reverted(panic(0x11)));
    assertThat(view(hook, "root()"))
        .isEqualTo(
            new CallResult.Returned(
                Recording.hex(Recording.read("constants").get("emptyTreeRoot"))));
  }

  @Test
  void theTreeTakesOnlyWhatIsBeingDispatchedAndNoValue() {
    EvmAddress hook = network.at("merkleTreeHook");
    replay(consecutive().get(0));
    Bytes old = WireMessage.build(0, 31337, EvmAddress.ZERO, addressed());
    Bytes call =
        Bytes.concat(Abi.selector("postDispatch(bytes,bytes)"), Abi.dynamic(Bytes.EMPTY, old));

    assertThat(network.call(EvmAddress.ZERO, hook, BigInteger.ZERO, call))
        .isEqualTo(new CallResult.Reverted(error("message not dispatching")));
    assertThat(network.call(network.mailbox, hook, BigInteger.ONE, call))
        .isEqualTo(new CallResult.Reverted(error("MerkleTreeHook: no value expected")));
  }

  @Test
  void hooksRefuseWhatTheRealOnesRefuse() {
    for (JsonNode refused : Recording.list(Recording.read("hook_metadata_igp").get("rejected"))) {
      String name = refused.get("name").asString();
      Bytes metadata =
          refused.has("hookMetadata") ? Recording.hex(refused.get("hookMetadata")) : Bytes.EMPTY;
      long destination = name.contains("no oracle") ? 999_999 : 31_338;
      BigInteger value =
          name.contains("zero value")
              ? BigInteger.ZERO
              : new BigInteger("250001000000000")
                  .subtract(name.contains("underpaid") ? BigInteger.ONE : BigInteger.ZERO);
      String function =
          name.startsWith("quoteDispatch")
              ? "quoteDispatch(uint32,bytes32,bytes,bytes)"
              : "dispatch(uint32,bytes32,bytes,bytes)";

      CallResult result =
          network.call(
              EvmAddress.parse("0x00000000000000000000000000000000000000bb"),
              network.mailbox,
              name.startsWith("quoteDispatch") ? BigInteger.ZERO : value,
              Bytes.concat(
                  Abi.selector(function),
                  Abi.words(Abi.word(destination), Bytes32.ZERO, Abi.word(128), Abi.word(160)),
                  Abi.word(0).toBytes(),
                  Abi.dynamic(metadata).slice(32)));

      assertThat(result)
          .as(name)
          .isEqualTo(new CallResult.Reverted(error(refused.get("reason").asString())));
    }
  }

  @Test
  void hookMetadataSetsGasAndRefund() {
    for (JsonNode recorded : Recording.cases("hook_metadata_igp")) {
      Bytes metadata = Recording.hex(recorded.get("hookMetadata"));
      BigInteger value = new BigInteger(recorded.get("value").asString());
      EvmAddress sender = EvmAddress.parse("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266");
      Bytes arguments =
          Bytes.concat(
              Abi.words(Abi.word(31_338), Bytes32.ZERO, Abi.word(128), Abi.word(160)),
              Abi.word(0).toBytes(),
              Abi.dynamic(metadata).slice(32));

      Bytes32 quote =
          answer(
              network.call(
                  sender,
                  network.mailbox,
                  BigInteger.ZERO,
                  Bytes.concat(
                      Abi.selector("quoteDispatch(uint32,bytes32,bytes,bytes)"), arguments)));
      TransactionReceipt receipt =
          network.send(
              sender,
              value,
              Bytes.concat(Abi.selector("dispatch(uint32,bytes32,bytes,bytes)"), arguments));
      ChainLog payment = receipt.logs().get(receipt.logs().size() - 1);

      JsonNode paid = recorded.get("gasPayment");
      assertThat(quote.toUnsigned())
          .as(recorded.get("name").asString())
          .isEqualTo(new BigInteger(recorded.get("quoteDispatch").asString()));
      assertThat(payment.data())
          .isEqualTo(
              Abi.words(
                  Bytes32.ofUnsigned(new BigInteger(paid.get("gasAmount").asString())),
                  Bytes32.ofUnsigned(new BigInteger(paid.get("payment").asString()))));
      assertThat(network.chain.balanceWei(network.mailbox, BlockSelector.LATEST))
          .isEqualTo(BigInteger.ZERO);
      assertThat(network.chain.balanceWei(network.at("aggHook"), BlockSelector.LATEST))
          .isEqualTo(BigInteger.ZERO);
    }
  }

  private void replay(JsonNode recorded) {
    String name = recorded.get("name").asString();
    Bytes calldata = calldata(recorded);
    Bytes quoteCall =
        Bytes.concat(
            Abi.selector(quoteFunction(recorded.get("overload").asInt())), calldata.slice(4));
    EvmAddress sender = Recording.address(recorded.get("senderAccount"));
    Bytes32 quote = answer(network.call(sender, network.mailbox, BigInteger.ZERO, quoteCall));
    assertThat(quote.toUnsigned())
        .as(name)
        .isEqualTo(new BigInteger(recorded.get("quote").asString()));

    TransactionReceipt receipt = dispatch(recorded);

    List<JsonNode> logs = Recording.list(recorded.get("logs"));
    assertThat(receipt.logs()).as(name).hasSize(logs.size());
    for (int i = 0; i < logs.size(); i++) {
      requireEqual(name, receipt.logs().get(i), logs.get(i));
    }
    EvmAddress hook = network.at("merkleTreeHook");
    if (!recorded.get("leafIndex").isNull()) {
      int leaf = recorded.get("leafIndex").asInt();
      Bytes root = Recording.hex(roots.get(leaf));
      assertThat(view(hook, "root()")).as(name).isEqualTo(new CallResult.Returned(root));
      assertThat(view(hook, "latestCheckpoint()"))
          .isEqualTo(new CallResult.Returned(Bytes.concat(root, Abi.word(leaf).toBytes())));
    }
    assertThat(view(network.mailbox, "latestDispatchedId()"))
        .isEqualTo(new CallResult.Returned(Recording.hex(recorded.get("id"))));
  }

  static void requireEqual(String name, ChainLog log, JsonNode recorded) {
    assertThat(log.emitter()).as(name).isEqualTo(Recording.address(recorded.get("address")));
    assertThat(log.topics())
        .as(name)
        .isEqualTo(
            Recording.list(recorded.get("topics")).stream()
                .map(topic -> Bytes32.of(Recording.hex(topic)))
                .toList());
    JsonNode data = recorded.get("data");
    if (data.isString()) {
      assertThat(log.data()).as(name).isEqualTo(Recording.hex(data));
    } else {
      assertThat(log.data().length()).as(name).isEqualTo(data.get("len").asInt());
      assertThat(Keccak256.hash(log.data()).toBytes())
          .as(name)
          .isEqualTo(Recording.hex(data.get("keccak256")));
    }
  }

  private TransactionReceipt dispatch(JsonNode recorded) {
    return network.send(
        Recording.address(recorded.get("senderAccount")), value(recorded), calldata(recorded));
  }

  private static BigInteger value(JsonNode recorded) {
    return new BigInteger(recorded.get("value").asString());
  }

  private static Bytes calldata(JsonNode recorded) {
    JsonNode calldata = recorded.get("calldata");
    if (calldata.isString()) {
      return Recording.hex(calldata);
    }
    JsonNode arguments = recorded.get("args");
    Bytes built =
        Bytes.concat(
            Abi.selector("dispatch(uint32,bytes32,bytes)"),
            Abi.words(
                Abi.word(arguments.get("destination").asLong()),
                Bytes32.of(Recording.hex(arguments.get("recipient"))),
                Abi.word(96)),
            Abi.dynamic(Recording.body(arguments.get("body"))).slice(32));
    assertThat(Keccak256.hash(built).toBytes()).isEqualTo(Recording.hex(calldata.get("keccak256")));
    return built;
  }

  private static List<JsonNode> consecutive() {
    List<JsonNode> all = new ArrayList<>();
    Stream.of("messages", "trusted_relayer", "multisig_message_id", "multisig_merkle_root")
        .flatMap(file -> Recording.cases(file).stream())
        .filter(one -> one.has("fields"))
        .filter(one -> nonce(one) < CONSECUTIVE || nonce(one) == LAST_NONCE)
        .forEach(all::add);
    all.sort(
        Comparator.comparingLong(one -> nonce(one) == LAST_NONCE ? 2 * 13 + 1 : 2 * nonce(one)));
    return all;
  }

  private static String quoteFunction(int arguments) {
    return switch (arguments) {
      case 3 -> "quoteDispatch(uint32,bytes32,bytes)";
      case 4 -> "quoteDispatch(uint32,bytes32,bytes,bytes)";
      default -> "quoteDispatch(uint32,bytes32,bytes,bytes,address)";
    };
  }

  private static long nonce(JsonNode recorded) {
    return recorded.get("fields").get("nonce").asLong();
  }

  private static WireMessage.Addressed addressed() {
    return new WireMessage.Addressed(31_338, Bytes32.ZERO, Bytes.EMPTY);
  }

  private CallResult view(EvmAddress contract, String function) {
    return network.chain.call(
        CallRequest.view(contract, Abi.selector(function)), BlockSelector.LATEST);
  }

  private static Bytes32 answer(CallResult result) {
    assertThat(result).isInstanceOf(CallResult.Returned.class);
    return Bytes32.of(((CallResult.Returned) result).data());
  }

  static Bytes panic(int code) {
    return Bytes.concat(Bytes.fromHex("4e487b71"), Abi.word(code).toBytes());
  }

  static Bytes error(String reason) {
    return Bytes.concat(Bytes.fromHex("08c379a0"), Abi.dynamic(Bytes.fromUtf8(reason)));
  }
}
