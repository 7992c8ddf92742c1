insert into step values (2);
