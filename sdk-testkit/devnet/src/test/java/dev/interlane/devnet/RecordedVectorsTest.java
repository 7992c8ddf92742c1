package dev.interlane.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiError;
import dev.interlane.mailbox.MailboxAbi;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.value.Value;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The vectors that the simulated contracts are held against, given to the real ones: what was
 * recorded of them has to be true of those that the devnet fetches, accepts and refusals alike.
 */
@RequiresDevnet
class RecordedVectorsTest {
  private static final Path VECTORS =
      Path.of("..", "..", "vectors", "src", "test", "resources", "vectors", "hyperlane");

  /** Later recordings have gaps between them; these follow each other from the first message on. */
  private static final int CONSECUTIVE = 32;

  /** The highest nonce that works. It was reached by a patched slot, after the message of 13. */
  private static final long LAST_NONCE = 0xfffffffeL;

  private static final int NONCE_SLOT = 101;
  private static final int NO_ORACLE = 999_999;

  private static Devnet devnet;
  private static RecordedContracts origin;
  private static RecordedContracts destination;

  @BeforeAll
  static void start() {
    devnet = Devnet.builder().start();
    JsonNode deployment = file("deployment");
    origin =
        RecordedContracts.origin(devnet, deployment, file("hook_metadata_igp").required("oracle"));
    destination = RecordedContracts.destination(devnet, deployment);
  }

  @AfterAll
  static void stop() {
    if (devnet != null) {
      devnet.close();
    }
  }

  @Test
  void dispatchesWriteTheSameLogsIdsAndRoots() {
    JsonNode tree = file("merkle_tree");
    assertThat(root())
        .isEqualTo(Bytes.fromHex(file("constants").required("emptyTreeRoot").asString()));

    List<JsonNode> cases = dispatches();
    for (JsonNode vector : cases) {
      String before = nonceSlot();
      if (nonce(vector) == LAST_NONCE) {
        setNonce(Bytes32.ofUnsigned(BigInteger.valueOf(LAST_NONCE)).toHex());
      }
      dispatch(vector);
      JsonNode leaf = vector.required("leafIndex");
      if (!leaf.isNull()) {
        assertThat(root().toHex())
            .as(name(vector))
            .isEqualTo(tree.required("rootAfterLeaf").get(leaf.intValue()).asString());
      }
      if (nonce(vector) == LAST_NONCE) {
        setNonce(before);
      }
    }

    assertThat(cases).hasSizeGreaterThan(30);
  }

  private static void dispatch(JsonNode vector) {
    EvmAddress sender = RecordedContracts.address(vector.required("senderAccount"));
    Bytes call = dispatchCall(vector);
    Bytes selector =
        switch (vector.required("overload").intValue()) {
          case 3 -> MailboxAbi.QUOTE_DISPATCH.selector();
          case 4 -> MailboxAbi.QUOTE_DISPATCH_WITH_METADATA.selector();
          default -> MailboxAbi.QUOTE_DISPATCH_THROUGH.selector();
        };

    assertThat(returned(origin, sender, Bytes.concat(selector, call.slice(4))))
        .as("quote of %s", name(vector))
        .isEqualTo(Bytes32.ofUnsigned(RecordedContracts.wei(vector, "quote")).toBytes());
    JsonNode receipt =
        send(origin, "mailbox", sender, RecordedContracts.wei(vector, "value"), call);

    assertThat(logs(receipt.required("logs")))
        .as("logs of %s", name(vector))
        .isEqualTo(logs(vector.required("logs")));
    assertThat(returned(origin, sender, Calls.of("latestDispatchedId()")).toHex())
        .isEqualTo(vector.required("id").asString());
  }

  private static List<JsonNode> dispatches() {
    return Stream.of("messages", "trusted_relayer", "multisig_message_id", "multisig_merkle_root")
        .flatMap(name -> file(name).required("cases").valueStream())
        .filter(one -> one.has("fields"))
        .filter(one -> nonce(one) < CONSECUTIVE || nonce(one) == LAST_NONCE)
        .sorted(
            Comparator.comparingLong(one -> nonce(one) == LAST_NONCE ? 2 * 13 + 1 : 2 * nonce(one)))
        .toList();
  }

