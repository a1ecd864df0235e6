drop table breaches;
