drop index keep_apart_now;
-- A pair that several centres entered is one pair again.
delete from keep_apart where until_at is null and exists (
    select 1 from keep_apart as first where first.until_at is null and first.person = keep_apart.person
    and first.other = keep_apart.other and first.centre < keep_apart.centre);
create unique index keep_apart_now on keep_apart (person, other) where until_at is null;
alter table keep_apart drop column ending_asked_at;
alter table keep_apart drop column ending_asked_by;
alter table keep_apart drop column entered_by;
alter table keep_apart drop column centre;