  /** Long calls are recorded by length and hash: of these the body is given as a formula. */
  private static Bytes dispatchCall(JsonNode vector) {
    if (vector.required("calldata").isString()) {
      return Bytes.fromHex(vector.required("calldata").asString());
    }
    JsonNode arguments = vector.required("args");
    JsonNode body = arguments.required("body");
    int a = body.required("generator").required("a").intValue();
    int b = body.required("generator").required("b").intValue();
    Bytes bytes =
        Bytes.generate(
            body.required("len").intValue(),
            target -> {
              for (int i = 0; i < target.length; i++) {
                target[i] = (byte) (i * a + b);
              }
            });
    return MailboxAbi.DISPATCH.encodeCall(
        RecordedContracts.number(arguments, "destination"),
        Bytes32.fromHex(arguments.required("recipient").asString()),
        bytes);
  }

  @Test
  void deliveriesAreAcceptedWithTheSameLogs() {
    Map<String, Integer> accepted = new TreeMap<>();
    for (String file :
        List.of(
            "trusted_relayer",
            "multisig_message_id",
            "multisig_merkle_root",
            "aggregation_routing_ratelimit",
            "ccip_read")) {
      for (JsonNode vector : cases(file)) {
        JsonNode process = vector.path("process");
        if (process.path("calldata").isString()) {
          deliver(file, vector, process);
          accepted.merge(file, 1, Integer::sum);
        }
      }
    }

    assertThat(accepted.keySet()).hasSize(5);
    assertThat(accepted).containsEntry("aggregation_routing_ratelimit", 8);
    assertThat(accepted.get("multisig_message_id")).isGreaterThan(5);
    assertThat(accepted.get("multisig_merkle_root")).isGreaterThan(5);
  }

  private static void deliver(String file, JsonNode vector, JsonNode process) {
    String what = file + ": " + vector.path("name").asString("");
    EvmAddress processor = RecordedContracts.address(process.required("processor"));
    Bytes32 id = Bytes32.fromHex(vector.required("id").asString());

    JsonNode receipt =
        send(
            destination,
            "mailbox",
            processor,
            RecordedContracts.wei(process, "value"),
            Bytes.fromHex(process.required("calldata").asString()));

    assertThat(receipt.required("status").asString()).as(what).isEqualTo("0x1");
    assertThat(logs(receipt.required("logs"))).as(what).isEqualTo(logs(process.required("logs")));
    assertThat(returned(destination, processor, MailboxAbi.DELIVERED.encodeCall(id)))
        .as(what)
        .isEqualTo(Bytes32.ofUnsigned(BigInteger.ONE).toBytes());
    assertThat(returned(destination, processor, Calls.of("processor(bytes32)", id)))
        .as(what)
        .isEqualTo(processor.toWord().toBytes());
  }

  @Test
  void refusalsHaveTheSameRevertData() {
    int refused = 0;
    for (JsonNode vector : cases("negative_process")) {
      EvmAddress processor = RecordedContracts.address(vector.required("processor"));
      Bytes call =
          MailboxAbi.PROCESS.encodeCall(
              Bytes.fromHex(vector.required("metadata").asString()),
              Bytes.fromHex(vector.required("message").asString()));
      boolean paused = name(vector).equals("paused ISM");
      if (name(vector).equals("second delivery")) {
        send(destination, "mailbox", processor, BigInteger.ZERO, call);
      }
      if (paused) {
        destination.own("pausableIsm", "pause()");
      }

      assertThat(refusal(destination, processor, BigInteger.ZERO, call))
          .as(name(vector))
          .isEqualTo(
              vector.required("ok").booleanValue()
                  ? "accepted"
                  : vector.required("revertData").asString());
      refused += vector.required("ok").booleanValue() ? 0 : 1;
      if (paused) {
        destination.own("pausableIsm", "unpause()");
      }
    }

    assertThat(refused).isEqualTo(33);
  }

