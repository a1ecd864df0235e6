create table keep_apart_rebuilt (
    person blob not null,
    other blob not null,
    from_at integer not null,
    until_at integer,
    pair blob not null,
    primary key (person, other, pair)
) strict, without rowid;
insert into keep_apart_rebuilt (person, other, from_at, until_at, pair)
    select person, other, from_at, until_at, pair from keep_apart;
drop table keep_apart;
alter table keep_apart_rebuilt rename to keep_apart;
create unique index keep_apart_now on keep_apart (person, other) where until_at is null;
