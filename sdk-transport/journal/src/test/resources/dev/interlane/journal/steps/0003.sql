insert into step values (3);
