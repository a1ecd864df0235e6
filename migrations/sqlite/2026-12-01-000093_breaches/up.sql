-- The log of breaches: what was found, and the steps of the guidance, each with its note. It names nobody.
create table breaches (
    id blob primary key not null,
    found_at integer not null,
    what text not null,
    -- Steps in the order in which they were noted.
    steps text not null,
    entered_by blob not null references accounts (id),
    entered_at integer not null,
    closed_at integer,
    version integer not null,
    check (found_at <= entered_at)
) strict;
create index breaches_latest on breaches (found_at, id);
