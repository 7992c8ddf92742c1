package dev.interlane.explorer;

import dev.interlane.client.MessageFilter;
import dev.interlane.client.MessagingClient;
import dev.interlane.client.Operator;
import dev.interlane.spi.Journal;

/**
 * Where a live page gets its messages from: an operator to look at them, and a log of which of them
 * moved. Thread-safe.
 */
public final class ExplorerSource implements AutoCloseable {
  private final Operator operator;
  private final Moves moves;
  private final MessageFilter filter;

  private ExplorerSource(Operator operator, Moves moves, MessageFilter filter) {
    this.operator = operator;
    this.moves = moves;
    this.filter = filter;
  }

  /**
   * The messages of a journal, whoever works on it, also another process.
   *
   * @param operator of the journal and its application, as {@code Interlane.operator} makes it
   * @param journal the same journal; stays the caller's to close
   */
  public static ExplorerSource of(Operator operator, Journal journal) {
    return new ExplorerSource(operator, new JournalMoves(journal), MessageFilter.all());
  }

  /** The messages of a running client; listens to it until closed. */
  public static ExplorerSource of(MessagingClient client) {
    return new ExplorerSource(
        client.operator(), new HeardMoves(client::listen), MessageFilter.all());
  }

  /** Only those that fit, such as those accepted since a time; the same underneath. */
  public ExplorerSource only(MessageFilter wanted) {
    return new ExplorerSource(operator, moves, wanted);
  }

  Operator operator() {
    return operator;
  }

  Moves moves() {
    return moves;
  }

  MessageFilter filter() {
    return filter;
  }

  /** Stops listening. */
  @Override
  public void close() {
    moves.close();
  }
}