  @Test
  void hooksQuoteAndRefuseTheSame() {
    EvmAddress caller = devnet.others().get(0).address();
    long domain = destination.chain().domain();
    JsonNode file = file("hook_metadata_igp");
    BigInteger enough = RecordedContracts.wei(file.required("cases").get(0), "quoteDispatch");

    for (JsonNode vector : file.required("cases")) {
      Bytes metadata = Bytes.fromHex(vector.required("hookMetadata").asString());
      assertThat(
              returned(
                  origin,
                  caller,
                  MailboxAbi.QUOTE_DISPATCH_WITH_METADATA.encodeCall(
                      domain, Bytes32.ZERO, Bytes.EMPTY, metadata)))
          .as(name(vector))
          .isEqualTo(Bytes32.ofUnsigned(RecordedContracts.wei(vector, "quoteDispatch")).toBytes());
    }
    for (JsonNode vector : file.required("rejected")) {
      boolean isQuote = name(vector).startsWith("quoteDispatch");
      BigInteger value =
          isQuote || name(vector).contains("zero value")
              ? BigInteger.ZERO
              : enough.subtract(
                  name(vector).contains("underpaid") ? BigInteger.ONE : BigInteger.ZERO);
      Bytes call =
          (isQuote ? MailboxAbi.QUOTE_DISPATCH_WITH_METADATA : MailboxAbi.DISPATCH_WITH_METADATA)
              .encodeCall(
                  isQuote ? NO_ORACLE : domain,
                  Bytes32.ZERO,
                  Bytes.EMPTY,
                  Bytes.fromHex(vector.path("hookMetadata").asString("0x")));

      assertThat(refusal(origin, caller, value, call))
          .as(name(vector))
          .isEqualTo(text(vector.required("reason").asString()));
    }
  }

  @Test
  void announcementsAreTakenOnce() {
    EvmAddress anybody = devnet.others().get(1).address();
    for (JsonNode vector : cases("announce")) {
      Bytes call =
          Calls.of(
              "announce(address,string,bytes)",
              RecordedContracts.address(vector.required("validator")),
              vector.required("storageLocation").asString(),
              Bytes.fromHex(vector.required("signature").asString()));

      JsonNode receipt = send(origin, "validatorAnnounce", anybody, BigInteger.ZERO, call);

      assertThat(logs(receipt.required("logs"))).isEqualTo(logs(vector.required("logs")));
      assertThat(refusal(origin, "validatorAnnounce", anybody, BigInteger.ZERO, call))
          .isEqualTo(text("replay"));
    }
  }

  @Test
  void modulesAndHooksAreOfTheRecordedTypes() {
    JsonNode constants = file("constants");
    Map<String, String> modules =
        Map.of(
            "noopIsm", "NULL",
            "trustedRelayerIsm", "NULL",
            "msgId_2of3", "MESSAGE_ID_MULTISIG",
            "merkle_2of3", "MERKLE_ROOT_MULTISIG",
            "agg_2of3", "AGGREGATION",
            "routing", "ROUTING",
            "ccipReadIsm", "CCIP_READ");
    modules.forEach(
        (module, type) ->
            assertThat(type(destination, module, "moduleType()"))
                .as(module)
                .isEqualTo(constants.required("ismTypes").required(type).longValue()));
    Map.of(
            "merkleTreeHook", "MERKLE_TREE",
            "igp", "INTERCHAIN_GAS_PAYMASTER",
            "protocolFee", "PROTOCOL_FEE",
            "aggHook", "AGGREGATION")
        .forEach(
            (hook, type) ->
                assertThat(type(origin, hook, "hookType()"))
                    .as(hook)
                    .isEqualTo(constants.required("hookTypes").required(type).longValue()));
  }

  private static long type(RecordedContracts side, String contract, String getter) {
    return side.chain().read(side.at(contract), Calls.of(getter)).longAt(24);
  }

  // Asking the nodes.

  private static Bytes root() {
    return origin.chain().read(origin.at("merkleTreeHook"), Calls.of("root()"));
  }

