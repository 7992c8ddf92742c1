package dev.interlane.vectors.hyperlane;

import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.mailbox.MailboxAbi;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.TransactionReceipt;
import dev.interlane.value.Value;
import dev.interlane.vectors.Expect;
import dev.interlane.vectors.VectorCase;
import dev.interlane.vectors.VectorFile;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The recorded deployment, known by {@code deployment.json}: what was dispatched on its origin, of
 * all files beside it, is dispatched again in the same order on a simulated one, and has to give
 * the same quotes, logs, ids and roots.
 */
public final class DispatchVectors extends HyperlaneFormat {
  /** Later recordings have gaps between them; these follow each other from the first message on. */
  private static final int CONSECUTIVE = 32;

  /** The highest nonce that works. It was reached by a patched slot, after the message of 13. */
  private static final long LAST_NONCE = 0xfffffffeL;

  private static final Bytes32 NONCE_SLOT = word(101);
  private static final AbiFunction ROOT = AbiFunction.parse("root() returns (bytes32)");
  private static final AbiFunction LATEST_ID =
      AbiFunction.parse("latestDispatchedId() returns (bytes32)");
  private static final int SELECTOR_BYTES = 4;

  /** For {@link java.util.ServiceLoader}. */
  public DispatchVectors() {
    super("dispatches", "hyperlane", Set.of("deployment.json"));
  }

  @Override
  public List<VectorCase> cases(VectorFile file) {
    RecordedNetwork network = RecordedNetwork.origin(file);
    List<Bytes32> roots =
        Recorded.words(file.sibling("merkle_tree.json").content().required("rootAfterLeaf"));
    return consecutive(file).stream()
        .map(
            each ->
                new VectorCase(
                    each.required("name").stringValue(), () -> check(network, roots, each)))
        .toList();
  }

  private static List<JsonNode> consecutive(VectorFile file) {
    List<JsonNode> all = new ArrayList<>();
    Stream.of("messages", "trusted_relayer", "multisig_message_id", "multisig_merkle_root")
        .flatMap(name -> file.sibling(name + ".json").list("cases").stream())
        .filter(one -> one.has("fields"))
        .filter(one -> nonce(one) < CONSECUTIVE || nonce(one) == LAST_NONCE)
        .forEach(all::add);
    all.sort(
        Comparator.comparingLong(one -> nonce(one) == LAST_NONCE ? 2 * 13 + 1 : 2 * nonce(one)));
    return all;
  }

  private static void check(RecordedNetwork network, List<Bytes32> roots, JsonNode vector) {
    if (nonce(vector) != LAST_NONCE) {
      dispatch(network, roots, vector);
      return;
    }
    Bytes32 before = network.chain().load(network.mailbox(), NONCE_SLOT);
    network.chain().store(network.mailbox(), NONCE_SLOT, word(LAST_NONCE));
    dispatch(network, roots, vector);
    network.chain().store(network.mailbox(), NONCE_SLOT, before);
  }

  private static void dispatch(RecordedNetwork network, List<Bytes32> roots, JsonNode vector) {
    Bytes calldata = calldata(vector);
    EvmAddress sender = Recorded.address(vector, "senderAccount");
    Bytes quoteCall =
        Bytes.concat(
            quote(vector.required("overload").intValue()).selector(),
            calldata.slice(SELECTOR_BYTES));
    Bytes quoted =
        RecordedNetwork.returned(
            network.call(sender, network.mailbox(), BigInteger.ZERO, quoteCall));
    Expect.equal("quote", Recorded.wei(vector, "quote"), Bytes32.of(quoted).toUnsigned());

    TransactionReceipt receipt = network.send(sender, Recorded.wei(vector, "value"), calldata);

    Recorded.requireLogs(vector.required("logs"), receipt.logs());
    Expect.equal(
        "latest id",
        Recorded.word(vector, "id").toBytes(),
        network.view(network.mailbox(), LATEST_ID.encodeCall()));
    if (!vector.required("leafIndex").isNull()) {
      checkLeaf(network, roots, vector.get("leafIndex").intValue());
    }
  }

  private static void checkLeaf(RecordedNetwork network, List<Bytes32> roots, int leaf) {
    EvmAddress hook = network.at("merkleTreeHook");
    Bytes root = roots.get(leaf).toBytes();
    Expect.equal("root", root, network.view(hook, ROOT.encodeCall()));
    Expect.equal(
        "latest checkpoint",
        List.of(new Value.Blob(root), Value.Int.of(leaf)),
        MailboxAbi.LATEST_CHECKPOINT.decodeReturn(
            network.view(hook, MailboxAbi.LATEST_CHECKPOINT.encodeCall())));
  }

  private static Bytes calldata(JsonNode vector) {
    if (Recorded.isFull(vector, "calldata")) {
      return Recorded.bytes(vector, "calldata");
    }
    JsonNode arguments = vector.required("args");
    Bytes built =
        MailboxAbi.DISPATCH.encodeCall(
            Recorded.number(arguments, "destination"),
            Recorded.word(arguments, "recipient"),
            Recorded.body(arguments.required("body")));
    Expect.equal(
        "hash of the call",
        Recorded.word(vector.required("calldata"), "keccak256"),
        Keccak256.hash(built));
    return built;
  }

  private static AbiFunction quote(int arguments) {
    return switch (arguments) {
      case 3 -> MailboxAbi.QUOTE_DISPATCH;
      case 4 -> MailboxAbi.QUOTE_DISPATCH_WITH_METADATA;
      default -> AbiFunction.parse("quoteDispatch(uint32,bytes32,bytes,bytes,address)");
    };
  }

  private static long nonce(JsonNode vector) {
    return Recorded.number(vector.required("fields"), "nonce");
  }

  private static Bytes32 word(long number) {
    return Bytes32.ofUnsigned(BigInteger.valueOf(number));
  }
}
