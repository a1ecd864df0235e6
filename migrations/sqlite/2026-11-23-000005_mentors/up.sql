-- Training results, psychologists' own particulars, and mentors from their first answer to stepping down.

create table module_results (
    account blob not null references accounts (id),
    -- The code of a module of the course, such as M3.
    module text not null,
    attended integer not null,
    -- Null while nobody has judged it.
    passed integer,
    on_day text not null,
    recorded_by blob references accounts (id),
    primary key (account, module)
) strict, without rowid;

create table psychologists (
    account blob primary key not null references accounts (id),
    institutions text not null,
    expertise text not null,
    -- How many pairings at a time.
    capacity integer not null check (capacity between 0 and 40),
    -- How many of them are taken.
    active_pairings integer not null,
    version integer not null
) strict;

create table mentors (
    id blob primary key not null,
    account blob not null references accounts (id),
    state text not null check (state in ('draft', 'applied', 'screening', 'interview', 'accepted', 'in_training',
        'shadowing', 'competency_review', 'active', 'deferred', 'declined', 'withdrawn', 'paused', 'suspended',
        'stepped_down')),
    since integer not null,
    centre text,
    -- What the person told of themselves, as JSON.
    answers text not null,
    submitted_at integer,
    again_from text,
    psychologist blob references accounts (id),
    endorsed integer,
    endorsed_by blob references accounts (id),
    endorsed_at integer,
    -- The psychologist who signed off.
    signed_by blob references accounts (id),
    signed_at integer,
    -- The psychologist who supervises: who signed, until another is named.
    supervisor blob references accounts (id),
    supervisor_since integer,
    coordinator blob references accounts (id),
    coordinator_signed_at integer,
    -- Who confirmed what the mentor offers, and with which focus they are at ease, as it is answered now.
    offers_confirmed_by blob references accounts (id),
    offers_confirmed_at integer,
    comfort_confirmed_by blob references accounts (id),
    comfort_confirmed_at integer,
    certified_until text,
    active_since integer,
    -- Codes of the institutions that admit the mentor.
    institutions text not null,
    training_hours integer not null,
    modules_done integer not null,
    shadowing_half_hours integer not null,
    active_pairings integer not null,
    created_at integer not null,
    version integer not null
) strict;
-- One open application or membership a person.
create unique index mentors_open on mentors (account) where state not in ('declined', 'withdrawn', 'stepped_down');
create index mentors_account on mentors (account, created_at);
create index mentors_centre on mentors (centre, since, id);
create index mentors_state on mentors (centre, state, since, id);

create table shadowing (
    id blob primary key not null,
    mentor blob not null references mentors (id),
    on_day text not null,
    half_hours integer not null check (half_hours between 1 and 24),
    recorded_by blob references accounts (id),
    created_at integer not null
) strict;
create index shadowing_mentor on shadowing (mentor, on_day);

create table mentor_history (
    id blob primary key not null,
    mentor blob not null references mentors (id),
    -- The version of the mentor that it made: the order of what happened at one moment.
    version integer not null,
    at integer not null,
    event text not null,
    state text,
    recorded_by blob references accounts (id),
    note text
) strict;
create index mentor_history_mentor on mentor_history (mentor, version);
