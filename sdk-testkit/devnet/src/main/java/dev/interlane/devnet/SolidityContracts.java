package dev.interlane.devnet;

import dev.interlane.primitive.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Our own contracts, compiled with the pinned solc into the cache, once per content of sources,
 * settings and compiler.
 */
final class SolidityContracts {
  private static final List<String> SOURCES =
      List.of(
          "CallRecipient.sol",
          "DispatchedHook.sol",
          "FeeToken.sol",
          "GatewayIsm.sol",
          "Recorder.sol",
          "Refuser.sol",
          "StateProofIsm.sol",
          "TestLightClient.sol",
          "Vault.sol");
  private static final String OUTPUT = "output.json";
  private static final JsonMapper JSON = new JsonMapper();

  private final JsonNode bySource;

  private SolidityContracts(JsonNode bySource) {
    this.bySource = bySource;
  }

  static SolidityContracts open(DevnetCache cache, NodeTools tools) {
    return open(cache, tools, SOURCES);
  }

  /** The named files of the class path's {@code solidity} folder. */
  static SolidityContracts open(DevnetCache cache, NodeTools tools, List<String> files) {
    byte[] input = standardInput(files).toString().getBytes(StandardCharsets.UTF_8);
    // The tools' folder is named after the lock file, so it stands for the compiler's version.
    String key = tools.directory().getFileName() + NodeTools.sha256(input);
    String name =
        "solidity-" + NodeTools.sha256(key.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    Path folder = cache.folder(name, draft -> compile(draft, tools, input));
    try {
      return new SolidityContracts(
          JSON.readTree(Files.readAllBytes(folder.resolve(OUTPUT))).get("contracts"));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Could not read the compiled contracts in " + folder + ": " + e.getMessage(), e);
    }
  }

  /**
   * The contract of this name, which is also its file's.
   *
   * @throws IllegalArgumentException if there is none
   */
  ContractArtifact contract(String name) {
    JsonNode contract = bySource.path(name + ".sol").path(name);
    if (contract.isMissingNode()) {
      throw new IllegalArgumentException("No Solidity contract of ours is called " + name);
    }
    String code = contract.get("evm").get("bytecode").get("object").asString();
    return new ContractArtifact(name, contract.get("abi"), Bytes.fromHex("0x" + code));
  }

  private static ObjectNode standardInput(List<String> files) {
    ObjectNode input = JSON.createObjectNode().put("language", "Solidity");
    ObjectNode sources = input.putObject("sources");
    files.forEach(
        file -> sources.putObject(file).put("content", NodeTools.resource("solidity/" + file)));
    input.set("settings", JSON.readTree(NodeTools.resource("solidity/settings.json")));
    return input;
  }

  private static void compile(Path draft, NodeTools tools, byte[] input) throws IOException {
    DevnetProgress.show("compiling our Solidity (once)");
    Path output = draft.resolve(OUTPUT);
    Files.write(draft.resolve("input.json"), input);
    NodeProcess.node(
        draft,
        "Compiling Solidity",
        List.of(
            tools.script("compile.mjs").toString(),
            tools.directory().toString(),
            draft.resolve("input.json").toString(),
            output.toString()));
    JsonNode errors = JSON.readTree(Files.readAllBytes(output)).path("errors");
    if (!errors.isEmpty()) {
      throw new IOException("solc complains: " + errors.get(0).path("formattedMessage").asString());
    }
  }
}
