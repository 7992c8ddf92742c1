package dev.interlane.evm.signer;

import dev.interlane.chain.EvmAddress;
import dev.interlane.error.SigningException;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The keys a signing service says it has, by their accounts. */
final class PublicKeys {
  private static final JsonMapper JSON = new JsonMapper();

  /** 64 bytes {@code x | y}, some versions with the 04 of an uncompressed point before. */
  private static final Pattern KEY = Pattern.compile("0x(?:04)?([0-9a-fA-F]{128})");

  private final Map<EvmAddress, String> identifiers;
  private final SignerHttp http;

  private PublicKeys(Map<EvmAddress, String> identifiers, SignerHttp http) {
    this.identifiers = identifiers;
    this.http = http;
  }

  /** Reads the service's list: an array of keys in hex. */
  static PublicKeys of(String answer, SignerHttp http) {
    JsonNode keys;
    try {
      keys = JSON.readTree(answer);
    } catch (JacksonException notJson) {
      throw http.nonsense("expected a JSON array of public keys", "no JSON");
    }
    if (!keys.isArray()) {
      throw http.nonsense("expected a JSON array of public keys", "another value");
    }
    Map<EvmAddress, String> identifiers = new LinkedHashMap<>();
    for (JsonNode key : keys.values()) {
      String text = key.isString() ? key.stringValue() : "";
      Matcher point = KEY.matcher(text);
      if (!point.matches()) {
        throw http.nonsense("expected public keys of 64 bytes in 0x hex", "another value");
      }
      identifiers.put(account(Bytes.fromHex(point.group(1))), text);
    }
    return new PublicKeys(identifiers, http);
  }

  private static EvmAddress account(Bytes publicKey) {
    Bytes hash = Keccak256.hash(publicKey).toBytes();
    return EvmAddress.of(hash.slice(Bytes32.LENGTH_BYTES - EvmAddress.LENGTH_BYTES));
  }

  /** The name of the account's key at the service. */
  String of(EvmAddress account) {
    String identifier = identifiers.get(account);
    if (identifier == null) {
      throw new SigningException(
          "The signing service at "
              + http
              + " has no key of "
              + account
              + "; it has "
              + identifiers.size()
              + " keys",
          "Load the key into the service, or check the account");
    }
    return identifier;
  }
}
