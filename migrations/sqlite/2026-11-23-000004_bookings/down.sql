drop table hours_ledger;
drop table bookings;
