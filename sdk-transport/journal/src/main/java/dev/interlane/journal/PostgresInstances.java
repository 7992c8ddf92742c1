package dev.interlane.journal;

import dev.interlane.spi.InstanceTerms;
import dev.interlane.spi.Instances;
import dev.interlane.spi.Lease;
import dev.interlane.spi.MessageRecord;
import dev.interlane.spi.Steering;
import dev.interlane.spi.SteeringAnswer;
import dev.interlane.spi.Tenure;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Who works for an application, in table {@code tenure}. Thread-safe. */
final class PostgresInstances implements Instances {
  private final PostgresParts parts;
  private final PostgresOutbox outbox;
  private final PostgresSteering steering;

  PostgresInstances(PostgresParts parts, PostgresOutbox outbox, PostgresSteering steering) {
    this.parts = parts;
    this.outbox = outbox;
    this.steering = steering;
  }

  @Override
  public Optional<Tenure> claim(String appId, InstanceTerms terms) {
    // A look first: those that stand by must not write every time they ask.
    if (holder(appId).isPresent()) {
      return Optional.empty();
    }
    long asked = PostgresTenure.now();
    return parts
        .connections()
        .transact(to -> claim(to, appId, terms))
        .map(lease -> PostgresTenure.begin(parts, lease, terms, asked));
  }

  private Optional<Lease> claim(Statements to, String appId, InstanceTerms terms)
      throws SQLException {
    int ours =
        to.update(
            parts.own().claimTenure(),
            row -> {
              row.setString(1, appId);
              row.setString(2, terms.name());
              row.setLong(3, terms.takeover().toMillis());
            });
    if (ours == 0) {
      return Optional.empty();
    }
    // Waits for a commit under way, and voids every one after it.
    long epoch =
        to.first(parts.sql().acquire(), row -> row.setString(1, appId), row -> row.getLong(1))
            .orElseThrow(() -> new SQLException("No epoch came back"));
    to.update(
        parts.own().beginTenure(),
        row -> {
          row.setLong(1, epoch);
          row.setLong(2, terms.takeover().toMillis());
          row.setString(3, appId);
        });
    return Optional.of(new Lease(appId, epoch));
  }

  @Override
  public Optional<String> holder(String appId) {
    return parts
        .connections()
        .read(
            from ->
                from.first(
                    parts.own().holder(), row -> row.setString(1, appId), row -> row.getString(1)));
  }

  @Override
  public void offer(List<MessageRecord> previews) {
    parts
        .connections()
        .transact(
            to -> {
              for (MessageRecord preview : previews) {
                outbox.offer(to, preview);
              }
              return previews.size();
            });
  }

  @Override
  public void keepPlace(String cursor, long position) {
    parts
        .connections()
        .transact(
            to ->
                to.update(
                    parts.sql().keepPlace(),
                    row -> {
                      row.setString(1, cursor);
                      row.setLong(2, position);
                    }));
  }

  @Override
  public long ask(String appId, Steering what) {
    return steering.ask(appId, what);
  }

  @Override
  public Optional<SteeringAnswer> answer(long number) {
    return steering.answer(number);
  }

  @Override
  public boolean withdraw(long number) {
    return steering.withdraw(number);
  }

  @Override
  public List<Steering.Asked> asked(String appId, int limit) {
    return steering.asked(appId, limit);
  }

  @Override
  public void answer(long number, SteeringAnswer answer) {
    steering.answer(number, answer);
  }
}
