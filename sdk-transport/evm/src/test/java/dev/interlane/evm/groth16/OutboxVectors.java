package dev.interlane.evm.groth16;

import dev.interlane.evm.bn254.G1Point;
import dev.interlane.evm.bn254.G2Point;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Proofs that another implementation made, of a circuit in which a message id is a leaf of a tree.
 * The key's setup was thrown away; it is good for tests only.
 */
final class OutboxVectors {
  /** The project's only copy. */
  private static final String FOLDER = "vectors/src/test/resources/vectors/zk";

  private OutboxVectors() {}

  static VerifyingKey key() {
    JsonNode key = read("outbox20-verifying-key.json");
    List<G1Point> inputs = new ArrayList<>();
    key.get("IC").forEach(point -> inputs.add(G1Point.decode(g1(point))));
    return new VerifyingKey(
        G1Point.decode(g1(key.get("vk_alpha_1"))),
        G2Point.decode(g2(key.get("vk_beta_2"))),
        G2Point.decode(g2(key.get("vk_gamma_2"))),
        G2Point.decode(g2(key.get("vk_delta_2"))),
        inputs);
  }

  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (JsonNode node : read("outbox20-proofs.json").get("cases")) {
      JsonNode proof = node.get("proof");
      List<Bytes32> inputs = new ArrayList<>();
      node.get("publicSignals").forEach(input -> inputs.add(word(input)));
      cases.add(
          new Case(
              node.get("id").asString(),
              node.get("kind").asString().equals("valid"),
              Bytes.concat(g1(proof.get("pi_a")), g2(proof.get("pi_b")), g1(proof.get("pi_c"))),
              inputs));
    }
    return cases;
  }

  static Case valid(int index) {
    return cases().stream().filter(Case::isValid).toList().get(index);
  }

  record Case(String id, boolean isValid, Bytes proof, List<Bytes32> inputs) {
    Groth16Claim claim() {
      return new Groth16Claim(Groth16Proof.decode(proof), new PublicInputs(inputs));
    }

    @Override
    public String toString() {
      return id;
    }
  }

  private static Bytes g1(JsonNode point) {
    return Bytes.concat(word(point.get(0)).toBytes(), word(point.get(1)).toBytes());
  }

  /** The files have the real part first, the EVM's bytes the imaginary. */
  private static Bytes g2(JsonNode point) {
    return Bytes.concat(
        word(point.get(0).get(1)).toBytes(),
        word(point.get(0).get(0)).toBytes(),
        word(point.get(1).get(1)).toBytes(),
        word(point.get(1).get(0)).toBytes());
  }

  private static Bytes32 word(JsonNode number) {
    return Bytes32.ofUnsigned(new BigInteger(number.asString()));
  }

  private static JsonNode read(String name) {
    Path root = Path.of("").toAbsolutePath();
    while (root != null && !Files.exists(root.resolve("sdk-api/pom.xml"))) {
      root = root.getParent();
    }
    Path folder = Objects.requireNonNull(root, "project").resolve(FOLDER);
    return JsonMapper.shared().readTree(folder.resolve(name).toFile());
  }
}
