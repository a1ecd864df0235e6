alter table openings drop column submitted_at;
alter table pairings drop column notice_seen_at;
alter table pairings drop column notice;
