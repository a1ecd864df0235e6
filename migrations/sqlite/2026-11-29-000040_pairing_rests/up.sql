-- A pairing rests for as long as one of those who wanted that does: mentor, person in custody or staff. Whoever wanted it
-- is asked before it goes on. And a mentor may end one as well, which costs the person no place in the line.

create table pairings_rebuilt (
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
    ending text check (ending in ('goals_reached', 'transferred', 'released', 'by_wish', 'by_mentor', 'other')),
    -- When it lapses if nobody moves it; null once nothing is waited for.
    lapses_at integer,
    created_at integer not null,
    version integer not null,
    paused_by_pic integer not null default 0,
    paused_by_staff integer not null default 0,
    mentor_goes_on text not null default 'none' check (mentor_goes_on in ('none', 'asked', 'declined')),
    pic_goes_on text not null default 'none' check (pic_goes_on in ('none', 'asked', 'declined'))
) strict;
insert into pairings_rebuilt (
    id, centre, mentor, mentor_account, referral, psychologist, referrer, round, state, since, points,
    factors, endorsements, approved_by, mentor_consent, pic_consent, paper, shared_goals, paused_by_mentor,
    ending, lapses_at, created_at, version,
    paused_by_staff)
    select
    id, centre, mentor, mentor_account, referral, psychologist, referrer, round, state, since, points,
    factors, endorsements, approved_by, mentor_consent, pic_consent, paper, shared_goals, paused_by_mentor,
    ending, lapses_at, created_at, version,
    state = 'paused' and not paused_by_mentor from pairings;

create temporary table counted (equal integer not null check (equal));
insert into counted select (select count(*) from pairings_rebuilt) = (select count(*) from pairings);
drop table counted;

drop table pairings;
alter table pairings_rebuilt rename to pairings;
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
