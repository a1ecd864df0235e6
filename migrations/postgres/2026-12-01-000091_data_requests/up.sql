-- What somebody asks about what is kept of them: to see it, to have it mended, to object, to have it erased.
create table data_requests (
    id uuid primary key not null,
    -- Whom it is about: an account, or the referral of a person in custody.
    person uuid references accounts (id),
    referral uuid references referrals (id),
    kind text not null check (kind in ('access', 'correction', 'objection', 'erasure')),
    way text not null check (way in ('page', 'paper')),
    language text not null,
    -- The clock of forty days begins on this day.
    asked_on text not null,
    words text,
    -- Who entered it from paper.
    entered_by uuid references accounts (id),
    -- Who says whether notes may be handed over.
    psychologist uuid references accounts (id),
    state text not null check (state in ('open', 'answered', 'refused', 'withdrawn')),
    notes text check (notes in ('release', 'withhold')),
    notes_reason text,
    notes_by uuid references accounts (id),
    notes_at timestamptz,
    -- Parts of the copy that are not handed over; the reply says why.
    held_back jsonb not null,
    reply text,
    decided_by uuid references accounts (id) check (decided_by <> person),
    decided_at timestamptz,
    -- The last alarm of the clock.
    reminded bigint not null check (reminded in (0, 30, 35)),
    created_at timestamptz not null,
    version bigint not null,
    check ((person is null) <> (referral is null)),
    check ((way = 'paper') = (entered_by is not null)),
    check ((notes is null) = (notes_at is null)),
    check ((state in ('answered', 'refused')) = (decided_by is not null))
);
create unique index data_requests_of_person on data_requests (person, kind) where state = 'open';
create unique index data_requests_of_referral on data_requests (referral, kind) where state = 'open';
create index data_requests_own on data_requests (person, created_at, id);
create index data_requests_clock on data_requests (state, asked_on, id);
