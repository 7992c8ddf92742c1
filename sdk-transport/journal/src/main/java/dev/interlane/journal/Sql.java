package dev.interlane.journal;

/**
 * The statements both databases share.
 *
 * @param prefix what stands before the names of tables: nothing, or a schema with its dot
 */
record Sql(String prefix) {
  /** Where open messages are read in the order they came in, by a number of their rows. */
  String openMessagesByNumber() {
    return "select envelope, version, record from "
        + prefix
        + "message where app_id = ? and open = 1 and n > coalesce((select n from "
        + prefix
        + "message where id = ?), 0) order by n limit ?";
  }

  String insertMessage() {
    return "insert into "
        + prefix
        + "message (id, app_id, lane_id, ordering, lane_sequence, origin, destination, sender,"
        + " recipient, transport, status, outcome, open, version, rests_since_ms, envelope, record)"
        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?) on conflict do nothing";
  }

  String updateMessage() {
    return "update "
        + prefix
        + "message set status = ?, outcome = ?, open = ?, version = version + 1,"
        + " rests_since_ms = ?, record = ? where id = ? and version = ?";
  }

  /** As {@link #updateMessage}, where it is open before and after: no index has to change. */
  String updateOpenMessage() {
    return "update "
        + prefix
        + "message set status = ?, outcome = ?, version = version + 1, record = ?"
        + " where id = ? and version = ? and open = 1";
  }

  /** Counts one row if the key was free. */
  String insertKey() {
    return "insert into "
        + prefix
        + "message_key (app_id, idempotency_key, message_id) values (?, ?, ?)"
        + " on conflict do nothing";
  }

  /** Counts one row if the first of the new sequences, which comes last here, was free. */
  String advanceLane() {
    return "insert into "
        + prefix
        + "lane (lane_id, ordering, sender, destination, next_sequence) values (?, ?, ?, ?, ?)"
        + " on conflict (lane_id, ordering) do update set next_sequence = excluded.next_sequence"
        + " where lane.next_sequence <= ?";
  }

  String insertEvent() {
    return "insert into "
        + prefix
        + "event (message_n, at_ms, kind, record) values ((select n from "
        + prefix
        + "message where id = ?), ?, ?, ?)";
  }

  /** Counts one row unless the nonce is another intent's, or signed forms would be lost. */
  String keepSubmission() {
    return "insert into "
        + prefix
        + "submission (account, account_nonce, intent_key, state, open, attempts, settled_at_ms,"
        + " record) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (account, account_nonce) do update"
        + " set state = excluded.state, open = excluded.open, attempts = excluded.attempts,"
        + " settled_at_ms = excluded.settled_at_ms, record = excluded.record"
        + " where submission.intent_key = excluded.intent_key"
        + " and submission.attempts <= excluded.attempts";
  }

  String advanceSender() {
    return "insert into "
        + prefix
        + "sender (account, next_nonce) values (?, ?)"
        + " on conflict (account) do update set next_nonce = excluded.next_nonce"
        + " where sender.next_nonce < excluded.next_nonce";
  }

  String keepPlace() {
    return "insert into "
        + prefix
        + "place (name, position) values (?, ?)"
        + " on conflict (name) do update set position = excluded.position";
  }

  String acquire() {
    return "insert into "
        + prefix
        + "lease (app_id, epoch) values (?, 1)"
        + " on conflict (app_id) do update set epoch = lease.epoch + 1 returning epoch";
  }

  String epoch() {
    return "select epoch from " + prefix + "lease where app_id = ?";
  }

  String message() {
    return "select envelope, version, record from " + prefix + "message where id = ?";
  }

  String messageByKey() {
    return "select message_id from "
        + prefix
        + "message_key where app_id = ? and idempotency_key = ?";
  }

  String openMessages() {
    return "select envelope, version, record from "
        + prefix
        + "message where app_id = ? and open = 1 and id > ? order by id limit ?";
  }

  String messages() {
    return "select envelope, version, record from "
        + prefix
        + "message where app_id = ? and id > ? order by id limit ?";
  }

  String nextLaneSequence() {
    return "select next_sequence from " + prefix + "lane where lane_id = ? and ordering = ?";
  }

  String events() {
    return "select e.position, m.id, e.record from "
        + prefix
        + "event e join "
        + prefix
        + "message m on m.n = e.message_n where m.id = ? order by e.position";
  }

  String eventsAfter() {
    return "select e.position, m.id, e.record from "
        + prefix
        + "event e join "
        + prefix
        + "message m on m.n = e.message_n where e.position > ? order by e.position limit ?";
  }

  String lastEventMs() {
    return "select at_ms from " + prefix + "event order by position desc limit 1";
  }

  String openSubmissions() {
    return "select record from "
        + prefix
        + "submission where open = 1 order by account, account_nonce";
  }

  String nextAccountNonce() {
    return "select next_nonce from " + prefix + "sender where account = ?";
  }

  String place() {
    return "select position from " + prefix + "place where name = ?";
  }

  String restingMessages() {
    return "select id from "
        + prefix
        + "message where open = 0 and rests_since_ms < ? order by rests_since_ms limit ?";
  }

  String deleteEvents() {
    return "delete from "
        + prefix
        + "event where message_n = (select n from "
        + prefix
        + "message where id = ?)";
  }

  String deleteMessage() {
    return "delete from " + prefix + "message where id = ?";
  }

  String deleteSubmissions() {
    return "delete from "
        + prefix
        + "submission where (account, account_nonce) in (select account, account_nonce from "
        + prefix
        + "submission where open = 0 and settled_at_ms < ? limit ?)";
  }
}
