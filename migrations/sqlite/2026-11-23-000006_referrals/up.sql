-- Persons in custody, referred by their psychologist. They have no account: an alias, and what a round needs.

create table referrals (
    id blob primary key not null,
    -- The digits of the reference, such as 2041 of P-2041.
    number integer not null unique,
    psychologist blob not null references accounts (id),
    centre text not null,
    state text not null check (state in ('draft', 'eligible', 'matched', 'in_pairing', 'completed', 'withdrawn',
        'released')),
    alias text not null,
    -- What a round needs to know of the person, as JSON.
    facts text not null,
    own_words text,
    -- The consent on paper (day, language, witness), as JSON.
    consent text,
    since integer not null,
    eligible_since integer,
    created_at integer not null,
    version integer not null
) strict;
create index referrals_psychologist on referrals (psychologist, created_at, id);
create index referrals_centre on referrals (centre, created_at, id);
create index referrals_state on referrals (centre, state, created_at, id);
