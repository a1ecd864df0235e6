-- SQLite before 3.41 takes a table without rowid for corrupt when a column of its key stands behind another column,
-- and `sqlite3` of Debian 12 is 3.40. Rebuilt by the recipe in CONTRIBUTING.md, with the key first.

create table keep_apart_rebuilt (
    person blob not null,
    other blob not null,
    pair blob not null,
    from_at integer not null,
    until_at integer,
    primary key (person, other, pair)
) strict, without rowid;
insert into keep_apart_rebuilt (person, other, pair, from_at, until_at)
    select person, other, pair, from_at, until_at from keep_apart;

create temporary table counted (equal integer not null check (equal));
insert into counted select (select count(*) from keep_apart_rebuilt) = (select count(*) from keep_apart);
drop table counted;

drop table keep_apart;
alter table keep_apart_rebuilt rename to keep_apart;
create unique index keep_apart_now on keep_apart (person, other) where until_at is null;
