package dev.interlane.evm.signer;

import dev.interlane.error.SigningException;
import dev.interlane.primitive.Bytes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** An object of a keystore file, read strictly. */
final class KeystoreFields {
  private static final Pattern HEX = Pattern.compile("(?:0x)?((?:[0-9a-fA-F]{2})*+)");

  private final JsonNode object;
  private final String file;
  private final String path;

  private KeystoreFields(JsonNode object, String file, String path) {
    this.object = object;
    this.file = file;
    this.path = path;
  }

  static KeystoreFields of(JsonNode root, String file) {
    KeystoreFields fields = new KeystoreFields(root, file, "");
    if (!root.isObject()) {
      throw fields.wrong("the file", "a JSON object", "another value");
    }
    return fields;
  }

  /** What exceptions call the file. */
  String name() {
    return file;
  }

  boolean has(String field) {
    return object.has(field);
  }

  KeystoreFields object(String field) {
    JsonNode value = value(field, "an object");
    if (!value.isObject()) {
      throw wrong(field, "an object", "another value");
    }
    return new KeystoreFields(value, file, path + field + ".");
  }

  String text(String field) {
    JsonNode value = value(field, "a text");
    if (!value.isValueNode()) {
      throw wrong(field, "a text", "another value");
    }
    return value.asString();
  }

  void require(String field, String only) {
    if (!text(field).equals(only)) {
      throw wrong(field, only, "another value");
    }
  }

  /** A whole number. */
  int number(String field, int min, int max) {
    JsonNode value = value(field, "a number");
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < min
        || value.intValue() > max) {
      throw wrong(field, "a number from " + min + " to " + max, "another value");
    }
    return value.intValue();
  }

  Bytes hex(String field, int lengthBytes) {
    Bytes bytes = hex(field);
    if (bytes.length() != lengthBytes) {
      throw wrong(field, lengthBytes + " bytes in hex", bytes.length() + " bytes");
    }
    return bytes;
  }

  Bytes hex(String field) {
    Matcher digits = HEX.matcher(text(field));
    if (!digits.matches()) {
      throw wrong(field, "bytes in hex", "another text");
    }
    return Bytes.fromHex(digits.group(1));
  }

  private JsonNode value(String field, String expected) {
    JsonNode value = object.get(field);
    if (value == null || value.isNull()) {
      throw wrong(field, expected, "nothing");
    }
    return value;
  }

  SigningException wrong(String field, String expected, String found) {
    return new SigningException(
        "The keystore " + file + ": " + path + field + " must be " + expected + ", found " + found,
        "Check that the file is a keystore of Web3 Secret Storage version 3");
  }
}
