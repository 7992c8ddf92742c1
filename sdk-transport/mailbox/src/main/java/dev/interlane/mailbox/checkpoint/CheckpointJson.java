package dev.interlane.mailbox.checkpoint;

import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.mailbox.Unsigned32;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.Signature;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The files of Hyperlane's validators. */
final class CheckpointJson {
  /** A real one has about 700 bytes. */
  static final int MAX_BYTES = 16 * 1024;

  private static final int SIGNATURE_BYTES = 65;
  private static final int V_OFFSET = 64;

  private static final JsonMapper JSON = JsonMapper.shared();

  private CheckpointJson() {}

  static Bytes write(SignedCheckpoint signed) {
    Checkpoint checkpoint = signed.checkpoint();
    Signature signature = signed.signature();
    ObjectNode root = JSON.createObjectNode();
    ObjectNode value = root.putObject("value");
    value
        .putObject("checkpoint")
        .put("merkle_tree_hook_address", checkpoint.hook().toHex())
        .put("mailbox_domain", checkpoint.origin())
        .put("root", checkpoint.root().toHex())
        .put("index", checkpoint.index());
    value.put("message_id", checkpoint.messageId().toHex());
    return signed(root, signature);
  }

  static Bytes write(SignedAnnouncement signed) {
    Announcement announcement = signed.announcement();
    ObjectNode root = JSON.createObjectNode();
    root.putObject("value")
        .put("validator", signed.validator().toBytes().toHex())
        .put("mailbox_address", announcement.mailbox().account().toHex())
        .put("mailbox_domain", announcement.mailbox().domain())
        .put("storage_location", announcement.location());
    return signed(root, signed.signature());
  }

  private static Bytes signed(ObjectNode root, Signature signature) {
    root.putObject("signature")
        .put("r", "0x" + signature.r().toUnsigned().toString(16))
        .put("s", "0x" + signature.s().toUnsigned().toString(16))
        .put("v", 27 + signature.yParity());
    root.put("serialized_signature", signature.toRsv().toHex());
    return Bytes.of(JSON.writeValueAsBytes(root));
  }

  static Bytes write(ReorgFlag flag) {
    ObjectNode root =
        JSON.createObjectNode()
            .put("local_merkle_root", flag.signedRoot().toHex())
            .put("canonical_merkle_root", flag.chainRoot().toHex())
            .put("checkpoint_index", flag.index())
            .put("unix_timestamp", flag.found().getEpochSecond());
    // As agents configure it: a number of blocks, or a tag.
    switch (flag.finality()) {
      case SEEN -> root.put("reorg_period", 0);
      case SAFE -> root.put("reorg_period", "safe");
      case FINAL -> root.put("reorg_period", "finalized");
    }
    return Bytes.of(JSON.writeValueAsBytes(root));
  }

  static SignedCheckpoint read(Bytes json) {
    if (json.length() > MAX_BYTES) {
      throw refused(
          DecodeReason.LIMIT, "", "a signed checkpoint has at most 16 KiB, got " + json.length());
    }
    JsonNode root = parse(json);
    JsonNode value = child(root, "", "value");
    JsonNode checkpoint = child(value, "value", "checkpoint");
    return new SignedCheckpoint(
        new Checkpoint(
            unsigned32(checkpoint, "value.checkpoint", "mailbox_domain"),
            word(checkpoint, "value.checkpoint", "merkle_tree_hook_address"),
            word(checkpoint, "value.checkpoint", "root"),
            unsigned32(checkpoint, "value.checkpoint", "index"),
            word(value, "value", "message_id")),
        root.hasNonNull("serialized_signature") ? serialized(root) : inParts(root));
  }

  private static JsonNode parse(Bytes json) {
    try {
      return JSON.readTree(json.toArray());
    } catch (JacksonException malformed) {
      throw refused(
          DecodeReason.WRONG_KIND, "", "expected JSON: " + malformed.getOriginalMessage());
    }
  }

