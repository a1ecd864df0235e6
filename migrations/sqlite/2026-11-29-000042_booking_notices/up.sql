-- What others changed of a booking, and when its member has seen it. What was changed before is not told any more.
alter table bookings add column notice text check (notice in (
    'called_off', 'declined', 'given_back', 'given_up', 'lapsed', 'meets_elsewhere'));
alter table bookings add column notice_seen_at integer;
