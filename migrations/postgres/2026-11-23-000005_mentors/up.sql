-- Training results, psychologists' own particulars, and mentors from their first answer to stepping down.

create table module_results (
    account uuid not null references accounts (id),
    -- The code of a module of the course, such as M3.
    module text not null,
    attended boolean not null,
    -- Null while nobody has judged it.
    passed boolean,
    on_day text not null,
    recorded_by uuid references accounts (id),
    primary key (account, module)
);

create table psychologists (
    account uuid primary key not null references accounts (id),
    institutions jsonb not null,
    expertise jsonb not null,
    -- How many pairings at a time.
    capacity bigint not null check (capacity between 0 and 40),
    -- How many of them are taken.
    active_pairings bigint not null,
    version bigint not null
);

create table mentors (
    id uuid primary key not null,
    account uuid not null references accounts (id),
    state text not null check (state in ('draft', 'applied', 'screening', 'interview', 'accepted', 'in_training',
        'shadowing', 'competency_review', 'active', 'deferred', 'declined', 'withdrawn', 'paused', 'suspended',
        'stepped_down')),
    since timestamptz not null,
    centre text,
    -- What the person told of themselves, as JSON.
    answers text not null,
    submitted_at timestamptz,
    again_from text,
    psychologist uuid references accounts (id),
    endorsed boolean,
    endorsed_by uuid references accounts (id),
    endorsed_at timestamptz,
    -- The psychologist who signed off.
    signed_by uuid references accounts (id),
    signed_at timestamptz,
    -- The psychologist who supervises: who signed, until another is named.
    supervisor uuid references accounts (id),
    supervisor_since timestamptz,
    coordinator uuid references accounts (id),
    coordinator_signed_at timestamptz,
    -- Who confirmed what the mentor offers, and with which focus they are at ease, as it is answered now.
    offers_confirmed_by uuid references accounts (id),
    offers_confirmed_at timestamptz,
    comfort_confirmed_by uuid references accounts (id),
    comfort_confirmed_at timestamptz,
    certified_until text,
    active_since timestamptz,
    -- Codes of the institutions that admit the mentor.
    institutions jsonb not null,
    training_hours bigint not null,
    modules_done bigint not null,
    shadowing_half_hours bigint not null,
    active_pairings bigint not null,
    created_at timestamptz not null,
    version bigint not null
);
-- One open application or membership a person.
create unique index mentors_open on mentors (account) where state not in ('declined', 'withdrawn', 'stepped_down');
create index mentors_account on mentors (account, created_at);
create index mentors_centre on mentors (centre, since, id);
create index mentors_state on mentors (centre, state, since, id);

create table shadowing (
    id uuid primary key not null,
    mentor uuid not null references mentors (id),
    on_day text not null,
    half_hours bigint not null check (half_hours between 1 and 24),
    recorded_by uuid references accounts (id),
    created_at timestamptz not null
);
create index shadowing_mentor on shadowing (mentor, on_day);

create table mentor_history (
    id uuid primary key not null,
    mentor uuid not null references mentors (id),
    -- The version of the mentor that it made: the order of what happened at one moment.
    version bigint not null,
    at timestamptz not null,
    event text not null,
    state text,
    recorded_by uuid references accounts (id),
    note text
);
create index mentor_history_mentor on mentor_history (mentor, version);
