alter table invitations drop column lapsed_at;
alter table invitations drop column approved_by;
alter table invitations drop column approved_at;
