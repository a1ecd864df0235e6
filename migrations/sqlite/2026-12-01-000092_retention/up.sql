-- For how long rows of a kind are kept, where it is not what the product begins with.
create table retention_periods (
    kind text primary key not null,
    months integer not null check (months > 0),
    changed_by blob not null references accounts (id),
    changed_at integer not null,
    version integer not null
) strict;
-- What was kept long enough is erased: proposed by one person, approved by another, done row by row.
create table purges (
    id blob primary key not null,
    as_of text not null,
    state text not null check (state in ('proposed', 'approved', 'done', 'withdrawn', 'lapsed')),
    -- Of each kind the day before which it was over, how many rows were found, and how many are erased.
    lines text not null,
    proposed_by blob not null references accounts (id),
    proposed_at integer not null,
    approved_by blob references accounts (id) check (approved_by <> proposed_by),
    approved_at integer,
    ended_at integer,
    version integer not null,
    check ((approved_by is null) = (approved_at is null)),
    check ((state in ('proposed', 'approved')) = (ended_at is null))
) strict;
-- One at a time.
create unique index purges_open on purges ((ended_at is null)) where ended_at is null;
create index purges_latest on purges (proposed_at, id);
-- What went by itself, counted by the day.
create table swept (
    kind text not null,
    on_day text not null,
    erased integer not null,
    primary key (kind, on_day)
) strict;
-- Nothing of somebody is erased while this lasts: there is a dispute.
create table holds (
    id blob primary key not null,
    person blob references accounts (id),
    referral blob references referrals (id),
    reason text not null,
    placed_by blob not null references accounts (id),
    placed_at integer not null,
    ended_by blob references accounts (id),
    ended_at integer,
    version integer not null,
    check ((person is null) <> (referral is null)),
    check ((ended_by is null) = (ended_at is null))
) strict;
create unique index holds_of_person on holds (person) where ended_at is null;
create unique index holds_of_referral on holds (referral) where ended_at is null;
-- What somebody told of themselves is erased while their way stays known.
alter table mentors add column answers_erased_at integer;
