package dev.interlane.vectors.hyperlane;

import dev.interlane.codec.evm.AbiError;
import dev.interlane.codec.evm.AbiEvent;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.mailbox.MailboxAbi;
import dev.interlane.mailbox.MerkleTree;
import dev.interlane.vectors.Expect;
import dev.interlane.vectors.VectorCase;
import dev.interlane.vectors.VectorFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The contracts' events, functions and errors with their topics and selectors. */
public final class ConstantVectors extends HyperlaneFormat {
  /** For {@link java.util.ServiceLoader}. */
  public ConstantVectors() {
    super("constants", "hyperlane", Set.of("constants.json"));
  }

  @Override
  public List<VectorCase> cases(VectorFile file) {
    List<VectorCase> cases = new ArrayList<>();
    add(cases, file, "events", event -> AbiEvent.parse(event).topic0().toHex());
    add(cases, file, "functions", function -> AbiFunction.parse(function).selector().toHex());
    add(cases, file, "errors", error -> AbiError.parse(error).selector().toHex());
    cases.add(new VectorCase("what the SDK calls and reads", () -> checkOwn(file)));
    cases.add(
        new VectorCase(
            "root of the empty tree",
            () ->
                Expect.equal(
                    "root",
                    Recorded.word(file.content(), "emptyTreeRoot"),
                    new MerkleTree().root())));
    return cases;
  }

  /** A signature that the contracts lack has a selector too, but nobody answers to it. */
  private static void checkOwn(VectorFile file) {
    for (AbiFunction function :
        List.of(
            MailboxAbi.DISPATCH,
            MailboxAbi.DISPATCH_WITH_METADATA,
            MailboxAbi.QUOTE_DISPATCH,
            MailboxAbi.QUOTE_DISPATCH_WITH_METADATA,
            MailboxAbi.PROCESS,
            MailboxAbi.DELIVERED,
            MailboxAbi.RECIPIENT_ISM,
            MailboxAbi.LOCAL_DOMAIN,
            MailboxAbi.MODULE_TYPE,
            MailboxAbi.VALIDATORS_AND_THRESHOLD,
            MailboxAbi.MODULES_AND_THRESHOLD,
            MailboxAbi.ROUTE,
            MailboxAbi.COUNT,
            MailboxAbi.LATEST_CHECKPOINT)) {
      Expect.that(
          "a function " + function, file.content().required("functions").has(function.toString()));
    }
    for (AbiEvent event :
        List.of(MailboxAbi.DISPATCHED, MailboxAbi.PROCESS_ID, MailboxAbi.INSERTED_INTO_TREE)) {
      Expect.that("an event " + event, file.content().required("events").has(event.toString()));
    }
  }

  private static void add(
      List<VectorCase> cases, VectorFile file, String field, UnaryOperator<String> hash) {
    file.content()
        .required(field)
        .forEachEntry(
            (signature, expected) ->
                cases.add(
                    new VectorCase(
                        signature,
                        () ->
                            Expect.equal("hash", expected.stringValue(), hash.apply(signature)))));
  }
}
