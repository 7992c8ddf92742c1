package dev.interlane.vectors.execution;

import static dev.interlane.vectors.execution.NodeJson.address;
import static dev.interlane.vectors.execution.NodeJson.nodes;
import static dev.interlane.vectors.execution.NodeJson.quantity;
import static dev.interlane.vectors.execution.NodeJson.word;

import dev.interlane.codec.execution.ExecutionHeader;
import dev.interlane.primitive.Bytes32;
import dev.interlane.vectors.Expect;
import dev.interlane.vectors.VectorCase;
import dev.interlane.vectors.VectorFile;
import dev.interlane.vectors.VectorFormat;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A block as a node gives it and, where there is one, the answer to {@code eth_getProof} at it. */
public final class BlockVectors implements VectorFormat {
  /** For {@link java.util.ServiceLoader}. */
  public BlockVectors() {}

  @Override
  public String name() {
    return "execution/block";
  }

  @Override
  public boolean reads(VectorFile file) {
    return file.content().path("block").has("stateRoot");
  }

  @Override
  public List<VectorCase> cases(VectorFile file) {
    JsonNode block = file.content().required("block");
    List<VectorCase> cases = new ArrayList<>();
    cases.add(new VectorCase("header", () -> checkHeader(block)));
    if (file.content().has("proof")) {
      JsonNode proof = file.content().required("proof");
      cases.add(
          new VectorCase(
              "account",
              () ->
                  NodeJson.checkAccount(
                      word(block, "stateRoot"),
                      address(proof, "address"),
                      nodes(proof.required("accountProof")),
                      word(proof, "storageHash"))));
      for (JsonNode slot : proof.required("storageProof")) {
        Bytes32 key = Bytes32.ofUnsigned(quantity(slot, "key"));
        cases.add(
            new VectorCase(
                "slot " + key,
                () ->
                    NodeJson.checkSlot(
                        word(proof, "storageHash"),
                        key,
                        nodes(slot.required("proof")),
                        quantity(slot, "value"))));
      }
    }
    return cases;
  }

  private static void checkHeader(JsonNode block) {
    ExecutionHeader header = NodeJson.header(block);
    Expect.equal("block hash", word(block, "hash"), header.hash());
    Expect.equal("decoded", header, ExecutionHeader.decode(header.encode()));
  }
}
