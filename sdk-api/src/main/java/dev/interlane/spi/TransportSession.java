package dev.interlane.spi;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.ChainId;
import dev.interlane.error.Refusal;
import dev.interlane.message.Route;
import dev.interlane.primitive.Bytes;
import dev.interlane.receipt.AcceptedUnder;
import dev.interlane.receipt.ExecutionProof;
import dev.interlane.receipt.ProtocolId;
import java.util.List;
import java.util.Optional;

/**
 * A transport at work. Methods may do bounded I/O; none waits for a chain: {@link #advance} looks
 * once and says what to do next or when to look again. Chain trouble is a {@link
 * dev.interlane.error.ChainUnavailableException}. Thread-safe.
 */
public interface TransportSession extends AutoCloseable {
  /** What it can promise on a route. */
  TransportCapabilities capabilities(Route route);

  /**
   * Everything that would stop this message, found before anything is journaled or sent, and what
   * it would cost.
   */
  Preflight preflight(Outbound message);

  /**
   * Why the delivery would fail if it were due now, though the message can be sent: that may pass.
   * Asked when a quote is wanted, and not when a message is sent.
   */
  default List<Refusal> obstacles(Outbound message) {
    return List.of();
  }

  /** The message as this protocol carries it to the recipient: its body on the wire. Pure. */
  Bytes frame(Outbound message);

  /** The origin transaction that dispatches the message. */
  TransactionIntent dispatch(Outbound message);

  /** The messages of this protocol that a transaction dispatched, in order. Pure. */
  List<Dispatch> dispatchesIn(TransactionReceipt receipt);

  /**
   * The logs of a chain it wants to see, block by block; empty if none. May grow while messages are
   * in flight.
   */
  List<LogFilter> interests(ChainId chain);

  /** What a log of its interests says about messages. Pure. */
  List<Sighting> recognise(ChainLog log);

  /**
   * Whether the destination counts the message as executed as of a block, asked of its state and
   * not of its logs, which a node may leave out or spoil. Asked before a message is said never to
   * have been executed.
   *
   * @param id one of the message's ids; false for one that is not of this protocol
   * @param at a block of the destination
   * @throws dev.interlane.error.ChainUnavailableException if the chain gives no answer, such as a
   *     node that does not have the block
   */
  boolean isDelivered(ProtocolId id, BlockRef at);

  /** The steps a message takes on a route after its dispatch, in order. */
  List<Step> steps(Route route);

  /** Looks once at one step of one message. */
  StepResult advance(StepContext context);

  /**
   * By which rule the destination accepted a message, as of the block that executed it. Looks once;
   * asked when the execution is seen and before {@code Executed} is claimed. Empty if the protocol
   * has no rule that could differ.
   *
   * @throws dev.interlane.error.ChainUnavailableException if the chain gives no answer, such as a
   *     node that does not have the state of that block
   */
  default Optional<AcceptedUnder> acceptedUnder(AcceptanceQuestion question) {
    return Optional.empty();
  }

  /**
   * Fetches and checks a proof of what the destination executed.
   *
   * @throws IllegalStateException if there is nothing to prove, or the transport proves nothing
   * @throws dev.interlane.error.ChainUnavailableException if the chain gives no proof that holds
   */
  default ExecutionProof proveExecution(ExecutionQuestion question) {
    throw new IllegalStateException("This transport proves no execution of its messages");
  }

  @Override
  void close();
}
