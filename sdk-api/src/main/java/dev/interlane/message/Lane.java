package dev.interlane.message;

import dev.interlane.chain.AccountId;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import java.util.Objects;

/**
 * The messages of one sender to one recipient: the unit of order and of work. Messages of a lane
 * are numbered by {@code laneSequence} from zero in the order they were accepted. A recipient can
 * only count the messages that reach it, so two recipients never share a lane.
 *
 * @param sender the sending account; its chain is the origin
 * @param recipient the receiving account; its chain is the destination
 */
public record Lane(AccountId sender, AccountId recipient) {
  public Lane {
    Objects.requireNonNull(sender, "sender");
    Objects.requireNonNull(recipient, "recipient");
  }

  /** The lane this envelope travels in. */
  public static Lane of(MessageEnvelope envelope) {
    return new Lane(envelope.sender(), envelope.recipient());
  }

  /** Origin and destination. */
  public Route route() {
    return new Route(sender.chain(), recipient.chain());
  }

  /**
   * The lane as recipients see it: keccak256 of the UTF-8 text {@code <sender> <recipient>}, both
   * in CAIP-10, in lower case on EVM chains.
   */
  public Bytes32 id() {
    return Keccak256.hash(Bytes.fromUtf8(spelt(sender) + " " + spelt(recipient)));
  }

  private static String spelt(AccountId account) {
    return account.chain().isEvm()
        ? account.chain() + ":" + account.evmAddress().toBytes().toHex()
        : account.toString();
  }

  @Override
  public String toString() {
    return sender + " -> " + recipient;
  }
}
