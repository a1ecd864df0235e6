drop table reopenings;
