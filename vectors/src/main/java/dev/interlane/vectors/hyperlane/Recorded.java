package dev.interlane.vectors.hyperlane;

import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Strictness;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.Signature;
import dev.interlane.vectors.Expect;
import java.math.BigInteger;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads what the capture wrote. */
final class Recorded {
  private Recorded() {}

  static Bytes bytes(JsonNode node, String field) {
    return Bytes.fromHex(node.required(field).stringValue());
  }

  static Bytes32 word(JsonNode node, String field) {
    return Bytes32.fromHex(node.required(field).stringValue());
  }

  static List<Bytes32> words(JsonNode list) {
    return list.valueStream().map(each -> Bytes32.fromHex(each.stringValue())).toList();
  }

  static EvmAddress address(JsonNode node, String field) {
    return address(node.required(field).stringValue());
  }

  static EvmAddress address(String text) {
    return EvmAddress.parse(text, Strictness.LENIENT);
  }

  static long number(JsonNode node, String field) {
    return node.required(field).longValue();
  }

  /** A number of wei, in decimal digits; zero where there is none. */
  static BigInteger wei(JsonNode node, String field) {
    return node.hasNonNull(field) ? new BigInteger(node.get(field).asString()) : BigInteger.ZERO;
  }

  /** Whether a field is bytes in full; long ones are recorded by length and hash. */
  static boolean isFull(JsonNode node, String field) {
    return node.hasNonNull(field) && node.get(field).isString();
  }

  /** Bytes in full, or the bytes a recorded formula gives: byte[i] = i * a + b. */
  static Bytes body(JsonNode body) {
    if (body.has("hex")) {
      return bytes(body, "hex");
    }
    int a = body.required("generator").required("a").intValue();
    int b = body.required("generator").required("b").intValue();
    return Bytes.generate(
        body.required("len").intValue(),
        target -> {
          for (int i = 0; i < target.length; i++) {
            target[i] = (byte) (i * a + b);
          }
        });
  }

  /** The fields r, s and v. */
  static Signature signature(JsonNode node) {
    return new Signature(word(node, "r"), word(node, "s"), node.required("v").intValue() - 27);
  }

  static void requireLogs(JsonNode recorded, List<ChainLog> logs) {
    Expect.equal("number of logs", recorded.size(), logs.size());
    for (int i = 0; i < logs.size(); i++) {
      requireLog("log " + i, recorded.get(i), logs.get(i));
    }
  }

  private static void requireLog(String what, JsonNode recorded, ChainLog log) {
    Expect.equal(what + " emitter", address(recorded, "address"), log.emitter());
    Expect.equal(what + " topics", words(recorded.required("topics")), log.topics());
    JsonNode data = recorded.required("data");
    if (data.isString()) {
      Expect.equal(what + " data", bytes(recorded, "data"), log.data());
    } else {
      Expect.equal(what + " length", data.required("len").intValue(), log.data().length());
      Expect.equal(what + " hash", word(data, "keccak256"), Keccak256.hash(log.data()));
    }
  }
}
