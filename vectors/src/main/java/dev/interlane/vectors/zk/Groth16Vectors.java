package dev.interlane.vectors.zk;

import dev.interlane.error.CodecException;
import dev.interlane.evm.bn254.G1Point;
import dev.interlane.evm.bn254.G2Point;
import dev.interlane.evm.groth16.Groth16Claim;
import dev.interlane.evm.groth16.Groth16Proof;
import dev.interlane.evm.groth16.Groth16Verifier;
import dev.interlane.evm.groth16.PublicInputs;
import dev.interlane.evm.groth16.VerifyingKey;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.vectors.Expect;
import dev.interlane.vectors.VectorCase;
import dev.interlane.vectors.VectorFile;
import dev.interlane.vectors.VectorFormat;
import java.math.BigInteger;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Keys and proofs in snarkjs's JSON, {@code <circuit>-verifying-key.json} and {@code
 * <circuit>-proofs.json}. Its points have a third coordinate, and the real part first.
 */
public final class Groth16Vectors implements VectorFormat {
  /** For {@link java.util.ServiceLoader}. */
  public Groth16Vectors() {}

  @Override
  public String name() {
    return "zk/groth16";
  }

  @Override
  public boolean reads(VectorFile file) {
    return file.content().has("vk_alpha_1")
        || file.list("cases").stream().anyMatch(each -> each.has("publicSignals"));
  }

  @Override
  public List<VectorCase> cases(VectorFile file) {
    if (file.content().has("vk_alpha_1")) {
      return List.of(new VectorCase("verifying key", () -> checkKey(file)));
    }
    Groth16Verifier verifier =
        Groth16Verifier.of(key(file.sibling(file.name().replace("proofs", "verifying-key"))));
    return file.list("cases").stream()
        .map(each -> new VectorCase(each.required("id").stringValue(), () -> check(verifier, each)))
        .toList();
  }

  private static void checkKey(VectorFile file) {
    VerifyingKey key = key(file);
    Expect.equal("inputs", file.content().required("nPublic").intValue(), key.inputCount());
    Expect.equal("decoded", key, VerifyingKey.decode(key.encode()));
  }

  private static void check(Groth16Verifier verifier, JsonNode each) {
    Expect.equal(
        "accepted",
        each.required("kind").stringValue().equals("valid"),
        isAccepted(verifier, each));
  }

  private static boolean isAccepted(Groth16Verifier verifier, JsonNode each) {
    JsonNode proof = each.required("proof");
    Bytes encoded =
        Bytes.concat(
            g1(proof.required("pi_a")), g2(proof.required("pi_b")), g1(proof.required("pi_c")));
    List<Bytes32> inputs =
        each.required("publicSignals").valueStream().map(Groth16Vectors::word).toList();
    try {
      return verifier.accepts(
          new Groth16Claim(Groth16Proof.decode(encoded), new PublicInputs(inputs)));
    } catch (CodecException refused) {
      return false;
    }
  }

  private static VerifyingKey key(VectorFile file) {
    JsonNode key = file.content();
    return new VerifyingKey(
        G1Point.decode(g1(key.required("vk_alpha_1"))),
        G2Point.decode(g2(key.required("vk_beta_2"))),
        G2Point.decode(g2(key.required("vk_gamma_2"))),
        G2Point.decode(g2(key.required("vk_delta_2"))),
        key.required("IC").valueStream().map(Groth16Vectors::g1).map(G1Point::decode).toList());
  }

  private static Bytes g1(JsonNode point) {
    return Bytes.concat(word(point.required(0)).toBytes(), word(point.required(1)).toBytes());
  }

  private static Bytes g2(JsonNode point) {
    return Bytes.concat(
        word(point.required(0).required(1)).toBytes(),
        word(point.required(0).required(0)).toBytes(),
        word(point.required(1).required(1)).toBytes(),
        word(point.required(1).required(0)).toBytes());
  }

  private static Bytes32 word(JsonNode number) {
    return Bytes32.ofUnsigned(new BigInteger(number.stringValue()));
  }
}
