package dev.interlane.zk.sp1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.zk.proof.ProofClaim;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Real SP1 proofs and what was made of them, which lie beside the project; tests are skipped
 * without them. A contract accepts the cases that end in trailing bytes, we do not.
 */
final class Sp1Vectors {
  private Sp1Vectors() {}

  static List<Case> cases() {
    List<Case> cases =
        file("sp1-groth16-proofs.json").get("cases").valueStream().map(Sp1Vectors::read).toList();
    assertThat(cases).hasSizeGreaterThan(30);
    return cases;
  }

  static Case named(String id) {
    return cases().stream().filter(found -> found.id.equals(id)).findAny().orElseThrow();
  }

  static JsonNode keys() {
    return file("sp1-groth16-verifying-keys.json").get("keys");
  }

  private static Case read(JsonNode node) {
    return new Case(
        node.get("id").asString(),
        node.get("kind").asString().equals("valid"),
        node.get("sp1").asString(),
        Bytes32.fromHex(node.get("programVKey").asString()),
        Bytes.fromHex(node.get("publicValues").asString()),
        Bytes.fromHex(node.get("proofBytes").asString()));
  }

  private static JsonNode file(String name) {
    Path root = Path.of("").toAbsolutePath();
    while (root != null && !Files.exists(root.resolve("sdk-api/pom.xml"))) {
      root = root.getParent();
    }
    Assumptions.assumeTrue(root != null, "The project's root is not above the working folder");
    Path file = root.resolveSibling("shared/vectors/zk").resolve(name);
    Assumptions.assumeTrue(Files.exists(file), () -> "The SP1 vectors are absent: " + file);
    return JsonMapper.shared().readTree(file.toFile());
  }

  record Case(
      String id,
      boolean isValid,
      String version,
      Bytes32 programKey,
      Bytes publicValues,
      Bytes proof) {
    ProofClaim claim() {
      return claim(publicValues, proof);
    }

    ProofClaim claim(Bytes otherValues, Bytes otherProof) {
      return ProofClaim.of(new ProofClaim.Statement(programKey, otherValues), otherProof);
    }

    @Override
    public String toString() {
      return id;
    }
  }
}
