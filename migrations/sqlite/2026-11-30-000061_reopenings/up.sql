-- Whoever has lost every second factor gets in again by the word of two others.
create table reopenings (
    id blob primary key not null,
    account blob not null references accounts (id),
    staff integer not null check (staff in (0, 1)),
    centre text,
    asked_by blob not null references accounts (id),
    asked_at integer not null,
    ends_at integer not null,
    confirmed_by blob references accounts (id) check (confirmed_by <> asked_by and confirmed_by <> account),
    confirmed_at integer,
    withdrawn_at integer,
    version integer not null,
    check (asked_by <> account)
) strict;
create index reopenings_account on reopenings (account);