  private static String nonceSlot() {
    return origin
        .chain()
        .rpc()
        .call("eth_getStorageAt", origin.at("mailbox").toString(), slot(), "latest")
        .asString();
  }

  private static void setNonce(String word) {
    origin.chain().rpc().call("anvil_setStorageAt", origin.at("mailbox").toString(), slot(), word);
  }

  private static String slot() {
    return Bytes32.ofUnsigned(BigInteger.valueOf(NONCE_SLOT)).toHex();
  }

  private static JsonNode send(
      RecordedContracts side, String contract, EvmAddress from, BigInteger value, Bytes call) {
    side.chain().rpc().call("anvil_impersonateAccount", from.toString());
    side.chain().setBalance(from, BigInteger.TEN.pow(24));
    Map<String, String> transaction = new TreeMap<>(call(side.at(contract), from, value, call));
    transaction.put("gas", "0xf42400");
    String hash = side.chain().rpc().call("eth_sendTransaction", transaction).asString();
    return side.chain().receipt("A vector", hash);
  }

  private static Map<String, String> call(
      EvmAddress to, EvmAddress from, BigInteger value, Bytes data) {
    return Map.of(
        "from", from.toString(),
        "to", to.toString(),
        "data", data.toHex(),
        "value", "0x" + value.toString(16));
  }

  private static Bytes returned(RecordedContracts side, EvmAddress from, Bytes data) {
    Map<String, String> call = call(side.at("mailbox"), from, BigInteger.ZERO, data);
    return Bytes.fromHex(side.chain().rpc().call("eth_call", call, "latest").asString());
  }

  private static String refusal(
      RecordedContracts side, EvmAddress from, BigInteger value, Bytes data) {
    return refusal(side, "mailbox", from, value, data);
  }

  /** The revert data of a call; what is not refused is accepted. */
  private static String refusal(
      RecordedContracts side, String contract, EvmAddress from, BigInteger value, Bytes data) {
    side.chain().setBalance(from, BigInteger.TEN.pow(24));
    Map<String, String> call = call(side.at(contract), from, value, data);
    return switch (side.chain().rpc().ask("eth_call", call, "latest")) {
      case JsonRpc.Answer.Result result -> "accepted";
      case JsonRpc.Answer.Refusal refusal -> refusal.data().asString("0x");
    };
  }

  private static String text(String reason) {
    return AbiError.ERROR.encode(new Value.Text(reason)).toHex();
  }

  /** Emitter, topics and data of each; long data by its hash. A limit also logs the time. */
  private static List<List<String>> logs(JsonNode logs) {
    List<List<String>> all = new ArrayList<>();
    for (JsonNode log : logs) {
      EvmAddress emitter = RecordedContracts.address(log.required("address"));
      List<String> one = new ArrayList<>(List.of(emitter.toString()));
      log.required("topics").valueStream().forEach(topic -> one.add(topic.asString()));
      one.add(data(emitter, log.required("data")));
      all.add(one);
    }
    return all;
  }

  private static String data(EvmAddress emitter, JsonNode data) {
    if (!data.isString()) {
      return data.required("keccak256").asString();
    }
    Bytes bytes = Bytes.fromHex(data.asString());
    if (emitter.equals(destination.at("rateLimitedIsm"))) {
      return bytes.slice(0, Bytes32.LENGTH_BYTES).toHex();
    }
    return bytes.length() > 2_048 ? Keccak256.hash(bytes).toHex() : bytes.toHex();
  }

  // The files.

  private static JsonNode file(String name) {
    return JsonMapper.shared().readTree(VECTORS.resolve(name + ".json").toFile());
  }

  /** The cases of a file, or its only one. */
  private static List<JsonNode> cases(String name) {
    JsonNode file = file(name);
    return file.has("cases") ? file.required("cases").valueStream().toList() : List.of(file);
  }

  private static String name(JsonNode vector) {
    return vector.required("name").asString();
  }

  private static long nonce(JsonNode vector) {
    return vector.required("fields").required("nonce").longValue();
  }
}
