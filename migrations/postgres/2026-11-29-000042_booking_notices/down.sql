alter table bookings drop column notice_seen_at;
alter table bookings drop column notice;
