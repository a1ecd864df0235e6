drop table confirmations;
update bookings set state = 'confirmed' where state = 'awaiting_confirmation';
update bookings set state = 'cancelled' where state = 'given_back';
drop index bookings_active;
create unique index bookings_active on bookings (slot, person)
    where state not in ('cancelled', 'declined', 'lapsed');
alter table bookings drop column confirms_at;
alter table bookings drop constraint bookings_state_check;
alter table bookings add constraint bookings_state_check check (state in (
    'awaiting_clearance', 'confirmed', 'cancelled', 'declined', 'lapsed',
    'attended', 'absent', 'excused', 'verified'));
