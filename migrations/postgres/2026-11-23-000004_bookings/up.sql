-- Bookings of slots, and the hours that come of them.

create table bookings (
    id uuid primary key not null,
    slot uuid not null references slots (id),
    person uuid not null references accounts (id),
    -- Copied from the slot, so that one index answers each list.
    host uuid not null references hosts (id),
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    state text not null check (state in (
        'awaiting_clearance', 'confirmed', 'cancelled', 'declined', 'lapsed',
        'attended', 'absent', 'excused', 'verified')),
    -- Served hours in quarters: reported by the host, then verified by a coordinator.
    quarters bigint check (quarters > 0),
    booked_at timestamptz not null,
    version bigint not null
);
create unique index bookings_active on bookings (slot, person)
    where state not in ('cancelled', 'declined', 'lapsed');
create index bookings_slot on bookings (slot, booked_at);
create index bookings_person on bookings (person, starts_at, id);
create index bookings_attended on bookings (state, starts_at, id);

-- Append-only: a correction is one more line.
create table hours_ledger (
    id uuid primary key not null,
    person uuid not null references accounts (id),
    booking uuid not null references bookings (id),
    quarters bigint not null,
    purpose text not null check (purpose in ('voluntary', 'training')),
    -- The day of service.
    served_on text not null,
    written_at timestamptz not null
);
create index hours_ledger_person on hours_ledger (person, served_on);
