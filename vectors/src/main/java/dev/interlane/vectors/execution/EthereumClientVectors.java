package dev.interlane.vectors.execution;

import static dev.interlane.vectors.execution.NodeJson.address;
import static dev.interlane.vectors.execution.NodeJson.nodes;
import static dev.interlane.vectors.execution.NodeJson.quantity;
import static dev.interlane.vectors.execution.NodeJson.word;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes32;
import dev.interlane.vectors.VectorCase;
import dev.interlane.vectors.VectorFile;
import dev.interlane.vectors.VectorFormat;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Messages to an Ethereum light client of IBC Eureka. Its storage proofs are checked under the
 * state root of the finalized header before them; the updates themselves take a client of
 * Ethereum's consensus, which is not here.
 */
public final class EthereumClientVectors implements VectorFormat {
  /** For {@link java.util.ServiceLoader}. */
  public EthereumClientVectors() {}

  @Override
  public String name() {
    return "light-client/ethereum";
  }

  @Override
  public boolean reads(VectorFile file) {
    return file.content().path("initial").path("client_state").has("ibc_contract_address");
  }

  @Override
  public List<VectorCase> cases(VectorFile file) {
    JsonNode initial = file.content().required("initial");
    EvmAddress contract = address(initial.required("client_state"), "ibc_contract_address");
    Bytes32 root = word(initial.required("consensus_state"), "state_root");
    List<VectorCase> cases = new ArrayList<>();
    for (JsonNode message : file.list("messages")) {
      String name = cases.size() + " " + message.required("kind").stringValue();
      JsonNode data = message.required("data");
      if (data.has("consensus_update")) {
        JsonNode finalized = data.required("consensus_update").required("finalized_header");
        root = word(finalized.required("execution"), "state_root");
        cases.add(VectorCase.skipped(name, "there is no client of Ethereum's consensus"));
      } else if (data.has("storage_proof")) {
        Bytes32 under = root;
        cases.add(new VectorCase(name, () -> check(under, contract, data)));
      } else {
        cases.add(VectorCase.skipped(name, "it holds no proof"));
      }
    }
    return cases;
  }

  private static void check(Bytes32 root, EvmAddress contract, JsonNode data) {
    JsonNode account = data.required("account_proof");
    JsonNode storage = data.required("storage_proof");
    Bytes32 storageRoot = word(account, "storage_root");
    NodeJson.checkAccount(root, contract, nodes(account.required("proof")), storageRoot);
    NodeJson.checkSlot(
        storageRoot,
        word(storage, "key"),
        nodes(storage.required("proof")),
        quantity(storage, "value"));
  }
}
