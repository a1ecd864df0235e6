-- An office is proposed by one person and approved by another; only then is there a letter. What was sent before stays sent.
alter table invitations add column approved_at integer;
update invitations set approved_at = sent_at;
alter table invitations add column approved_by blob references accounts (id)
    check (approved_by <> invited_by and (accepted_at is null or approved_at is not null));
alter table invitations add column lapsed_at integer check (lapsed_at is null or approved_at is null);
