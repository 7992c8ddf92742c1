package dev.interlane.explorer;

import dev.interlane.client.MessageFilter;
import dev.interlane.client.MessagePage;
import dev.interlane.client.MessageSummary;
import dev.interlane.client.Operator;
import dev.interlane.error.UnknownMessageException;
import dev.interlane.message.MessageId;
import dev.interlane.primitive.ImmutableStyle;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * What a page without a server behind it shows. Immutable.
 *
 * <pre>{@code
 * ExplorerRun run = ExplorerRun.builder().title("treasury").addMessagesOf(operator).build();
 * Files.write(Path.of("run.html"), ExplorerPage.of(run).html().toArray());
 * }</pre>
 */
@Value.Immutable
@ImmutableStyle
public abstract class ExplorerRun {
  /** The most messages on one page. */
  public static final int MAX_MESSAGES = 50_000;

  ExplorerRun() {}

  /** Starts a run; a title is required. */
  public static Builder builder() {
    return new Builder();
  }

  /** The page's heading. */
  public abstract String title();

  /** A line below the heading. */
  @Value.Default
  public String subtitle() {
    return "";
  }

  /** The messages, in any order. */
  public abstract List<ExplorerMessage> messages();

  /**
   * Blocks, where they are known beyond those that hold messages. Others are placed where the SDK
   * learnt of them.
   */
  public abstract List<ExplorerBlock> blocks();

  /** Faults and broken invariants. */
  public abstract List<ExplorerMark> marks();

  @Value.Check
  void check() {
    if (messages().size() > MAX_MESSAGES) {
      throw new IllegalArgumentException(
          "A page shows at most "
              + MAX_MESSAGES
              + " messages, got "
              + messages().size()
              + ". Filter them by when they were accepted");
    }
  }

  /** Collects the parts. Not thread-safe. */
  public static final class Builder extends ImmutableExplorerRun.Builder {
    Builder() {}

    /** Adds every message of an operator's journal. */
    public Builder addMessagesOf(Operator operator) {
      return addMessagesOf(operator, MessageFilter.all());
    }

    /** Adds the messages of an operator's journal that fit, as long as there is room for them. */
    public Builder addMessagesOf(Operator operator, MessageFilter filter) {
      Optional<MessageId> after = Optional.empty();
      int left = MAX_MESSAGES;
      do {
        MessagePage page = operator.list(filter, after, Math.min(left, Operator.MAX_PAGE));
        for (MessageSummary message : page.messages()) {
          addIfThere(operator, message.id());
        }
        left -= page.messages().size();
        after = page.next();
      } while (after.isPresent() && left > 0);
      return this;
    }

    private void addIfThere(Operator operator, MessageId id) {
      try {
        addMessages(ExplorerMessage.of(operator, id));
      } catch (UnknownMessageException forgotten) {
        // Its retention ended between the list and the look.
      }
    }
  }
}
