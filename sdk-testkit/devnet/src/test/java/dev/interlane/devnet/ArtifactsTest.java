package dev.interlane.devnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.codec.evm.AbiError;
import dev.interlane.codec.evm.KnownErrors;
import dev.interlane.codec.evm.SolidityAbi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresDevnet
class ArtifactsTest {
  private static final DevnetCache CACHE = DevnetCache.ofUser();

  @Test
  void extractsEveryPinnedHyperlaneContract() {
    HyperlaneArtifacts artifacts = HyperlaneArtifacts.open(CACHE);

    assertThat(artifacts.paths()).hasSizeGreaterThan(30);
    for (String path : artifacts.paths()) {
      String name = path.substring(path.lastIndexOf('/') + 1).replace(".json", "");
      ContractArtifact contract = artifacts.contract(name);
      assertThat(contract.bytecode().length()).as(name).isGreaterThan(100);
      assertThat(contract.abi().isArray()).as(name).isTrue();
    }
  }

  @Test
  void namesEveryCustomErrorOfThePinnedContracts() {
    HyperlaneArtifacts artifacts = HyperlaneArtifacts.open(CACHE);

    for (String path : artifacts.paths()) {
      String name = path.substring(path.lastIndexOf('/') + 1).replace(".json", "");
      String abi = artifacts.contract(name).abi().toString();
      for (AbiError error : SolidityAbi.parse(abi).errors()) {
        assertThat(KnownErrors.standard().explain(error.selector()))
            .as("%s of %s", error, name)
            .satisfiesAnyOf(
                known -> assertThat(known).startsWith(error.signature().name() + "("),
                known -> assertThat(known).contains("malformed"));
      }
    }
  }

  @Test
  void refusesAnAlteredArtifact(@TempDir Path root) throws IOException {
    Path original = HyperlaneArtifacts.open(CACHE).directory();
    Path copy = root.resolve(original.getFileName());
    copyTree(original, copy);
    Path mailbox = copy.resolve("contracts/Mailbox.json");
    Files.writeString(
        mailbox, Files.readString(mailbox).replace("\"bytecode\":\"0x60", "\"bytecode\":\"0x61"));
    HyperlaneArtifacts artifacts = HyperlaneArtifacts.open(DevnetCache.at(root));

    assertThatThrownBy(() -> artifacts.contract("Mailbox"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("contracts/Mailbox.json")
        .hasMessageContaining("SHA-256");
    assertThat(artifacts.contract("ProxyAdmin").bytecode().length()).isPositive();
  }

  @Test
  void compilesOurContracts() {
    SolidityContracts contracts = SolidityContracts.open(CACHE, NodeTools.open(CACHE));

    ContractArtifact vault = contracts.contract("Vault");

    assertThat(vault.bytecode().length()).isBetween(1000, 24_576);
    assertThat(vault.abi().toString())
        .contains("\"name\":\"deposit\"", "\"name\":\"AlreadyExecuted\"");
    assertThatThrownBy(() -> contracts.contract("Bank"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}
