-- The journal, version 1: who works, messages, their keys and lanes, the event log, transactions, positions.
-- The columns beside a record are what queries need; the record is the truth (docs/spec/journal.md).

create table lease (
  app_id text primary key,
  epoch integer not null
) without rowid;

-- Events name their message by n, not by its id: ids are random, and an index on them writes to
-- another page for every event.
create table message (
  n integer primary key,
  id blob not null unique,
  app_id text not null,
  lane_id blob not null,
  ordering integer not null,
  lane_sequence integer not null,
  origin text not null,
  destination text not null,
  sender text not null,
  recipient text not null,
  transport text not null,
  status text not null,
  outcome text,
  open integer not null,
  version integer not null,
  rests_since_ms integer,
  envelope blob not null,
  record text not null
);

create index message_open on message (app_id, id) where open = 1;

create index message_resting on message (rests_since_ms) where open = 0;

create table message_key (
  app_id text not null,
  idempotency_key text not null,
  message_id blob not null,
  primary key (app_id, idempotency_key)
) without rowid;

create table lane (
  lane_id blob not null,
  ordering integer not null,
  sender text not null,
  destination text not null,
  next_sequence integer not null,
  primary key (lane_id, ordering)
) without rowid;

-- Positions are never used twice, also after the newest events were forgotten.
create table event (
  position integer primary key autoincrement,
  message_n integer not null,
  at_ms integer not null,
  kind text not null,
  record text not null
);

create index event_message on event (message_n, position);

create table submission (
  account text not null,
  account_nonce integer not null,
  intent_key text not null,
  state text not null,
  open integer not null,
  attempts integer not null,
  settled_at_ms integer,
  record text not null,
  primary key (account, account_nonce)
) without rowid;

create index submission_open on submission (account, account_nonce) where open = 1;

create index submission_settled on submission (settled_at_ms) where open = 0;

create table sender (
  account text primary key,
  next_nonce integer not null
) without rowid;

create table place (
  name text primary key,
  position integer not null
) without rowid;
