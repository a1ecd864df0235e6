-- The log of breaches: what was found, and the steps of the guidance, each with its note. It names nobody.
create table breaches (
    id uuid primary key not null,
    found_at timestamptz not null,
    what text not null,
    -- Steps in the order in which they were noted.
    steps jsonb not null,
    entered_by uuid not null references accounts (id),
    entered_at timestamptz not null,
    closed_at timestamptz,
    version bigint not null,
    check (found_at <= entered_at)
);
create index breaches_latest on breaches (found_at, id);
