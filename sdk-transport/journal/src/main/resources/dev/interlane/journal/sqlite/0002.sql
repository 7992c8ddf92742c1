-- Open messages are found in the order they came in. By their ids, which are random, each new one
-- wrote to another page of the index, and writing pages is what most of a commit's time goes into.

drop index message_open;

create index message_open on message (n, app_id) where open = 1;
