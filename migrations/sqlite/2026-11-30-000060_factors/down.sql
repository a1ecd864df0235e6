alter table sign_ins drop column factor;
alter table sign_ins drop column proven_by;
alter table sign_ins drop column proven_at;
drop table ceremonies;
drop table recovery_codes;
drop table factors;
