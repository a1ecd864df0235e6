create table keep_apart_rebuilt (
    person uuid not null,
    other uuid not null,
    from_at timestamptz not null,
    until_at timestamptz,
    pair uuid not null,
    constraint keep_apart_rebuilt_pkey primary key (person, other, pair)
);
insert into keep_apart_rebuilt (person, other, from_at, until_at, pair)
    select person, other, from_at, until_at, pair from keep_apart;
drop table keep_apart;
alter table keep_apart_rebuilt rename to keep_apart;
alter table keep_apart rename constraint keep_apart_rebuilt_pkey to keep_apart_pkey;
create unique index keep_apart_now on keep_apart (person, other) where until_at is null;