  private static Signature serialized(JsonNode root) {
    Bytes bytes = hex(root, "", "serialized_signature");
    if (bytes.length() != SIGNATURE_BYTES) {
      throw refused(
          bytes.length() < SIGNATURE_BYTES ? DecodeReason.TRUNCATED : DecodeReason.TRAILING,
          "serialized_signature",
          "expected 65 bytes, got " + bytes.length());
    }
    return new Signature(
        Bytes32.of(bytes.slice(0, Bytes32.LENGTH_BYTES)),
        Bytes32.of(bytes.slice(Bytes32.LENGTH_BYTES, Bytes32.LENGTH_BYTES)),
        parity(bytes.get(V_OFFSET) & 0xff, "serialized_signature"));
  }

  private static Signature inParts(JsonNode root) {
    JsonNode signature = child(root, "", "signature");
    JsonNode v = child(signature, "signature", "v");
    if (!v.isIntegralNumber() || !v.canConvertToInt()) {
      throw refused(DecodeReason.WRONG_KIND, "signature.v", "expected 27 or 28");
    }
    return new Signature(
        stripped(signature, "r"), stripped(signature, "s"), parity(v.intValue(), "signature.v"));
  }

  private static int parity(int v, String path) {
    if (v != 27 && v != 28) {
      throw refused(DecodeReason.INT_RANGE, path, "v must be 27 or 28, got " + v);
    }
    return v - 27;
  }

  /** An integer in hex, without its leading zeros: possibly an odd number of digits. */
  private static Bytes32 stripped(JsonNode signature, String field) {
    String text = text(signature, "signature", field);
    String digits = text.startsWith("0x") ? text.substring(2) : text;
    if (digits.isEmpty() || digits.length() > 2 * Bytes32.LENGTH_BYTES) {
      throw refused(
          DecodeReason.INT_RANGE,
          "signature." + field,
          "expected 1 to 64 hex digits, got " + digits.length());
    }
    Bytes bytes = hex(digits.length() % 2 == 0 ? digits : "0" + digits, "signature." + field);
    return Bytes32.leftPad(bytes);
  }

  private static long unsigned32(JsonNode node, String path, String field) {
    JsonNode number = child(node, path, field);
    if (!number.isIntegralNumber()) {
      throw refused(DecodeReason.WRONG_KIND, path + "." + field, "expected a whole number");
    }
    if (!number.canConvertToLong()
        || number.longValue() < 0
        || number.longValue() > Unsigned32.MAX) {
      throw refused(
          DecodeReason.INT_RANGE, path + "." + field, "expected an unsigned 32-bit number");
    }
    return number.longValue();
  }

  private static Bytes32 word(JsonNode node, String path, String field) {
    Bytes bytes = hex(node, path, field);
    if (bytes.length() != Bytes32.LENGTH_BYTES) {
      throw refused(
          bytes.length() < Bytes32.LENGTH_BYTES ? DecodeReason.TRUNCATED : DecodeReason.TRAILING,
          path + "." + field,
          "expected 32 bytes, got " + bytes.length());
    }
    return Bytes32.of(bytes);
  }

  private static Bytes hex(JsonNode node, String path, String field) {
    return hex(text(node, path, field), path.isEmpty() ? field : path + "." + field);
  }

  private static Bytes hex(String text, String path) {
    try {
      return Bytes.fromHex(text);
    } catch (IllegalArgumentException notHex) {
      throw refused(DecodeReason.WRONG_KIND, path, "expected hex digits");
    }
  }

  private static String text(JsonNode node, String path, String field) {
    JsonNode text = child(node, path, field);
    if (!text.isString()) {
      throw refused(DecodeReason.WRONG_KIND, path + "." + field, "expected a text");
    }
    return text.stringValue();
  }

  private static JsonNode child(JsonNode node, String path, String field) {
    JsonNode child = node.get(field);
    if (child == null || child.isNull()) {
      throw refused(
          DecodeReason.TRUNCATED, path.isEmpty() ? field : path + "." + field, "it is missing");
    }
    return child;
  }

  private static CodecException refused(DecodeReason reason, String path, String detail) {
    return CodecException.at(reason, 0, path, "not a signed checkpoint: " + detail);
  }
}
