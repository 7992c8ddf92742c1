package dev.interlane.vectors.chain;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.InteroperableAddress;
import dev.interlane.chain.Strictness;
import dev.interlane.primitive.Bytes;
import dev.interlane.vectors.Expect;
import dev.interlane.vectors.VectorCase;
import dev.interlane.vectors.VectorFile;
import dev.interlane.vectors.VectorFormat;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** ERC-7930 bytes and ERC-7828 texts, malformed ones, and ones on which other readers differ. */
public final class Erc7930Vectors implements VectorFormat {
  /** For {@link java.util.ServiceLoader}. */
  public Erc7930Vectors() {}

  @Override
  public String name() {
    return "erc7930";
  }

  @Override
  public boolean reads(VectorFile file) {
    return file.text("protocol").equals("erc7930");
  }

  @Override
  public List<VectorCase> cases(VectorFile file) {
    return file.list("cases").stream()
        .map(each -> new VectorCase(each.required("id").stringValue(), () -> check(each)))
        .toList();
  }

  private static void check(JsonNode vector) {
    JsonNode input = vector.required("input");
    JsonNode expected = vector.required("expected");
    switch (vector.required("kind").stringValue()) {
      case "valid" -> accepts(input, expected);
      case "reject" -> {
        refuses(input, Strictness.STRICT);
        refuses(input, Strictness.LENIENT);
      }
      case "canonicality" -> readsOneFormWhenStrict(input, expected);
      default -> throw new IllegalArgumentException("kind " + vector.get("kind") + " is unknown");
    }
  }

  private static void accepts(JsonNode input, JsonNode expected) {
    Bytes bytes = Bytes.fromHex(expected.required("bytes").stringValue());

    InteroperableAddress address = InteroperableAddress.decode(bytes);

    Expect.equal("bytes", bytes, address.encode());
    Expect.equal("lenient", address, InteroperableAddress.decode(bytes, Strictness.LENIENT));
    Expect.equal(
        "address of parts",
        address,
        InteroperableAddress.of(
            Integer.decode(part("chainTypeHex", input, expected)),
            Bytes.fromHex(part("chainReferenceHex", input, expected)),
            Bytes.fromHex(part("addressHex", input, expected))));
    if (expected.hasNonNull("interoperableName")) {
      acceptsText(address, expected);
    }
  }

  private static void acceptsText(InteroperableAddress address, JsonNode expected) {
    String name = expected.required("interoperableName").stringValue();

    Expect.equal("checksum", expected.required("checksum").stringValue(), address.checksum());
    Expect.equal("text", name, address.toText());
    Expect.equal("parsed", address, InteroperableAddress.parse(name));
    Expect.equal(
        "parsed without checksum",
        address,
        InteroperableAddress.parse(name.substring(0, name.indexOf('#'))));
    if (expected.hasNonNull("caip2")) {
      Expect.equal(
          "chain", ChainId.parse(expected.required("caip2").stringValue()), address.toChainId());
    }
    if (expected.hasNonNull("caip10")) {
      String text = expected.required("caip10").stringValue();
      Expect.equal("account", text, address.toAccountId().toString());
      Expect.equal("address of account", address, InteroperableAddress.of(AccountId.parse(text)));
    } else {
      Expect.refusal(IllegalStateException.class, "an account of it", address::toAccountId);
    }
  }

  private static void refuses(JsonNode input, Strictness strictness) {
    Expect.refusal(
        IllegalArgumentException.class,
        strictness + " reading of " + input,
        () -> read(input, strictness));
  }

  private static void readsOneFormWhenStrict(JsonNode input, JsonNode expected) {
    if (!expected.required("strictReaderShouldReject").booleanValue()) {
      Expect.equal(
          "bytes",
          input.required("bytes").stringValue(),
          read(input, Strictness.STRICT).encode().toHex());
      return;
    }
    refuses(input, Strictness.STRICT);
    if (expected.required("openzeppelinParseEvmV1").stringValue().equals("accepted")) {
      InteroperableAddress lenient = read(input, Strictness.LENIENT);
      Expect.equal("canonical form", lenient, InteroperableAddress.decode(lenient.encode()));
    } else {
      refuses(input, Strictness.LENIENT);
    }
  }

  private static InteroperableAddress read(JsonNode input, Strictness strictness) {
    return input.hasNonNull("bytes")
        ? InteroperableAddress.decode(
            Bytes.fromHex(input.required("bytes").stringValue()), strictness)
        : InteroperableAddress.parse(input.required("interoperableName").stringValue(), strictness);
  }

  private static String part(String field, JsonNode input, JsonNode expected) {
    return (input.hasNonNull(field) ? input : expected).required(field).stringValue();
  }
}
