-- The journal, version 1: who works, messages, their keys and lanes, the event log, transactions, positions.
-- The columns beside a record are what queries need; the record is the truth (docs/spec/journal.md).

create table ${prefix}lease (
  app_id text primary key,
  epoch bigint not null
);

-- Events name their message by n, not by its id: ids are random, and an index on them writes to
-- another page for every event.
create table ${prefix}message (
  n bigint generated always as identity primary key,
  id bytea not null unique,
  app_id text not null,
  lane_id bytea not null,
  ordering bigint not null,
  lane_sequence bigint not null,
  origin text not null,
  destination text not null,
  sender text not null,
  recipient text not null,
  transport text not null,
  status text not null,
  outcome text,
  open bigint not null,
  version bigint not null,
  rests_since_ms bigint,
  envelope bytea not null,
  record text not null
);

create index message_open on ${prefix}message (app_id, id) where open = 1;

create index message_resting on ${prefix}message (rests_since_ms) where open = 0;

create table ${prefix}message_key (
  app_id text not null,
  idempotency_key text not null,
  message_id bytea not null,
  primary key (app_id, idempotency_key)
);

create table ${prefix}lane (
  lane_id bytea not null,
  ordering bigint not null,
  sender text not null,
  destination text not null,
  next_sequence bigint not null,
  primary key (lane_id, ordering)
);

-- Positions are never used twice, also after the newest events were forgotten.
create table ${prefix}event (
  position bigint generated always as identity primary key,
  message_n bigint not null,
  at_ms bigint not null,
  kind text not null,
  record text not null
);

create index event_message on ${prefix}event (message_n, position);

create table ${prefix}submission (
  account text not null,
  account_nonce bigint not null,
  intent_key text not null,
  state text not null,
  open bigint not null,
  attempts bigint not null,
  settled_at_ms bigint,
  record text not null,
  primary key (account, account_nonce)
);

create index submission_open on ${prefix}submission (account, account_nonce) where open = 1;

create index submission_settled on ${prefix}submission (settled_at_ms) where open = 0;

create table ${prefix}sender (
  account text primary key,
  next_nonce bigint not null
);

create table ${prefix}place (
  name text primary key,
  position bigint not null
);

-- Messages sent within a transaction of the application, until they are taken in.
create table ${prefix}outbox (
  position bigint generated always as identity primary key,
  app_id text not null,
  message_id bytea not null unique,
  envelope bytea not null,
  record text not null
);

create index outbox_app on ${prefix}outbox (app_id, position);

-- How far each consumer of the inbox is, and which messages it has had.
create table ${prefix}consumer (
  name text primary key,
  position bigint not null
);

create table ${prefix}inbox (
  consumer text not null,
  message_id bytea not null,
  primary key (message_id, consumer)
);

create index event_concluded on ${prefix}event (position) where kind = 'CONCLUDED';
