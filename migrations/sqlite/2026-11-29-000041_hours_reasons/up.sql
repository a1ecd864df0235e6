-- Hours beyond the shift have a reason in words, and so has a line that takes verified hours back.
alter table bookings add column hours_reason text;
alter table hours_ledger add column reason text;
create index hours_ledger_booking on hours_ledger (booking, written_at);
