drop table server;
