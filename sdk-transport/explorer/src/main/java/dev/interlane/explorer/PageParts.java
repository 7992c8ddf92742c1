package dev.interlane.explorer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * The page's parts and how they are put together. Everything that comes from outside is compressed
 * and in Base64, so that no content of a message can be taken for markup or code; the only script
 * and style a browser may run are the two whose hashes the page names.
 */
final class PageParts {
  /** In this order: later ones use earlier ones. */
  private static final List<String> SCRIPTS =
      List.of(
          "standing.js",
          "dom.js",
          "data.js",
          "scale.js",
          "picture.js",
          "overview.js",
          "list.js",
          "hex.js",
          "detail.js",
          "filters.js",
          "keyboard.js",
          "live.js",
          "main.js");

  private static final String SCRIPT = script();
  private static final String STYLE = read("explorer.css");
  private static final String TEMPLATE = read("explorer.html");

  private PageParts() {}

  /** Whether a page stands for itself or asks a server. */
  enum Connection {
    NONE("'none'"),
    OWN_SERVER("'self'");

    private final String allowed;

    Connection(String allowed) {
      this.allowed = allowed;
    }
  }

  /** The content security policy of a page. */
  static String policy(Connection connection) {
    return "default-src 'none'; script-src '"
        + hash(SCRIPT)
        + "'; style-src '"
        + hash(STYLE)
        + "'; img-src data:; connect-src "
        + connection.allowed
        + "; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
  }

  /**
   * A page.
   *
   * @param segments named data for the script
   */
  static byte[] page(Connection connection, List<Segment> segments) {
    StringBuilder data = new StringBuilder();
    for (Segment segment : segments) {
      data.append("<script type=\"application/x-interlane\" data-segment=\"")
          .append(segment.name)
          .append("\">")
          .append(segment.text)
          .append("</script>\n");
    }
    return TEMPLATE
        .replace("@policy@", policy(connection))
        .replace("@data@", data)
        .replace("@style@", STYLE)
        .replace("@script@", SCRIPT)
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Data within a page.
   *
   * @param name of our own choice, plain letters and digits
   * @param text JSON, compressed, in Base64
   */
  record Segment(String name, String text) {
    static Segment of(String name, Object value) {
      return new Segment(name, Base64.getEncoder().encodeToString(compress(Json.bytes(value))));
    }
  }

  private static byte[] compress(byte[] plain) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(plain);
    } catch (IOException impossible) {
      throw new UncheckedIOException("Memory cannot fail", impossible);
    }
    return compressed.toByteArray();
  }

  private static String script() {
    StringBuilder script = new StringBuilder("'use strict';\n(() => {\n");
    SCRIPTS.forEach(name -> script.append(read(name)).append('\n'));
    return script.append("})();\n").toString();
  }

  private static String read(String name) {
    try (InputStream in = PageParts.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(
            "interlane-explorer's jar is incomplete: it has no " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Cannot read " + name, unreadable);
    }
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every JDK has SHA-256", impossible);
    }
  }
}
