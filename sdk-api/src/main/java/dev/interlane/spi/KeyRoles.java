package dev.interlane.spi;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.ImmutableStyle;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.immutables.value.Value;

/**
 * What each of a chain's keys is for. A key that dispatches does not deliver, lest a delivery that
 * waits holds up what its application sends; a trusted relayer's key, which could fabricate any
 * message, does neither. Immutable.
 *
 * <ul>
 *   <li>Nothing is named, the default: every key may do everything, and which of them should not
 *       deliver is learnt from the messages.
 *   <li>Keys are named to dispatch: they do nothing else, and no other key dispatches.
 *   <li>Keys are named to deliver: they do nothing else, and no other key delivers, except a
 *       trusted relayer's what only it may.
 *   <li>A trusted relayer's key is one that is named for neither.
 * </ul>
 *
 * <pre>{@code
 * EvmChain.connect(chain, url, treasury, courier1, courier2)
 *     .withRoles(
 *         KeyRoles.builder()
 *             .addDispatching(treasury.address())
 *             .addDelivering(courier1.address(), courier2.address())
 *             .build());
 * }</pre>
 */
@Value.Immutable
@ImmutableStyle
public abstract class KeyRoles {
  private static final KeyRoles LEARNT = builder().build();

  KeyRoles() {}

  /** Nothing is named. */
  public static KeyRoles learnt() {
    return LEARNT;
  }

  /** Names keys by their accounts. */
  public static Builder builder() {
    return new Builder();
  }

  /** Those that dispatch; if empty, every key that is not named to deliver may. */
  public abstract Set<EvmAddress> dispatching();

  /** Those that deliver; if empty, every key that is not named to dispatch may. */
  public abstract Set<EvmAddress> delivering();

  /** Those that have a role. */
  public final SortedSet<EvmAddress> accounts() {
    SortedSet<EvmAddress> all = new TreeSet<>(dispatching());
    all.addAll(delivering());
    return all;
  }

  /** Whether the account may dispatch messages. */
  public final boolean mayDispatch(EvmAddress account) {
    return dispatching().isEmpty()
        ? !delivering().contains(account)
        : dispatching().contains(account);
  }

  /** Whether the account may deliver what others could deliver too. */
  public final boolean mayDeliver(EvmAddress account) {
    return delivering().isEmpty()
        ? !dispatching().contains(account)
        : delivering().contains(account);
  }

  /** Whether the account may deliver as the one relayer that a module trusts. */
  public final boolean mayBeTrusted(EvmAddress account) {
    return !dispatching().contains(account) && !delivering().contains(account);
  }

  @Value.Check
  void check() {
    Set<EvmAddress> both = new TreeSet<>(dispatching());
    both.retainAll(delivering());
    if (!both.isEmpty()) {
      throw new IllegalArgumentException(
          "A key either dispatches or delivers, but " + both + " are named for both");
    }
  }

  /** Collects the names. Not thread-safe. */
  public static final class Builder extends ImmutableKeyRoles.Builder {
    Builder() {}
  }
}
