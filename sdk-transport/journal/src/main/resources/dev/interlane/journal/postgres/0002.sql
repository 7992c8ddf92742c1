-- Which of several instances works for an application, and until when if it says no more. By the
-- database's clock.

create table ${prefix}tenure (
  app_id text primary key,
  epoch bigint not null,
  instance text not null,
  until timestamptz not null
);
