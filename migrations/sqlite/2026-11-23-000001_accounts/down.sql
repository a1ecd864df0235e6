drop table answers;
drop table outbox;
drop table audit;
drop table invitations;
drop table link_tokens;
drop table sessions;
drop table grants;
drop table accounts;
