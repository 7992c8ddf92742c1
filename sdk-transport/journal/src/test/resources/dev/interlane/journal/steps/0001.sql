-- First.
create table step (n integer primary key);
insert into step values (1);
