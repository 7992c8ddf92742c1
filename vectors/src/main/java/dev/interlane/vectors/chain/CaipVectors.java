package dev.interlane.vectors.chain;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.ChainId;
import dev.interlane.vectors.Expect;
import dev.interlane.vectors.VectorCase;
import dev.interlane.vectors.VectorFile;
import dev.interlane.vectors.VectorFormat;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** CAIP-2 and CAIP-10 texts, and texts that are neither. */
public final class CaipVectors implements VectorFormat {
  /** For {@link java.util.ServiceLoader}. */
  public CaipVectors() {}

  @Override
  public String name() {
    return "caip";
  }

  @Override
  public boolean reads(VectorFile file) {
    return file.text("protocol").equals("caip");
  }

  @Override
  public List<VectorCase> cases(VectorFile file) {
    return file.list("cases").stream()
        .map(each -> new VectorCase(each.required("id").stringValue(), () -> check(each)))
        .toList();
  }

  private static void check(JsonNode vector) {
    boolean isAccount = vector.required("id").stringValue().startsWith("caip10-");
    String text = vector.required("input").required("text").stringValue();
    if (vector.required("kind").stringValue().equals("reject")) {
      IllegalArgumentException refused =
          Expect.refusal(
              IllegalArgumentException.class,
              "'" + text + "'",
              () -> isAccount ? AccountId.parse(text) : ChainId.parse(text));
      Expect.that(
          "a refusal that names the document, got: " + refused.getMessage(),
          String.valueOf(refused.getMessage()).contains("CAIP-"));
    } else if (isAccount) {
      acceptsAccount(text, vector.required("expected"));
    } else {
      acceptsChain(text, vector.required("expected"));
    }
  }

  private static void acceptsChain(String text, JsonNode expected) {
    ChainId chain = ChainId.parse(text);

    Expect.equal("namespace", expected.required("namespace").stringValue(), chain.namespace());
    Expect.equal("reference", expected.required("reference").stringValue(), chain.reference());
    Expect.equal("text", text, chain.toString());
    Expect.equal("chain of parts", chain, ChainId.of(chain.namespace(), chain.reference()));
  }

  private static void acceptsAccount(String text, JsonNode expected) {
    AccountId account = AccountId.parse(text);

    Expect.equal(
        "chain", ChainId.parse(expected.required("chainId").stringValue()), account.chain());
    Expect.equal("address", expected.required("address").stringValue(), account.address());
    Expect.equal("text", text, account.toString());
    Expect.equal("account of parts", account, AccountId.of(account.chain(), account.address()));
  }
}
