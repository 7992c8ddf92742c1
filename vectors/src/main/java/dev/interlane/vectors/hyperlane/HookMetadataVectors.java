package dev.interlane.vectors.hyperlane;

import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiError;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.mailbox.MailboxAbi;
import dev.interlane.mailbox.StandardHookMetadata;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.CallResult;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.TransactionReceipt;
import dev.interlane.value.Value;
import dev.interlane.vectors.Expect;
import dev.interlane.vectors.VectorCase;
import dev.interlane.vectors.VectorFile;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** What the sender told the hooks: its bytes, and the gas that was quoted and paid for by it. */
public final class HookMetadataVectors extends HyperlaneFormat {
  private static final int METADATA_BYTES = 86;
  private static final long NO_ORACLE = 999_999;

  /** For {@link java.util.ServiceLoader}. */
  public HookMetadataVectors() {
    super("hook metadata", "hyperlane", Set.of("hook_metadata_igp.json"));
  }

  @Override
  public List<VectorCase> cases(VectorFile file) {
    List<VectorCase> cases = new ArrayList<>();
    for (JsonNode each : file.list("cases")) {
      cases.add(
          new VectorCase(each.required("name").stringValue(), () -> checkPayment(file, each)));
    }
    for (JsonNode each : file.list("rejected")) {
      cases.add(
          new VectorCase(each.required("name").stringValue(), () -> checkRefused(file, each)));
    }
    return cases;
  }

  private static void checkPayment(VectorFile file, JsonNode vector) {
    Bytes metadata = Recorded.bytes(vector, "hookMetadata");
    checkLayout(metadata);
    RecordedNetwork network = RecordedNetwork.origin(file);
    EvmAddress sender = EvmAddress.parse("0x00000000000000000000000000000000000000bb");
    long destination = Recorded.number(vector.required("gasPayment"), "destination");

    Bytes quote =
        RecordedNetwork.returned(
            network.call(
                sender,
                network.mailbox(),
                BigInteger.ZERO,
                call(MailboxAbi.QUOTE_DISPATCH_WITH_METADATA, destination, metadata)));
    TransactionReceipt receipt =
        network.send(
            sender,
            Recorded.wei(vector, "value"),
            call(MailboxAbi.DISPATCH_WITH_METADATA, destination, metadata));

    Expect.equal("quote", Recorded.wei(vector, "quoteDispatch"), Bytes32.of(quote).toUnsigned());
    ChainLog payment = receipt.logs().get(receipt.logs().size() - 1);
    Expect.equal(
        "gas payment",
        Bytes.concat(
            Bytes32.ofUnsigned(Recorded.wei(vector.get("gasPayment"), "gasAmount")).toBytes(),
            Bytes32.ofUnsigned(Recorded.wei(vector.get("gasPayment"), "payment")).toBytes()),
        payment.data());
    for (String passedOn : List.of("mailbox", "aggHook")) {
      Expect.equal(
          "balance of " + passedOn,
          BigInteger.ZERO,
          network.chain().balanceWei(network.at(passedOn), BlockSelector.LATEST));
    }
  }

  private static void checkLayout(Bytes metadata) {
    if (metadata.length() < METADATA_BYTES) {
      return;
    }
    StandardHookMetadata read =
        new StandardHookMetadata(
            new BigInteger(1, metadata.slice(2, 32).toArray()),
            new BigInteger(1, metadata.slice(34, 32).toArray()),
            EvmAddress.of(metadata.slice(66, 20)),
            metadata.slice(METADATA_BYTES));
    Expect.equal("metadata", metadata, read.encode());
  }

  /** The capture says in words what it changed. */
  private static void checkRefused(VectorFile file, JsonNode vector) {
    String name = vector.required("name").stringValue();
    boolean isQuote = name.startsWith("quoteDispatch");
    Bytes metadata =
        vector.has("hookMetadata") ? Recorded.bytes(vector, "hookMetadata") : Bytes.EMPTY;
    RecordedNetwork network = RecordedNetwork.origin(file);
    long domain =
        Recorded.number(
            file.sibling("deployment.json").content().required("destination"), "domain");
    Supplier<BigInteger> enough = () -> Recorded.wei(file.list("cases").get(0), "quoteDispatch");
    BigInteger value =
        isQuote || name.contains("zero value")
            ? BigInteger.ZERO
            : enough.get().subtract(name.contains("underpaid") ? BigInteger.ONE : BigInteger.ZERO);

    CallResult result =
        network.call(
            EvmAddress.parse("0x00000000000000000000000000000000000000bb"),
            network.mailbox(),
            value,
            call(
                isQuote
                    ? MailboxAbi.QUOTE_DISPATCH_WITH_METADATA
                    : MailboxAbi.DISPATCH_WITH_METADATA,
                name.contains("no oracle") ? NO_ORACLE : domain,
                metadata));

    Bytes reason = AbiError.ERROR.encode(new Value.Text(vector.required("reason").stringValue()));
    Expect.equal("result", new CallResult.Reverted(reason), result);
  }

  private static Bytes call(AbiFunction function, long destination, Bytes metadata) {
    return function.encodeCall(destination, Bytes32.ZERO, Bytes.EMPTY, metadata);
  }
}
