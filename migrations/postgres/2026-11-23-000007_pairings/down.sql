drop table pairing_history;
drop table pairings;
drop table rounds;
drop table centre_weights;
