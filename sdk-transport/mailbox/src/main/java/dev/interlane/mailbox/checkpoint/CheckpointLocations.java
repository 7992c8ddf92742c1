package dev.interlane.mailbox.checkpoint;

import dev.interlane.mailbox.web.Reach;
import dev.interlane.mailbox.web.StrangersWeb;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Opens the locations that validators announce:
 *
 * <pre>
 * s3://bucket/region[/folder...]    read without credentials
 * gs://bucket[/folder...]           read without credentials
 * file:///absolute/path             where that is allowed
 * </pre>
 *
 * <p>Validators are strangers. What their locations may make us ask is bounded by {@link
 * StrangersWeb}, and a folder of this machine is read only if the options say so. Thread-safe;
 * closing it ends the connections of all it opened.
 */
public final class CheckpointLocations implements AutoCloseable {
  private static final String BUCKET = "[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]";

  /** No segment of dots alone: it would lead out of the folder. */
  private static final String FOLDER = "((?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._~-]{1,128}){0,16})/?";

  private static final Pattern S3 =
      Pattern.compile("s3://(" + BUCKET + ")/([a-z0-9-]{1,32})" + FOLDER);
  private static final Pattern GCS = Pattern.compile("gs://(" + BUCKET + ")" + FOLDER);

  private final Folders folders;
  private final StrangersWeb web;
  private final Optional<URI> endpoint;

  private CheckpointLocations(Folders folders, StrangersWeb web, Optional<URI> endpoint) {
    this.folders = folders;
    this.web = web;
    this.endpoint = endpoint;
  }

  /** Buckets of Amazon and Google; no folders. */
  public static CheckpointLocations buckets() {
    return new CheckpointLocations(
        Folders.REFUSED, StrangersWeb.of(Reach.PUBLIC), Optional.empty());
  }

  /**
   * The same, and folders of this machine: for validators that run beside us. Whoever announces a
   * validator of the recipient's ISM chooses which folder is looked into.
   */
  public static CheckpointLocations bucketsAndFolders() {
    return new CheckpointLocations(
        Folders.ALLOWED, StrangersWeb.of(Reach.PUBLIC), Optional.empty());
  }

  /**
   * Buckets of both kinds at a server of our own instead, as {@code endpoint/bucket/folder}; it may
   * be on this machine. For object stores with Amazon's protocol, and for tests.
   *
   * @throws IllegalArgumentException if it is not an http(s) URL without query and fragment
   */
  public static CheckpointLocations bucketsAt(URI endpoint) {
    boolean fits =
        ("https".equals(endpoint.getScheme()) || "http".equals(endpoint.getScheme()))
            && endpoint.getHost() != null
            && endpoint.getRawQuery() == null
            && endpoint.getRawFragment() == null;
    if (!fits) {
      throw new IllegalArgumentException(
          "An endpoint is http(s)://host:port/path without query and fragment, got " + endpoint);
    }
    return new CheckpointLocations(
        Folders.REFUSED, StrangersWeb.of(Reach.PUBLIC_AND_LOOPBACK), Optional.of(endpoint));
  }

  /**
   * What is at a location. Nothing is asked yet.
   *
   * @throws IllegalArgumentException if the location is of no kind that is read here; the message
   *     says what it is
   */
  public CheckpointReader open(String location) {
    Matcher s3 = S3.matcher(location);
    if (s3.matches()) {
      return new BucketCheckpoints(
          web, s3(s3.group(1), s3.group(2)) + s3.group(3) + "/", BucketCheckpoints.Names.S3);
    }
    Matcher gcs = GCS.matcher(location);
    if (gcs.matches()) {
      return new BucketCheckpoints(
          web,
          at("https://storage.googleapis.com", gcs.group(1)) + gcs.group(2) + "/",
          BucketCheckpoints.Names.GCS);
    }
    if (location.startsWith("file://") && folders == Folders.REFUSED) {
      throw new IllegalArgumentException(
          "it is in a folder, and folders are not read unless the options allow it: "
              + shown(location));
    }
    if (location.startsWith("file:///")) {
      return DirectoryCheckpoints.at(location);
    }
    throw new IllegalArgumentException(
        "its location is none of s3://bucket/region/folder, gs://bucket/folder and file:///path: "
            + shown(location));
  }

  private String s3(String bucket, String region) {
    String host =
        "s3." + region + (region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com");
    // A dot in the bucket's name does not fit into the certificate of bucket.s3...
    return endpoint.isEmpty() && !bucket.contains(".") && !bucket.contains("_")
        ? "https://" + bucket + "." + host
        : at("https://" + host, bucket);
  }

  private String at(String server, String bucket) {
    String base = endpoint.map(URI::toString).orElse(server);
    return (base.endsWith("/") ? base : base + "/") + bucket;
  }

  /** It is a stranger's text: shown up to a length, without control characters. */
  private static String shown(String location) {
    String printable = location.replaceAll("[^\\x20-\\x7e]", "?");
    return printable.length() <= 200 ? printable : printable.substring(0, 200) + "...";
  }

  @Override
  public void close() {
    web.close();
  }

  private enum Folders {
    ALLOWED,
    REFUSED
  }
}
