package dev.interlane.evm.signer;

import dev.interlane.chain.EvmAddress;
import dev.interlane.error.SigningException;
import dev.interlane.evm.crypto.Secp256k1;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.Signature;
import dev.interlane.spi.Signer;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * Signs with a key that a Web3Signer service holds: the key never enters this process. The service
 * hashes what it signs, so it signs payloads such as transactions and refuses digests. Each answer
 * is checked: a signature of another key, or of another payload, is never passed on. Thread-safe;
 * blocks for at most the time given.
 *
 * <pre>{@code
 * Signer signer =
 *     Web3SignerSigner.connect(URI.create("https://signer.internal:9000"), account, Duration.ofSeconds(5));
 * }</pre>
 *
 * @see <a href="https://docs.web3signer.consensys.io/reference/api/rest">Web3Signer's REST API</a>
 */
public final class Web3SignerSigner implements Signer, AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  /** {@code r | s | v}, with v 0, 1, 27 or 28. */
  private static final Pattern SIGNATURE =
      Pattern.compile("0x([0-9a-fA-F]{64})([0-9a-fA-F]{64})(00|01|1[bBcC])");

  private final SignerHttp http;
  private final EvmAddress account;
  private final String identifier;

  private Web3SignerSigner(SignerHttp http, EvmAddress account, String identifier) {
    this.http = http;
    this.account = account;
    this.identifier = identifier;
  }

  /**
   * Finds the account's key in the service.
   *
   * @param url where the service listens, {@code http} or {@code https}
   * @param timeout how long one request may take
   * @throws SigningException if the service does not answer, or has no key of this account
   */
  public static Web3SignerSigner connect(URI url, EvmAddress account, Duration timeout) {
    SignerHttp http = SignerHttp.to(url, timeout);
    try {
      return new Web3SignerSigner(
          http, account, PublicKeys.of(http.publicKeys(), http).of(account));
    } catch (SigningException unusable) {
      http.close();
      throw unusable;
    }
  }

  @Override
  public EvmAddress address() {
    return account;
  }

  /**
   * Always refused: the service signs hashes it makes itself.
   *
   * @throws SigningException always
   */
  @Override
  public Signature sign(Bytes32 digest) {
    throw new SigningException(
        "The " + this + " signs no digests, because Web3Signer hashes what it signs",
        "Use a signer that holds its key for what signs digests, such as validators' checkpoints");
  }

  @Override
  public Signature signPayload(Bytes payload) {
    String body = JSON.writeValueAsString(Map.of("data", payload.toHex()));
    String answer = http.sign(identifier, body).strip();
    Matcher parts = SIGNATURE.matcher(answer);
    if (!parts.matches()) {
      throw http.nonsense(
          "expected 65 bytes in 0x hex, r | s | v", answer.length() + " characters");
    }
    int v = Integer.parseInt(parts.group(3), 16);
    Signature signature =
        new Signature(
            Bytes32.fromHex(parts.group(1)), Bytes32.fromHex(parts.group(2)), v < 27 ? v : v - 27);
    if (!Secp256k1.verify(Keccak256.hash(payload), signature, account)) {
      throw http.nonsense("expected a low-s signature of " + account, "another one");
    }
    return signature;
  }

  /** Ends its connections; the service goes on. */
  @Override
  public void close() {
    http.close();
  }

  /** Names account and host. */
  @Override
  public String toString() {
    return "signer " + account + " at " + http;
  }
}
