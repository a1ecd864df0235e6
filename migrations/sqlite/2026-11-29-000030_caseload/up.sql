-- The centre that works with a host, or with a member; null while none has taken it.
alter table hosts add column centre text;
alter table accounts add column centre text;
