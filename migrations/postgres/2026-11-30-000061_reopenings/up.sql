-- Whoever has lost every second factor gets in again by the word of two others.
create table reopenings (
    id uuid primary key not null,
    account uuid not null references accounts (id),
    staff boolean not null,
    centre text,
    asked_by uuid not null references accounts (id),
    asked_at timestamptz not null,
    ends_at timestamptz not null,
    confirmed_by uuid references accounts (id) check (confirmed_by <> asked_by and confirmed_by <> account),
    confirmed_at timestamptz,
    withdrawn_at timestamptz,
    version bigint not null,
    check (asked_by <> account)
);
create index reopenings_account on reopenings (account);
