package dev.interlane.journal;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.TransactionRef;
import dev.interlane.error.ErrorCode;
import dev.interlane.error.JournalCorruptException;
import dev.interlane.message.MessageId;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.Steering;
import dev.interlane.spi.SteeringAnswer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What instances ask of each other, in table {@code steering}. Thread-safe. */
final class PostgresSteering {
  private static final String DONE = "DONE";

  private final PostgresConnections connections;
  private final PostgresSql own;
  private final PostgresWatch watch;

  PostgresSteering(PostgresParts parts, PostgresWatch watch) {
    this.connections = parts.connections();
    this.own = parts.own();
    this.watch = watch;
  }

  long ask(String appId, Steering what) {
    return connections.transact(
        to -> {
          // Of those who died before they had their answer.
          to.update(own.forgetSteering(), none -> {});
          long number =
              to.first(
                      own.askSteering(),
                      row -> {
                        row.setString(1, appId);
                        row.setString(2, name(what));
                        row.setString(3, subject(what));
                      },
                      row -> row.getLong(1))
                  .orElseThrow(() -> new SQLException("No number came back"));
          to.list(own.notifyOutbox(), row -> row.setString(1, watch.channel()), row -> row);
          return number;
        });
  }

  Optional<SteeringAnswer> answer(long number) {
    // A look first: whoever waits must not write every time it asks.
    boolean answered =
        connections
            .read(from -> from.first(own.isSteered(), row -> row.setLong(1, number), row -> true))
            .isPresent();
    return answered
        ? connections.transact(
            to ->
                to.first(
                    own.takeSteering(),
                    row -> row.setLong(1, number),
                    PostgresSteering::readAnswer))
        : Optional.empty();
  }

  boolean withdraw(long number) {
    return connections.transact(
        to -> to.update(own.withdrawSteering(), row -> row.setLong(1, number)) == 1);
  }

  List<Steering.Asked> asked(String appId, int limit) {
    return connections.read(
        from ->
            from.list(
                own.steeringAsked(),
                row -> {
                  row.setString(1, appId);
                  row.setInt(2, limit);
                },
                row ->
                    new Steering.Asked(
                        row.getLong(1), readWhat(row.getString(2), row.getString(3)))));
  }

  void answer(long number, SteeringAnswer answer) {
    connections.transact(
        to ->
            to.update(
                own.answerSteering(),
                row -> {
                  switch (answer) {
                    case SteeringAnswer.Done done -> {
                      row.setString(1, DONE);
                      row.setString(2, ids(done.messages()));
                      row.setString(3, "");
                    }
                    case SteeringAnswer.Refused refused -> {
                      row.setString(1, refused.code().name());
                      row.setString(2, refused.reason());
                      row.setString(3, refused.hint());
                    }
                  }
                  row.setLong(4, number);
                }));
  }

  private static String ids(List<MessageId> messages) {
    return messages.stream().map(MessageId::toString).collect(Collectors.joining(" "));
  }

  private static SteeringAnswer readAnswer(ResultSet row) throws SQLException {
    String answer = row.getString(1);
    String reason = row.getString(2);
    try {
      return answer.equals(DONE)
          ? new SteeringAnswer.Done(
              Arrays.stream(reason.split(" ", -1))
                  .filter(id -> !id.isEmpty())
                  .map(MessageId::parse)
                  .toList())
          : new SteeringAnswer.Refused(ErrorCode.valueOf(answer), reason, row.getString(3));
    } catch (IllegalArgumentException damaged) {
      throw new JournalCorruptException(
          "Table steering holds an answer that is none: '" + answer + "'",
          RecordForm.DAMAGED,
          damaged);
    }
  }

  private static String name(Steering what) {
    return switch (what) {
      case Steering.Cancel cancel -> "CANCEL";
      case Steering.Resume resume -> "RESUME";
      case Steering.Replace replace -> "REPLACE";
      case Steering.Track track -> "TRACK";
    };
  }

  private static String subject(Steering what) {
    return switch (what) {
      case Steering.Cancel cancel -> cancel.message().toString();
      case Steering.Resume resume -> resume.message().toString();
      case Steering.Replace replace -> replace.message().toString();
      case Steering.Track track -> track.originTransaction().toString();
    };
  }

  private static Steering readWhat(String name, String subject) {
    try {
      return switch (name) {
        case "CANCEL" -> new Steering.Cancel(MessageId.parse(subject));
        case "RESUME" -> new Steering.Resume(MessageId.parse(subject));
        case "REPLACE" -> new Steering.Replace(MessageId.parse(subject));
        case "TRACK" -> new Steering.Track(transaction(subject));
        default -> throw new IllegalArgumentException("unknown");
      };
    } catch (IllegalArgumentException damaged) {
      throw new JournalCorruptException(
          "Table steering asks for '" + name + "' of '" + subject + "', which is nothing known",
          RecordForm.DAMAGED,
          damaged);
    }
  }

  private static TransactionRef transaction(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("no transaction");
    }
    return new TransactionRef(
        ChainId.parse(text.substring(0, slash)), Bytes32.fromHex(text.substring(slash + 1)));
  }
}
