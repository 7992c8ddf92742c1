package dev.interlane.journal;

/**
 * The statements that only PostgreSQL gets.
 *
 * @param prefix the schema with its dot
 */
record PostgresSql(String prefix) {
  /**
   * Counts one row while the lease is current, and holds up whoever wants a newer one until this
   * transaction ends.
   */
  String requireLease() {
    return "select epoch from " + prefix + "lease where app_id = ? and epoch = ? for share";
  }

  /** Counts one row if nobody holds the application's work; the other way round nothing changes. */
  String claimTenure() {
    return "insert into "
        + prefix
        + "tenure (app_id, epoch, instance, until) values (?, 0, ?, "
        + later()
        + ") on conflict (app_id) do update set epoch = 0, instance = excluded.instance,"
        + " until = excluded.until where tenure.until < clock_timestamp()";
  }

  String beginTenure() {
    return "update " + prefix + "tenure set epoch = ?, until = " + later() + " where app_id = ?";
  }

  /** Counts one row while the tenure is ours. */
  String renewTenure() {
    return "update " + prefix + "tenure set until = " + later() + " where app_id = ? and epoch = ?";
  }

  String endTenure() {
    return "update " + prefix + "tenure set until = '-infinity' where app_id = ? and epoch = ?";
  }

  String holder() {
    return "select instance from "
        + prefix
        + "tenure where app_id = ? and until >= clock_timestamp()";
  }

  /** The time this many milliseconds from now, by the database's clock. */
  private static String later() {
    return "clock_timestamp() + ? * interval '1 millisecond'";
  }

  /**
   * Makes event positions rise in the order of commits: a reader that has seen a position will
   * never miss a lower one.
   */
  String orderEvents() {
    return "select pg_advisory_xact_lock(hashtextextended('" + prefix + "event', 0))";
  }

  /** A message, wherever it waits. */
  String message() {
    return "select envelope, version, record from "
        + prefix
        + "message where id = ? union all select envelope, 0, record from "
        + prefix
        + "outbox where message_id = ? limit 1";
  }

  String putOutbox() {
    return "insert into "
        + prefix
        + "outbox (app_id, message_id, envelope, record) values (?, ?, ?, ?)"
        + " on conflict do nothing";
  }

  /** The ids of those that were there. */
  String takeOutbox() {
    return "delete from " + prefix + "outbox where message_id = any (?) returning message_id";
  }

  String waiting() {
    return "select envelope, 0, record from "
        + prefix
        + "outbox where app_id = ? order by position limit ?";
  }

  String addConsumer() {
    return "insert into "
        + prefix
        + "consumer (name, position) values (?, 0) on conflict do nothing";
  }

  /** Where a consumer is; nobody else may move it until this transaction ends. */
  String lockConsumer() {
    return "select position from " + prefix + "consumer where name = ? for update";
  }

  String moveConsumer() {
    return "update " + prefix + "consumer set position = ? where name = ?";
  }

  String concludedAfter() {
    return "select e.position, m.id, e.record from "
        + prefix
        + "event e join "
        + prefix
        + "message m on m.n = e.message_n where e.kind = 'CONCLUDED' and e.position > ?"
        + " order by e.position limit ?";
  }

  /** Counts one row the first time. */
  String putInbox() {
    return "insert into "
        + prefix
        + "inbox (consumer, message_id) values (?, ?) on conflict do nothing";
  }

  /** What rests, except for what a consumer has not had yet. */
  String restingMessages() {
    return "select m.id from "
        + prefix
        + "message m where m.open = 0 and m.rests_since_ms < ? and not exists (select 1 from "
        + prefix
        + "event e join "
        + prefix
        + "consumer c on c.position < e.position where e.message_n = m.n"
        + " and e.kind = 'CONCLUDED') order by m.rests_since_ms limit ?";
  }

  String deleteInbox() {
    return "delete from " + prefix + "inbox where message_id = ?";
  }

  String askSteering() {
    return "insert into "
        + prefix
        + "steering (app_id, what, subject) values (?, ?, ?) returning number";
  }

  String forgetSteering() {
    return "delete from "
        + prefix
        + "steering where asked_at < clock_timestamp() - interval '1 day'";
  }

  String isSteered() {
    return "select number from " + prefix + "steering where number = ? and answer is not null";
  }

  String takeSteering() {
    return "delete from "
        + prefix
        + "steering where number = ? and answer is not null returning answer, reason, hint";
  }

  /** Counts one row while there is no answer. */
  String withdrawSteering() {
    return "delete from " + prefix + "steering where number = ? and answer is null";
  }

  String steeringAsked() {
    return "select number, what, subject from "
        + prefix
        + "steering where app_id = ? and answer is null order by number limit ?";
  }

  String answerSteering() {
    return "update "
        + prefix
        + "steering set answer = ?, reason = ?, hint = ? where number = ? and answer is null";
  }

  String notifyOutbox() {
    return "select pg_notify(?, '')";
  }
}
