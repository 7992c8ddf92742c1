package dev.interlane.message;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.ChainId;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import java.util.Objects;

/**
 * The messages of one sender to one destination chain: the unit of order and of work. Messages of a
 * lane are numbered by {@code laneSequence} from zero in the order they were accepted.
 *
 * @param sender the sending account; its chain is the origin
 * @param destination the chain the messages go to
 */
public record Lane(AccountId sender, ChainId destination) {
  public Lane {
    Objects.requireNonNull(sender, "sender");
    Objects.requireNonNull(destination, "destination");
  }

  /** The lane this envelope travels in. */
  public static Lane of(MessageEnvelope envelope) {
    return new Lane(envelope.sender(), envelope.recipient().chain());
  }

  /** Origin and destination. */
  public Route route() {
    return new Route(sender.chain(), destination);
  }

  /**
   * The lane as recipients see it: keccak256 of the UTF-8 text {@code <sender CAIP-10, lower case
   * on EVM> <destination CAIP-2>}.
   */
  public Bytes32 id() {
    String account =
        sender.chain().isEvm()
            ? sender.chain() + ":" + sender.evmAddress().toBytes().toHex()
            : sender.toString();
    return Keccak256.hash(Bytes.fromUtf8(account + " " + destination));
  }

  @Override
  public String toString() {
    return sender + " -> " + destination;
  }
}
