alter table audit rename column sign_in to session;
drop index sign_ins_account;
alter table sign_ins rename to sessions;
create index sessions_account on sessions (account);
