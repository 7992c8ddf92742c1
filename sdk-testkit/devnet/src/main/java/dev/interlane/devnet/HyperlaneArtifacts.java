package dev.interlane.devnet;

import dev.interlane.primitive.Bytes;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Hyperlane's contracts, ready to deploy. The npm package holds them as literals in its generated
 * JavaScript; the few needed files are taken out of the archive once, while it streams by, and kept
 * as small JSON files in the cache. The archive must have the SHA-512 that the registry published
 * for this version, and each file the SHA-256 committed in {@code hyperlane-core.sha256}, when
 * written and when read.
 */
final class HyperlaneArtifacts {
  private static final String PACKAGE = "@hyperlane-xyz/core";
  private static final String VERSION = "12.1.0";
  private static final String ARCHIVE_SHA512 =
      "8kl5+zuir0nKHXfeo2ssySvB2P3eVdTYAJX24O9+lpFFA9BUytYVFPCcJ+8fxX0OAY4HICBOUt/OB180j+EABg==";
  private static final String FACTORIES = "package/dist/typechain/factories/";
  private static final String FACTORY_SUFFIX = "__factory.js";

  private static final Pattern ABI =
      Pattern.compile("^const _abi = (\\[.*?^\\]);$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern BYTECODE =
      Pattern.compile("^const _bytecode = \"(0x[0-9a-f]+)\";$", Pattern.MULTILINE);
  private static final JsonMapper JAVASCRIPT_LITERALS =
      JsonMapper.builder()
          .enable(
              JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES, JsonReadFeature.ALLOW_TRAILING_COMMA)
          .build();

  private final Path directory;
  private final Map<String, String> sha256ByPath;

  private HyperlaneArtifacts(Path directory, Map<String, String> sha256ByPath) {
    this.directory = directory;
    this.sha256ByPath = sha256ByPath;
  }

  static HyperlaneArtifacts open(DevnetCache cache) {
    String sums = NodeTools.resource("hyperlane-core.sha256");
    Map<String, String> pins = pins(sums);
    String name =
        "hyperlane-core-"
            + VERSION
            + "-"
            + NodeTools.sha256(sums.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    return new HyperlaneArtifacts(cache.folder(name, draft -> fetch(draft, pins)), pins);
  }

  /**
   * The contract of this simple name, such as {@code Mailbox}.
   *
   * @throws IllegalArgumentException if it is not among the extracted ones
   * @throws IllegalStateException if the cached file is not the one that was extracted
   */
  ContractArtifact contract(String name) {
    String path =
        sha256ByPath.keySet().stream()
            .filter(candidate -> candidate.endsWith("/" + name + ".json"))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "No contract " + name + " in hyperlane-core.sha256"));
    try {
      byte[] content = Files.readAllBytes(directory.resolve(path));
      requireSum(path, content, sha256ByPath.get(path));
      JsonNode json = JAVASCRIPT_LITERALS.readTree(content);
      return new ContractArtifact(
          name, json.get("abi"), Bytes.fromHex(json.get("bytecode").asString()));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Could not read " + path + " of " + PACKAGE + " from the cache: " + e.getMessage(), e);
    }
  }

  /** Where the extracted files are. */
  Path directory() {
    return directory;
  }

  /** The paths of all extracted contracts, such as {@code contracts/Mailbox.json}. */
  List<String> paths() {
    return List.copyOf(sha256ByPath.keySet());
  }

  private static void fetch(Path draft, Map<String, String> pins) throws IOException {
    Path download = Files.createDirectory(draft.resolve("download"));
    try {
      DevnetProgress.show(
          "fetching " + PACKAGE + " " + VERSION + " for its contracts (110 MB, once)");
      NodeProcess.npm(
          download,
          "Fetching " + PACKAGE,
          List.of("pack", PACKAGE + "@" + VERSION, "--ignore-scripts", "--silent"));
      DevnetProgress.show("extracting " + pins.size() + " contracts");
      extract(onlyFile(download), draft, pins);
    } finally {
      DevnetCache.deleteTree(download);
    }
  }

  private static void extract(Path archive, Path draft, Map<String, String> pins)
      throws IOException {
    MessageDigest sha512 = sha512();
    TreeSet<String> missing = new TreeSet<>(pins.keySet());
    try (InputStream file = new DigestInputStream(Files.newInputStream(archive), sha512)) {
      PackageArchive entries =
          new PackageArchive(new BufferedInputStream(new GZIPInputStream(file, 1 << 16), 1 << 16));
      for (@Nullable String entry = entries.next(); entry != null; entry = entries.next()) {
        String path = artifactPath(entry);
        if (missing.remove(path)) {
          byte[] artifact = artifact(path, new String(entries.content(), StandardCharsets.UTF_8));
          requireSum(path, artifact, pins.get(path));
          Path target = draft.resolve(path);
          Files.createDirectories(target.getParent());
          Files.write(target, artifact);
        }
      }
      file.transferTo(OutputStream.nullOutputStream());
    }
    String actual = Base64.getEncoder().encodeToString(sha512.digest());
    if (!actual.equals(ARCHIVE_SHA512)) {
      throw new IOException(
          "The archive of "
              + PACKAGE
              + " "
              + VERSION
              + " has SHA-512 "
              + actual
              + ", expected "
              + ARCHIVE_SHA512);
    }
    if (!missing.isEmpty()) {
      throw new IOException(PACKAGE + " " + VERSION + " lacks " + missing);
    }
  }

  private static String artifactPath(String entry) {
    return entry.startsWith(FACTORIES) && entry.endsWith(FACTORY_SUFFIX)
        ? entry.substring(FACTORIES.length(), entry.length() - FACTORY_SUFFIX.length()) + ".json"
        : "";
  }

  /** The compact JSON of one contract: name, abi, bytecode. */
  private static byte[] artifact(String path, String factory) throws IOException {
    ObjectNode json = JAVASCRIPT_LITERALS.createObjectNode();
    json.put("name", path.substring(path.lastIndexOf('/') + 1, path.length() - ".json".length()));
    json.set("abi", JAVASCRIPT_LITERALS.readTree(literal(path, "_abi", ABI, factory)));
    json.put("bytecode", literal(path, "_bytecode", BYTECODE, factory));
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String literal(String path, String name, Pattern pattern, String factory)
      throws IOException {
    Matcher matcher = pattern.matcher(factory);
    if (!matcher.find()) {
      throw new IOException(
          "The generated file of " + path + " in " + PACKAGE + " has no literal " + name);
    }
    return matcher.group(1);
  }

  private static void requireSum(String path, byte[] content, @Nullable String expected) {
    String actual = NodeTools.sha256(content);
    if (!actual.equals(expected)) {
      throw new IllegalStateException(
          path
              + " of "
              + PACKAGE
              + " "
              + VERSION
              + " has SHA-256 "
              + actual
              + ", expected "
              + expected
              + ". Delete the devnet's cache to fetch it again");
    }
  }

  /** Lines of {@code sha256sum}: the sum, two spaces, the path. */
  private static Map<String, String> pins(String sums) {
    Map<String, String> pins = new LinkedHashMap<>();
    sums.lines().forEach(line -> pins.put(line.substring(66), line.substring(0, 64)));
    return pins;
  }

  private static Path onlyFile(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> all = files.toList();
      if (all.size() != 1) {
        throw new IOException("npm pack left " + all + ", expected one archive");
      }
      return all.get(0);
    }
  }

  private static MessageDigest sha512() {
    try {
      return MessageDigest.getInstance("SHA-512");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-512", e);
    }
  }
}
