-- Bookings of people on the keep-apart list wait to be confirmed, and where two would meet a coordinator decides.

alter table bookings drop constraint bookings_state_check;
alter table bookings add constraint bookings_state_check check (state in (
    'awaiting_clearance', 'awaiting_confirmation', 'confirmed', 'cancelled', 'declined', 'given_back', 'lapsed',
    'attended', 'absent', 'excused', 'verified'));
-- When it confirms itself, while it waits for that.
alter table bookings add column confirms_at timestamptz;
drop index bookings_active;
create unique index bookings_active on bookings (slot, person)
    where state not in ('cancelled', 'declined', 'given_back', 'lapsed');

-- A booking where somebody whom its person must not meet held a place already.
create table confirmations (
    id uuid primary key not null,
    pair uuid not null,
    -- The centre of the pair, whose coordinators decide.
    centre text not null,
    slot uuid not null references slots (id),
    booking uuid not null references bookings (id),
    person uuid not null references accounts (id),
    -- Whose place was there first.
    first_booking uuid not null references bookings (id),
    first_person uuid not null references accounts (id),
    asked_at timestamptz not null,
    state text not null check (state in ('waiting', 'together', 'given_back', 'other_given_back', 'withdrawn')),
    decided_by uuid references accounts (id),
    decided_at timestamptz,
    version bigint not null
);
create index confirmations_centre on confirmations (state, centre, asked_at, id);
create index confirmations_booking on confirmations (booking);
create index confirmations_first on confirmations (first_booking);
create index confirmations_pair on confirmations (pair, person);
