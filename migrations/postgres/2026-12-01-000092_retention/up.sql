-- For how long rows of a kind are kept, where it is not what the product begins with.
create table retention_periods (
    kind text primary key not null,
    months bigint not null check (months > 0),
    changed_by uuid not null references accounts (id),
    changed_at timestamptz not null,
    version bigint not null
);
-- What was kept long enough is erased: proposed by one person, approved by another, done row by row.
create table purges (
    id uuid primary key not null,
    as_of text not null,
    state text not null check (state in ('proposed', 'approved', 'done', 'withdrawn', 'lapsed')),
    -- Of each kind the day before which it was over, how many rows were found, and how many are erased.
    lines jsonb not null,
    proposed_by uuid not null references accounts (id),
    proposed_at timestamptz not null,
    approved_by uuid references accounts (id) check (approved_by <> proposed_by),
    approved_at timestamptz,
    ended_at timestamptz,
    version bigint not null,
    check ((approved_by is null) = (approved_at is null)),
    check ((state in ('proposed', 'approved')) = (ended_at is null))
);
-- One at a time.
create unique index purges_open on purges ((ended_at is null)) where ended_at is null;
create index purges_latest on purges (proposed_at, id);
-- What went by itself, counted by the day.
create table swept (
    kind text not null,
    on_day text not null,
    erased bigint not null,
    primary key (kind, on_day)
);
-- Nothing of somebody is erased while this lasts: there is a dispute.
create table holds (
    id uuid primary key not null,
    person uuid references accounts (id),
    referral uuid references referrals (id),
    reason text not null,
    placed_by uuid not null references accounts (id),
    placed_at timestamptz not null,
    ended_by uuid references accounts (id),
    ended_at timestamptz,
    version bigint not null,
    check ((person is null) <> (referral is null)),
    check ((ended_by is null) = (ended_at is null))
);
create unique index holds_of_person on holds (person) where ended_at is null;
create unique index holds_of_referral on holds (referral) where ended_at is null;
-- What somebody told of themselves is erased while their way stays known.
alter table mentors add column answers_erased_at timestamptz;
