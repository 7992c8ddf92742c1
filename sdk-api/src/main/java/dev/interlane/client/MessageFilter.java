package dev.interlane.client;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.ChainId;
import dev.interlane.primitive.ImmutableStyle;
import dev.interlane.receipt.Actor;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/**
 * Which messages are meant: all that fit everything that is set. Immutable.
 *
 * <pre>{@code
 * MessageFilter.builder().addStandings(MessageStanding.PARKED).actor(Actor.OPERATOR).build();
 * }</pre>
 */
@Value.Immutable
@ImmutableStyle
public abstract class MessageFilter {
  private static final MessageFilter ALL = builder().build();

  MessageFilter() {}

  /** Every message. */
  public static MessageFilter all() {
    return ALL;
  }

  /** Starts a filter that fits every message. */
  public static Builder builder() {
    return new Builder();
  }

  /** Where they stand; empty for anywhere. */
  public abstract Set<MessageStanding> standings();

  /** The chain they leave. */
  public abstract Optional<ChainId> origin();

  /** The chain they go to. */
  public abstract Optional<ChainId> destination();

  /** Their author. */
  public abstract Optional<AccountId> sender();

  /** Whom they are for. */
  public abstract Optional<AccountId> recipient();

  /** The transport they travel by. */
  public abstract Optional<String> transport();

  /** Who has to act for parked ones; others do not fit. */
  public abstract Optional<Actor> actor();

  /** Text that the reason of a parked or ended one contains, in any case of letters. */
  public abstract Optional<String> reasonContains();

  /** Accepted at this time or later. */
  public abstract Optional<Instant> acceptedFrom();

  /** Accepted before this time. */
  public abstract Optional<Instant> acceptedBefore();

  /** Whether the message fits. */
  public boolean fits(MessageSummary message) {
    return (standings().isEmpty() || standings().contains(message.standing()))
        && fits(origin(), message.sender().chain())
        && fits(destination(), message.recipient().chain())
        && fits(sender(), message.sender())
        && fits(recipient(), message.recipient())
        && fits(transport(), message.transport())
        && (actor().isEmpty() || actor().equals(message.actor()))
        && reasonContains().map(text -> containsIgnoringCase(message.reason(), text)).orElse(true)
        && acceptedFrom().map(from -> !message.acceptedAt().isBefore(from)).orElse(true)
        && acceptedBefore().map(end -> message.acceptedAt().isBefore(end)).orElse(true);
  }

  private static <T> boolean fits(Optional<T> wanted, T actual) {
    return wanted.isEmpty() || wanted.get().equals(actual);
  }

  private static boolean containsIgnoringCase(String text, String part) {
    return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }

  /** Collects what to filter by. Not thread-safe. */
  public static final class Builder extends ImmutableMessageFilter.Builder {
    Builder() {}
  }
}
