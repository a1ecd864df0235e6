alter table mentors drop column answers_erased_at;
drop table holds;
drop table swept;
drop table purges;
drop table retention_periods;
