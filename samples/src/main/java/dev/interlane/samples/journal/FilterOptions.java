package dev.interlane.samples.journal;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.ChainId;
import dev.interlane.client.MessageFilter;
import dev.interlane.client.MessageStanding;
import dev.interlane.message.MessageId;
import dev.interlane.receipt.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which messages a command is about: a mixin of those for several. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class FilterOptions {
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--standing",
      paramLabel = "STANDING",
      split = ",",
      description = "where they stand: ${COMPLETION-CANDIDATES}")
  private List<MessageStanding> standings = List.of();

  @Option(names = "--origin", paramLabel = "CHAIN", description = "the chain they leave, CAIP-2")
  private @Nullable String origin;

  @Option(
      names = "--destination",
      paramLabel = "CHAIN",
      description = "the chain they go to, CAIP-2")
  private @Nullable String destination;

  @Option(names = "--sender", paramLabel = "ACCOUNT", description = "their author, CAIP-10")
  private @Nullable String sender;

  @Option(names = "--recipient", paramLabel = "ACCOUNT", description = "whom they are for, CAIP-10")
  private @Nullable String recipient;

  @Option(names = "--transport", paramLabel = "NAME", description = "the transport they travel by")
  private @Nullable String transport;

  @Option(
      names = "--acts",
      paramLabel = "ACTOR",
      description = "who has to act for parked ones: ${COMPLETION-CANDIDATES}")
  private @Nullable Actor actor;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "text in the reason of parked or ended ones")
  private @Nullable String reason;

  @Option(names = "--from", paramLabel = "TIME", description = "accepted then or later, ISO-8601")
  private @Nullable Instant from;

  @Option(names = "--before", paramLabel = "TIME", description = "accepted before then, ISO-8601")
  private @Nullable Instant before;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "how many at most, up to 1000 (default: ${DEFAULT-VALUE})")
  private int limit;

  @Option(names = "--after", paramLabel = "ID", description = "go on where a page ended")
  private @Nullable String after;

  MessageFilter filter() {
    MessageFilter.Builder filter = MessageFilter.builder().addAllStandings(standings);
    set(origin, text -> filter.origin(ChainId.parse(text)));
    set(destination, text -> filter.destination(ChainId.parse(text)));
    set(sender, text -> filter.sender(AccountId.parse(text)));
    set(recipient, text -> filter.recipient(AccountId.parse(text)));
    set(transport, filter::transport);
    set(actor, filter::actor);
    set(reason, filter::reasonContains);
    set(from, filter::acceptedFrom);
    set(before, filter::acceptedBefore);
    return filter.build();
  }

  int limit() {
    return limit;
  }

  Optional<MessageId> after() {
    try {
      return Optional.ofNullable(after).map(MessageId::parse);
    } catch (IllegalArgumentException malformed) {
      throw new ParameterException(spec.commandLine(), "--after: " + malformed.getMessage());
    }
  }

  private <T> void set(@Nullable T value, Consumer<T> how) {
    if (value == null) {
      return;
    }
    try {
      how.accept(value);
    } catch (IllegalArgumentException malformed) {
      throw new ParameterException(
          spec.commandLine(),
          String.format(Locale.ROOT, "'%s': %s", value, malformed.getMessage()));
    }
  }
}
