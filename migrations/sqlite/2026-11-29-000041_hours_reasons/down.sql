drop index hours_ledger_booking;
alter table hours_ledger drop column reason;
alter table bookings drop column hours_reason;
