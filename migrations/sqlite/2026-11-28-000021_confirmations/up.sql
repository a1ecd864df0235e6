-- Bookings of people on the keep-apart list wait to be confirmed, and where two would meet a coordinator decides.

-- SQLite changes no check: rebuilt by the recipe in CONTRIBUTING.md.
create table bookings_rebuilt (
    id blob primary key not null,
    slot blob not null references slots (id),
    person blob not null references accounts (id),
    -- Copied from the slot, so that one index answers each list.
    host blob not null references hosts (id),
    starts_at integer not null,
    ends_at integer not null,
    state text not null check (state in (
        'awaiting_clearance', 'awaiting_confirmation', 'confirmed', 'cancelled', 'declined', 'given_back', 'lapsed',
        'attended', 'absent', 'excused', 'verified')),
    -- Served hours in quarters: reported by the host, then verified by a coordinator.
    quarters integer check (quarters > 0),
    booked_at integer not null,
    version integer not null,
    -- When it confirms itself, while it waits for that.
    confirms_at integer
) strict;
insert into bookings_rebuilt (id, slot, person, host, starts_at, ends_at, state, quarters, booked_at, version)
    select id, slot, person, host, starts_at, ends_at, state, quarters, booked_at, version from bookings;

create temporary table counted (equal integer not null check (equal));
insert into counted select (select count(*) from bookings_rebuilt) = (select count(*) from bookings);
drop table counted;

drop table bookings;
alter table bookings_rebuilt rename to bookings;
create unique index bookings_active on bookings (slot, person)
    where state not in ('cancelled', 'declined', 'given_back', 'lapsed');
create index bookings_slot on bookings (slot, booked_at);
create index bookings_person on bookings (person, starts_at, id);
create index bookings_attended on bookings (state, starts_at, id);

-- A booking where somebody whom its person must not meet held a place already.
create table confirmations (
    id blob primary key not null,
    pair blob not null,
    -- The centre of the pair, whose coordinators decide.
    centre text not null,
    slot blob not null references slots (id),
    booking blob not null references bookings (id),
    person blob not null references accounts (id),
    -- Whose place was there first.
    first_booking blob not null references bookings (id),
    first_person blob not null references accounts (id),
    asked_at integer not null,
    state text not null check (state in ('waiting', 'together', 'given_back', 'other_given_back', 'withdrawn')),
    decided_by blob references accounts (id),
    decided_at integer,
    version integer not null
) strict;
create index confirmations_centre on confirmations (state, centre, asked_at, id);
create index confirmations_booking on confirmations (booking);
create index confirmations_first on confirmations (first_booking);
create index confirmations_pair on confirmations (pair, person);
