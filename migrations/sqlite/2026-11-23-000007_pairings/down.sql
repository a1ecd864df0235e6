drop table pairing_history;
drop table pairings;
drop table rounds;
