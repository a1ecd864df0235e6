alter table checks drop column withdrawn_by;
alter table checks drop column withdrawn_on;
