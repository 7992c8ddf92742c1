package dev.interlane.devnet;

import dev.interlane.primitive.Bytes;
import tools.jackson.databind.JsonNode;

/**
 * A compiled contract: its name, its interface in the JSON form of the Solidity compiler, and the
 * code that creates it.
 */
record ContractArtifact(String name, JsonNode abi, Bytes bytecode) {
  @Override
  public String toString() {
    return name + " (" + bytecode.length() + " bytes)";
  }
}
