drop table keep_apart;
drop table checks;
drop table clearances;
drop table standing_clearances;
drop table supervisees;
drop table commitments;
