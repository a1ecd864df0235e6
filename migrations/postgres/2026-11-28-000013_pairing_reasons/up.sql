-- Why contact had to rest, as codes with parameters; null where it did not, and before reasons were kept.
alter table pairing_history add column reasons jsonb;
