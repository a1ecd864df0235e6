-- The key first, as on SQLite, where it has to be: one order of columns on both engines.

create table keep_apart_rebuilt (
    person uuid not null,
    other uuid not null,
    pair uuid not null,
    from_at timestamptz not null,
    until_at timestamptz,
    constraint keep_apart_rebuilt_pkey primary key (person, other, pair)
);
insert into keep_apart_rebuilt (person, other, pair, from_at, until_at)
    select person, other, pair, from_at, until_at from keep_apart;

create temporary table counted (equal boolean not null check (equal)) on commit drop;
insert into counted select (select count(*) from keep_apart_rebuilt) = (select count(*) from keep_apart);
drop table counted;

drop table keep_apart;
alter table keep_apart_rebuilt rename to keep_apart;
alter table keep_apart rename constraint keep_apart_rebuilt_pkey to keep_apart_pkey;
create unique index keep_apart_now on keep_apart (person, other) where until_at is null;
