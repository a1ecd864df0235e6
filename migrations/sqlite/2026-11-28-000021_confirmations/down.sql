drop table confirmations;
update bookings set state = 'confirmed' where state = 'awaiting_confirmation';
update bookings set state = 'cancelled' where state = 'given_back';
create table bookings_rebuilt (
    id blob primary key not null,
    slot blob not null references slots (id),
    person blob not null references accounts (id),
    host blob not null references hosts (id),
    starts_at integer not null,
    ends_at integer not null,
    state text not null check (state in (
        'awaiting_clearance', 'confirmed', 'cancelled', 'declined', 'lapsed',
        'attended', 'absent', 'excused', 'verified')),
    quarters integer check (quarters > 0),
    booked_at integer not null,
    version integer not null
) strict;
insert into bookings_rebuilt (id, slot, person, host, starts_at, ends_at, state, quarters, booked_at, version)
    select id, slot, person, host, starts_at, ends_at, state, quarters, booked_at, version from bookings;

create temporary table counted (equal integer not null check (equal));
insert into counted select (select count(*) from bookings_rebuilt) = (select count(*) from bookings);
drop table counted;

drop table bookings;
alter table bookings_rebuilt rename to bookings;
create unique index bookings_active on bookings (slot, person)
    where state not in ('cancelled', 'declined', 'lapsed');
create index bookings_slot on bookings (slot, booked_at);
create index bookings_person on bookings (person, starts_at, id);
create index bookings_attended on bookings (state, starts_at, id);
