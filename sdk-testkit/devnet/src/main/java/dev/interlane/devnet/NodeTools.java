package dev.interlane.devnet;

import dev.interlane.primitive.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;

/**
 * anvil and solc, installed from npm into the cache by the committed lock file. No install script
 * of a package is run. The lock file carries anvil for Linux on x86-64; other platforms get the
 * same version by name.
 */
final class NodeTools {
  private static final String ANVIL_VERSION = "1.7.1";
  private static final List<String> FILES =
      List.of("package.json", "package-lock.json", "anvil-keeper.mjs", "compile.mjs");

  private final Path directory;

  private NodeTools(Path directory) {
    this.directory = directory;
  }

  static NodeTools open(DevnetCache cache) {
    StringBuilder content = new StringBuilder(anvilPackage());
    FILES.forEach(file -> content.append(file).append(resource("node/" + file)));
    String name =
        "tools-" + sha256(content.toString().getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    return new NodeTools(cache.folder(name, NodeTools::install));
  }

  /** Folder whose {@code node_modules} holds solc. */
  Path directory() {
    return directory;
  }

  Path anvil() {
    String executable = anvilPackage().contains("win32") ? "anvil.exe" : "anvil";
    return directory
        .resolve("node_modules/@foundry-rs")
        .resolve(anvilPackage())
        .resolve("bin")
        .resolve(executable);
  }

  Path script(String name) {
    return directory.resolve(name);
  }

  /** A text file of this package on the class path. */
  static String resource(String name) {
    try (InputStream in = NodeTools.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The devnet's jar lacks its own file " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SHA-256 in 64 lower-case hex digits. */
  static String sha256(byte[] content) {
    try {
      return Bytes.of(MessageDigest.getInstance("SHA-256").digest(content)).toHex().substring(2);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static void install(Path draft) throws IOException {
    for (String file : FILES) {
      Files.writeString(draft.resolve(file), resource("node/" + file));
    }
    DevnetProgress.show("installing anvil " + ANVIL_VERSION + " and solc (once)");
    NodeProcess.npm(
        draft,
        "Installing anvil and solc",
        List.of("ci", "--ignore-scripts", "--no-audit", "--no-fund"));
    NodeTools installed = new NodeTools(draft);
    if (!Files.exists(installed.anvil())) {
      NodeProcess.npm(
          draft,
          "Installing anvil for this platform",
          List.of(
              "install",
              "--no-save",
              "--ignore-scripts",
              "--no-audit",
              "--no-fund",
              "@foundry-rs/" + anvilPackage() + "@" + ANVIL_VERSION));
    }
    if (!Files.isExecutable(installed.anvil())) {
      throw new IOException(
          "npm installed no executable anvil for this platform, expected " + installed.anvil());
    }
  }

  private static String anvilPackage() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String cpu = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String platform =
        os.startsWith("mac") ? "darwin" : os.startsWith("windows") ? "win32" : "linux";
    return "anvil-"
        + platform
        + (cpu.contains("aarch64") || cpu.contains("arm64") ? "-arm64" : "-amd64");
  }
}
