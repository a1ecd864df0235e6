alter table accounts drop column centre;
alter table hosts drop column centre;
