-- What instances that stand by ask of the one that works, until whoever asked has the answer.

create table ${prefix}steering (
  number bigint generated always as identity primary key,
  app_id text not null,
  what text not null,
  subject text not null,
  asked_at timestamptz not null default clock_timestamp(),
  answer text,
  reason text,
  hint text
);
