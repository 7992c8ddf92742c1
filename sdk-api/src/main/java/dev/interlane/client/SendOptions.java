package dev.interlane.client;

import dev.interlane.chain.AccountId;
import dev.interlane.primitive.ImmutableStyle;
import dev.interlane.receipt.Fee;
import java.math.BigInteger;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * How one message is sent. Immutable.
 *
 * <pre>{@code
 * client.send(envelope, SendOptions.idempotencyKey("order-7781").maxFee(fee));
 * }</pre>
 */
@Value.Immutable
@ImmutableStyle
public abstract class SendOptions {
  /** The longest idempotency key, in characters. */
  public static final int MAX_KEY_CHARS = 200;

  private static final SendOptions NONE = builder().build();

  SendOptions() {}

  /** No key, no caps, the client's default transport. */
  public static SendOptions none() {
    return NONE;
  }

  /**
   * The same key with an equal envelope gives the same message; with another envelope it is an
   * error.
   *
   * @throws IllegalArgumentException if the key is blank or longer than {@link #MAX_KEY_CHARS}
   */
  public static SendOptions idempotencyKey(String key) {
    return builder().idempotencyKey(key).build();
  }

  /** Starts options. */
  public static Builder builder() {
    return new Builder();
  }

  /** Makes a repeat of the same send harmless. */
  public abstract Optional<String> idempotencyKey();

  /**
   * The token of the origin in which the protocol's fee is paid; the origin's own coin when empty.
   * The sender has to let the protocol take it: a quote says whom, and how much.
   */
  public abstract Optional<AccountId> feeToken();

  /**
   * The most one may pay on the origin for the protocol's fee, in the smallest unit of the {@link
   * #feeToken} or else of the origin's coin; above it the message is refused. When its dispatch
   * asks for more by then, such as after a change of hooks, the message is parked and nothing is
   * paid.
   */
  public abstract Optional<BigInteger> maxOriginFee();

  /** The transport to use, by name; the client's first when empty. */
  public abstract Optional<String> transport();

  /**
   * A transaction of the application's own database that the message shall commit with; its type is
   * the journal's.
   */
  public abstract Optional<Object> joined();

  /**
   * The same options with the protocol's fee paid in a token, such as one whose price the sender
   * would rather owe than the coin's.
   *
   * @param token the token's contract on the origin
   * @throws IllegalArgumentException if there is a cap already, which was in something else
   */
  public SendOptions payingIn(AccountId token) {
    if (maxOriginFee().isPresent() && !feeToken().equals(Optional.of(token))) {
      throw new IllegalArgumentException(
          "The cap of "
              + maxOriginFee().get()
              + " is in "
              + paidIn()
              + ", not in "
              + token
              + ": say payingIn before maxFee");
    }
    return builder().from(this).feeToken(token).build();
  }

  /**
   * The same options with a cap on the fee paid on the origin, in what it is paid in.
   *
   * @throws IllegalArgumentException if the cap is in something else
   */
  public SendOptions maxFee(Fee cap) {
    if (!cap.asset().equals(feeAsset())) {
      throw new IllegalArgumentException(
          "maxFee caps what is paid in " + paidIn() + ", got an amount of " + cap.asset());
    }
    return builder().from(this).maxOriginFee(cap.amount()).build();
  }

  /**
   * The same options within a transaction of the application's own database: the message commits or
   * vanishes with it.
   *
   * @param transaction what the journal made of it, such as {@code journal.join(connection)}
   */
  public SendOptions within(Object transaction) {
    return builder().from(this).joined(transaction).build();
  }

  /** The same options with another transport. */
  public SendOptions over(String transport) {
    return builder().from(this).transport(transport).build();
  }

  /** The asset of {@link Fee} in which the protocol's fee is paid. */
  public String feeAsset() {
    return feeToken().map(AccountId::toString).orElse(Fee.NATIVE);
  }

  private String paidIn() {
    return feeToken().map(AccountId::toString).orElse("the origin's own coin");
  }

  @Value.Check
  void check() {
    idempotencyKey()
        .ifPresent(
            key -> {
              if (key.isBlank() || key.length() > MAX_KEY_CHARS) {
                throw new IllegalArgumentException(
                    "Idempotency key must be 1 to "
                        + MAX_KEY_CHARS
                        + " characters and not blank, got "
                        + key.length()
                        + " characters");
              }
            });
    maxOriginFee()
        .ifPresent(
            cap -> {
              if (cap.signum() < 0) {
                throw new IllegalArgumentException("maxOriginFee must not be negative, got " + cap);
              }
            });
  }

  /** Collects options. Not thread-safe. */
  public static final class Builder extends ImmutableSendOptions.Builder {
    Builder() {}
  }
}
