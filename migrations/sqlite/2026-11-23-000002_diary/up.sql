-- The diary; people under supervision and what their officers clear; record checks; who is kept apart.

-- Whatever takes a person's time. Nothing overlaps, so that person and start are a key of their own.
create table commitments (
    person blob not null references accounts (id),
    starts_at integer not null,
    ends_at integer not null check (ends_at > starts_at),
    kind text not null check (kind in ('shift', 'session', 'training', 'absence')),
    -- The row that takes the time: a booking, a session, a course, an absence.
    source blob not null,
    primary key (person, starts_at)
) strict, without rowid;

create table supervisees (
    id blob primary key not null,
    person blob not null references accounts (id),
    officer blob not null references accounts (id),
    -- The last day under supervision, as 2026-11-28.
    ends_on text not null,
    -- Whether the order forbids associating with people with records (Cap. 325A, schedule 2).
    association_condition integer not null,
    state text not null check (state in ('current', 'ended')),
    registered_at integer not null,
    version integer not null
) strict;
create unique index supervisees_current on supervisees (person) where state = 'current';
create index supervisees_officer on supervisees (officer, registered_at, id);
create index supervisees_ending on supervisees (state, ends_on);

create table standing_clearances (
    id blob primary key not null,
    supervisee blob not null references supervisees (id),
    kind text not null check (kind in ('host', 'category', 'mentoring')),
    host blob,
    category text,
    -- The last day for which it counts.
    until_on text not null,
    granted_at integer not null,
    ended_at integer,
    version integer not null,
    check ((kind = 'host') = (host is not null)),
    check ((kind = 'category') = (category is not null))
) strict;
create index standing_clearances_supervisee on standing_clearances (supervisee, granted_at);

create table clearances (
    id blob primary key not null,
    supervisee blob not null references supervisees (id),
    officer blob not null references accounts (id),
    booking blob not null unique,
    slot blob not null,
    host blob not null,
    category text not null,
    asked_at integer not null,
    lapses_at integer not null,
    state text not null check (state in ('waiting', 'cleared', 'declined', 'lapsed', 'withdrawn')),
    decided_at integer,
    version integer not null
) strict;
create index clearances_officer on clearances (officer, asked_at, id);
create index clearances_lapsing on clearances (state, lapses_at);

-- A row only when the check was passed; never its content.
create table checks (
    id blob primary key not null,
    person blob not null references accounts (id),
    kind text not null
        check (kind in ('correctional_clearance', 'sexual_conviction_record_check', 'reference', 'identity_seen')),
    seen_on text not null,
    valid_to text,
    seen_by blob references accounts (id),
    recorded_at integer not null
) strict;
create index checks_person on checks (person, recorded_at);

-- Two rows for each pair, one from either side. A person has an account or, in custody, a referral.
create table keep_apart (
    person blob not null,
    other blob not null,
    from_at integer not null,
    until_at integer,
    pair blob not null,
    primary key (person, other, pair)
) strict, without rowid;
create unique index keep_apart_now on keep_apart (person, other) where until_at is null;
