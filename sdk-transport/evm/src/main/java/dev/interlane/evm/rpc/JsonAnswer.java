package dev.interlane.evm.rpc;

import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Strictness;
import dev.interlane.error.ChainUnavailableException;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Part of a node's answer, read strictly: what is missing or of another form ends in a {@link
 * ChainUnavailableException} that names node, method and field.
 */
final class JsonAnswer {
  private static final int COUNT_BITS = 53;
  private static final Pattern QUANTITY = Pattern.compile("0x[0-9a-fA-F]{1,64}");
  private static final Pattern DATA = Pattern.compile("0x(?:[0-9a-fA-F]{2})*+");
  private static final int SHOWN_CHARS = 80;

  private final JsonNode json;
  private final Origin origin;
  private final String path;

  private JsonAnswer(JsonNode json, Origin origin, String path) {
    this.json = json;
    this.origin = origin;
    this.path = path;
  }

  static JsonAnswer of(JsonNode result, Origin origin) {
    return new JsonAnswer(result, origin, "result");
  }

  boolean isNull() {
    return json.isNull();
  }

  /** A field that must be there. */
  JsonAnswer field(String name) {
    return optionalField(name).orElseThrow(() -> nonsense("has no field " + name));
  }

  /** A field that may be absent or null. */
  Optional<JsonAnswer> optionalField(String name) {
    if (!json.isObject()) {
      throw nonsense("expected an object, found " + shown());
    }
    JsonNode value = json.get(name);
    return value == null || value.isNull()
        ? Optional.empty()
        : Optional.of(new JsonAnswer(value, origin, path + "." + name));
  }

  /** The elements of an array. */
  List<JsonAnswer> elements() {
    if (!json.isArray()) {
      throw nonsense("expected an array, found " + shown());
    }
    List<JsonAnswer> elements = new ArrayList<>(json.size());
    for (JsonNode element : json.values()) {
      elements.add(new JsonAnswer(element, origin, path + "[" + elements.size() + "]"));
    }
    return elements;
  }

  boolean isString() {
    return json.isString();
  }

  /** Words of the node, made short and printable. */
  String text() {
    if (!json.isString()) {
      throw nonsense("expected text, found " + shown());
    }
    return abbreviate(json.asString());
  }

  /** A number of up to 256 bits in {@code 0x} hex. */
  BigInteger quantity() {
    String text = matching(QUANTITY, "a number in 0x hex");
    return new BigInteger(text.substring(2), 16);
  }

  /** A number below 2^63. */
  long longQuantity() {
    BigInteger number = quantity();
    if (number.bitLength() > 63) {
      throw nonsense("expected a number below 2^63, found " + shown());
    }
    return number.longValue();
  }

  /**
   * A number that counts up by one, such as a block's height or an account nonce: below 2^53, where
   * no chain gets, so that who counts on from it never overflows.
   */
  long countQuantity() {
    long number = longQuantity();
    if (number >> COUNT_BITS != 0) {
      throw nonsense("expected a number below 2^53, found " + shown());
    }
    return number;
  }

  /** A number below 2^31. */
  int intQuantity() {
    long number = longQuantity();
    if (number > Integer.MAX_VALUE) {
      throw nonsense("expected a number below 2^31, found " + shown());
    }
    return (int) number;
  }

  /** Bytes in {@code 0x} hex. */
  Bytes data() {
    return Bytes.fromHex(matching(DATA, "bytes in 0x hex"));
  }

  /** Exactly 32 bytes. */
  Bytes32 hash() {
    Bytes bytes = data();
    if (bytes.length() != Bytes32.LENGTH_BYTES) {
      throw nonsense("expected 32 bytes, found " + bytes.length());
    }
    return Bytes32.of(bytes);
  }

  /** An account's address, in whatever letter case. */
  EvmAddress address() {
    Bytes bytes = data();
    if (bytes.length() != EvmAddress.LENGTH_BYTES) {
      throw nonsense("expected 20 bytes, found " + bytes.length());
    }
    return EvmAddress.parse(bytes.toHex(), Strictness.LENIENT);
  }

  /** Whether a field is the truth value true; absent is false. */
  boolean isTrue(String name) {
    Optional<JsonAnswer> value = optionalField(name);
    if (value.isPresent() && !value.get().json.isBoolean()) {
      throw value.get().nonsense("expected true or false, found " + value.get().shown());
    }
    return value.isPresent() && value.get().json.booleanValue();
  }

  private String matching(Pattern form, String expected) {
    String text = json.isString() ? json.stringValue() : "";
    if (!form.matcher(text).matches()) {
      throw nonsense("expected " + expected + ", found " + shown());
    }
    return text;
  }

  /** This answer as an exception that says what is wrong with it. */
  ChainUnavailableException nonsense(String what) {
    return origin.nonsense(path + ": " + what, null);
  }

  private String shown() {
    if (json.isObject() || json.isArray()) {
      return json.isObject() ? "an object" : "an array";
    }
    return abbreviate(json.toString());
  }

  /** Foreign text, short and printable. */
  static String abbreviate(String text) {
    String start = text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS) + "...";
    return start.replaceAll("\\p{Cntrl}", " ");
  }

  /** Which node answered what. */
  record Origin(String node, String method) {
    /** An answer that makes no sense. */
    ChainUnavailableException nonsense(String what, @Nullable Throwable cause) {
      return new ChainUnavailableException(
          node + " answered nonsense to " + method + ": " + what,
          "Check that the URL is a JSON-RPC endpoint of an archive or full node in sync, or use"
              + " another node",
          cause);
    }

    /** No answer. */
    ChainUnavailableException silence(String what, Throwable cause) {
      return new ChainUnavailableException(
          node + " did not answer " + method + ": " + what,
          "Check that the node runs and is reachable, or add another node",
          cause);
    }

    /** An error that leaves the question open. */
    ChainUnavailableException refused(NodeAnswer.Failure failure) {
      return new ChainUnavailableException(
          node + " refused " + method + " with " + failure,
          "Check what the node's plan and settings allow, or use another node");
    }
  }
}
