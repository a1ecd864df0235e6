-- Being signed in is a sign-in: a session is what mentors and persons in custody have with each other.
alter table sessions rename to sign_ins;
drop index sessions_account;
create index sign_ins_account on sign_ins (account);
alter table audit rename column session to sign_in;
