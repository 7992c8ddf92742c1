package dev.interlane.samples.deposits;

import dev.interlane.chain.EvmAddress;
import java.math.BigInteger;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a customer asks for: {@code {"user": "0x..", "amount": "25"}}. The amount is decimal text,
 * because JSON's numbers lose digits in many a reader.
 *
 * @param user whom the vault credits
 * @param amount how much, more than zero
 */
record Deposit(EvmAddress user, BigInteger amount) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<String> FIELDS = Set.of("amount", "user");
  private static final int MAX_BITS = 256;

  /**
   * Reads a request's body.
   *
   * @throws IllegalArgumentException if it is anything else, in words for whoever sent it
   */
  static Deposit parse(byte[] body) {
    JsonNode json;
    try {
      json = JSON.readTree(body);
    } catch (JacksonException malformed) {
      throw new IllegalArgumentException(
          "The body is no JSON: " + malformed.getOriginalMessage(), malformed);
    }
    if (!json.isObject() || !Set.copyOf(json.propertyNames()).equals(FIELDS)) {
      throw new IllegalArgumentException(
          "The body has the fields "
              + new TreeSet<>(FIELDS)
              + ", got "
              + (json.isObject() ? new TreeSet<>(json.propertyNames()).toString() : "no object"));
    }
    return new Deposit(EvmAddress.parse(text(json, "user")), amount(text(json, "amount")));
  }

  private static String text(JsonNode json, String field) {
    JsonNode value = json.get(field);
    if (!value.isString()) {
      throw new IllegalArgumentException("'" + field + "' is text, got " + value.getNodeType());
    }
    return value.asString();
  }

  private static BigInteger amount(String text) {
    if (!text.matches("[0-9]{1,78}")) {
      throw new IllegalArgumentException("'amount' is a decimal number, got '" + text + "'");
    }
    BigInteger amount = new BigInteger(text);
    if (amount.signum() == 0 || amount.bitLength() > MAX_BITS) {
      throw new IllegalArgumentException("'amount' is from 1 to 2^256 - 1, got " + text);
    }
    return amount;
  }
}
