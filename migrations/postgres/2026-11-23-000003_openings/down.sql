drop table slots;
drop table openings;
drop table hosts;
