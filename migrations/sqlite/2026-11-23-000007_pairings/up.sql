-- Pairings of a mentor, a psychologist and a person in custody; the rounds that propose them.

-- How much each of the ten factors counts in a centre's rounds; a centre without a row has the product's own.
create table centre_weights (
    centre text primary key not null,
    -- Ten whole numbers whose sum is 1000, as JSON.
    weights text not null,
    changed_by blob references accounts (id),
    changed_at integer not null,
    version integer not null
) strict;

create table rounds (
    id blob primary key not null,
    centre text not null,
    -- The day on which certificates and waiting times are judged.
    on_day text not null,
    state text not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
    step text not null check (step in ('reading', 'candidates', 'solving', 'explaining', 'storing')),
    -- How much of the step is done, in thousandths.
    permille integer not null check (permille between 0 and 1000),
    cancel_asked integer not null,
    asked_by blob references accounts (id),
    -- Whoever works on it renews this; after it somebody else may begin anew.
    lease_until integer,
    attempts integer not null,
    created_at integer not null,
    finished_at integer,
    -- What came of it, as JSON: counts, the proof's two sides, and why the unmatched are unmatched.
    outcome text,
    version integer not null
) strict;
create index rounds_centre on rounds (centre, created_at, id);
create index rounds_state on rounds (state, created_at);
-- One round of a centre at a time.
create unique index rounds_open on rounds (centre) where state in ('queued', 'running');

create table pairings (
    id blob primary key not null,
    centre text not null,
    mentor blob not null references mentors (id),
    -- The mentor's account, so that a pairing knows whose it is.
    mentor_account blob not null references accounts (id),
    referral blob not null references referrals (id),
    -- The mentor's supervisor.
    psychologist blob not null references accounts (id),
    -- The psychologist who referred the person; often the same.
    referrer blob not null references accounts (id),
    round blob references rounds (id),
    state text not null check (state in ('proposed', 'endorsed', 'approved', 'consenting', 'active', 'paused',
        'closed', 'declined', 'refused', 'lapsed')),
    since integer not null,
    -- 0 to 10000; what the factors add up to.
    points integer,
    -- The ten reasons with their facts, as JSON.
    factors text,
    -- Who endorsed and when, as JSON.
    endorsements text not null,
    approved_by blob references accounts (id),
    mentor_consent text not null check (mentor_consent in ('none', 'asked', 'given', 'declined')),
    pic_consent text not null check (pic_consent in ('none', 'asked', 'given', 'declined')),
    -- The consent on paper (day, language, witness), as JSON.
    paper text,
    shared_goals text,
    paused_by_mentor integer not null,
    ending text check (ending in ('goals_reached', 'transferred', 'released', 'by_wish', 'other')),
    -- When it lapses if nobody moves it; null once nothing is waited for.
    lapses_at integer,
    created_at integer not null,
    version integer not null
) strict;
create index pairings_centre on pairings (centre, created_at, id);
create index pairings_psychologist on pairings (psychologist, created_at, id);
create index pairings_referrer on pairings (referrer, created_at, id);
create index pairings_mentor on pairings (mentor_account, created_at, id);
create index pairings_round on pairings (round);
create index pairings_pair on pairings (mentor, referral);
create index pairings_lapse on pairings (lapses_at);
-- A person has one pairing at a time, and the same two are not proposed twice at once.
create unique index pairings_live on pairings (referral)
    where state in ('approved', 'consenting', 'active', 'paused');
create unique index pairings_open on pairings (referral, mentor) where state in ('proposed', 'endorsed');

create table pairing_history (
    id blob primary key not null,
    pairing blob not null references pairings (id),
    at integer not null,
    -- The version of the pairing that it moved on from: the order of steps, also of two at one moment.
    turn integer not null,
    event text not null,
    recorded_by blob references accounts (id),
    -- Why, in the words of whoever said no.
    note text
) strict;
create index pairing_history_pairing on pairing_history (pairing, turn);
