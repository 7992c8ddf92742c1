package dev.interlane.publisher;

import dev.interlane.primitive.ImmutableStyle;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.immutables.value.Value;

/** Where receipts are posted to. Immutable. */
@Value.Immutable
@ImmutableStyle
public abstract class WebhookOptions {
  WebhookOptions() {}

  /** Starts options. */
  public static Builder builder() {
    return new Builder();
  }

  /** The receiver's address, with {@code https}; {@code http} shows receipts to whoever listens. */
  public abstract URI url();

  /** Secrets to sign with, each adding a signature: at least one, two while one is replaced. */
  public abstract List<WebhookSecret> secrets();

  /** How long one attempt may take; 10 seconds by default. */
  @Value.Default
  public Duration timeout() {
    return Duration.ofSeconds(10);
  }

  /** The time that is signed; the machine's by default. */
  @Value.Default
  public InstantSource clock() {
    return InstantSource.system();
  }

  @Value.Check
  void check() {
    String scheme = url().getScheme();
    if (scheme == null || !scheme.matches("(?i)https?") || url().getHost() == null) {
      throw new IllegalArgumentException(
          "A webhook's url needs http or https and a host, got '" + url() + "'");
    }
    if (url().getUserInfo() != null) {
      throw new IllegalArgumentException("A webhook's url must not hold a user and password");
    }
    if (secrets().isEmpty()) {
      throw new IllegalArgumentException("A webhook needs a secret to sign with: addSecrets(...)");
    }
    if (timeout().isNegative() || timeout().isZero()) {
      throw new IllegalArgumentException("timeout must be more than zero, got " + timeout());
    }
  }

  /** Collects the options. Not thread-safe. */
  public static final class Builder extends ImmutableWebhookOptions.Builder {
    Builder() {}
  }
}
