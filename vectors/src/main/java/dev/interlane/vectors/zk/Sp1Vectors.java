package dev.interlane.vectors.zk;

import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.vectors.Expect;
import dev.interlane.vectors.VectorCase;
import dev.interlane.vectors.VectorFile;
import dev.interlane.vectors.VectorFormat;
import dev.interlane.zk.proof.ProofClaim;
import dev.interlane.zk.proof.ProofVerdict;
import dev.interlane.zk.sp1.Sp1Layout;
import dev.interlane.zk.sp1.Sp1Verifier;
import dev.interlane.zk.sp1.Sp1Version;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Proofs of SP1, and the keys of its verifier contracts. */
public final class Sp1Vectors implements VectorFormat {
  /** For {@link java.util.ServiceLoader}. */
  public Sp1Vectors() {}

  @Override
  public String name() {
    return "zk/sp1";
  }

  @Override
  public boolean reads(VectorFile file) {
    JsonNode keys = file.content().get("keys");
    return file.list("cases").stream().anyMatch(each -> each.has("programVKey"))
        || (keys != null && keys.valueStream().anyMatch(key -> key.has("verifierHash")));
  }

  @Override
  public List<VectorCase> cases(VectorFile file) {
    JsonNode keys = file.content().get("keys");
    return keys == null
        ? file.list("cases").stream()
            .map(each -> new VectorCase(each.required("id").stringValue(), () -> check(each)))
            .toList()
        : keys.propertyStream()
            .map(key -> new VectorCase(key.getKey(), () -> checkKey(key)))
            .toList();
  }

  private static void check(JsonNode each) {
    Bytes32 program = Bytes32.fromHex(each.required("programVKey").stringValue());
    Bytes values = Bytes.fromHex(each.required("publicValues").stringValue());
    Bytes proof = Bytes.fromHex(each.required("proofBytes").stringValue());
    ProofVerdict verdict =
        Sp1Verifier.of(Sp1Version.ALL, Set.of(program))
            .verify(ProofClaim.of(new ProofClaim.Statement(program, values), proof));
    boolean isProven = verdict instanceof ProofVerdict.Proven;
    if (each.required("kind").stringValue().equals("valid") != isProven) {
      Expect.equal("verdict", each.required("kind").stringValue(), verdict);
    }
  }

  private static void checkKey(Map.Entry<String, JsonNode> named) {
    Sp1Version version =
        Sp1Version.ALL.stream()
            .filter(known -> known.name().equals(named.getKey()))
            .findAny()
            .orElseThrow();
    JsonNode key = named.getValue();
    List<Bytes> numbers = new ArrayList<>();
    key.required("alphaG1").forEach(number -> numbers.add(word(number)));
    for (String name : List.of("betaG2", "gammaG2", "deltaG2")) {
      for (String coordinate : List.of("x", "y")) {
        numbers.add(word(key.required(name).required(coordinate).required(1)));
        numbers.add(word(key.required(name).required(coordinate).required(0)));
      }
    }
    key.required("ic").forEach(point -> point.forEach(number -> numbers.add(word(number))));
    Expect.equal("key", Bytes.concat(numbers.toArray(Bytes[]::new)), version.key().encode());
    Expect.equal("selector", key.required("selector").stringValue(), version.selector().toHex());
    JsonNode root = key.required("vkRoot");
    switch (version.layout()) {
      case Sp1Layout.Bare bare -> Expect.that("no key root", root.isNull());
      case Sp1Layout.WithKeyRoot rooted ->
          Expect.equal("key root", root.stringValue(), rooted.keyRoot().toHex());
    }
  }

  private static Bytes word(JsonNode number) {
    return Bytes32.ofUnsigned(new BigInteger(number.stringValue())).toBytes();
  }
}
