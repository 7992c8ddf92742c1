package dev.interlane.publisher;

import dev.interlane.primitive.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret that a webhook's sender and its receiver share. Its text never shows it. Signatures are
 * those of Standard Webhooks (standardwebhooks.com, scheme {@code v1}): HMAC-SHA256 over {@code
 * <id>.<timestamp>.<body>}, so that neither body nor time can be changed.
 */
public final class WebhookSecret {
  /** How the text of a secret begins. */
  public static final String PREFIX = "whsec_";

  /** How long a secret is at least. */
  public static final int MIN_BYTES = 24;

  /** How long a secret is at most. */
  public static final int MAX_BYTES = 64;

  private static final String SCHEME = "v1,";
  private static final String HMAC = "HmacSHA256";

  private final Bytes secret;

  private WebhookSecret(Bytes secret) {
    this.secret = secret;
  }

  /** A secret of {@value #MIN_BYTES} to {@value #MAX_BYTES} random bytes. */
  public static WebhookSecret of(Bytes secret) {
    if (secret.length() < MIN_BYTES || secret.length() > MAX_BYTES) {
      throw new IllegalArgumentException(
          "A webhook's secret has %d to %d bytes, this one has %d"
              .formatted(MIN_BYTES, MAX_BYTES, secret.length()));
    }
    return new WebhookSecret(secret);
  }

  /** A secret from its text: {@value #PREFIX} and Base64. */
  public static WebhookSecret parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException(
          "A webhook's secret begins with " + PREFIX + ", then Base64 follows");
    }
    try {
      return of(Bytes.of(Base64.getDecoder().decode(text.substring(PREFIX.length()))));
    } catch (IllegalArgumentException bad) {
      // The decoder's words may quote the secret.
      throw new IllegalArgumentException(
          "A webhook's secret is %s and the Base64 of %d to %d bytes; this text is not"
              .formatted(PREFIX, MIN_BYTES, MAX_BYTES));
    }
  }

  /**
   * The signature of a message.
   *
   * @param id of the message, header {@code webhook-id}
   * @param timestamp seconds since 1970, header {@code webhook-timestamp}
   */
  public String sign(String id, long timestamp, Bytes body) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret.toArray(), HMAC));
      mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return SCHEME + Base64.getEncoder().encodeToString(mac.doFinal(body.toArray()));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every JDK has " + HMAC, impossible);
    }
  }

  /**
   * Whether one of the signatures is of this message and by this secret, found out in a time that
   * tells nothing of it. For receivers, who also refuse timestamps that are minutes off and ids
   * they have had.
   *
   * @param signatures header {@code webhook-signature}: one or more, with spaces between
   */
  public boolean verifies(String signatures, String id, long timestamp, Bytes body) {
    byte[] ours = sign(id, timestamp, body).getBytes(StandardCharsets.UTF_8);
    boolean found = false;
    for (String one : signatures.split(" ", -1)) {
      found |= MessageDigest.isEqual(ours, one.getBytes(StandardCharsets.UTF_8));
    }
    return found;
  }

  @Override
  public String toString() {
    return "WebhookSecret[hidden]";
  }
}
