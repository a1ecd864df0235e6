drop table emergencies;
