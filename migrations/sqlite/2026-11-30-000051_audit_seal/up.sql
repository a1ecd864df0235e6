-- Every line of the audit log gets a leaf of a hash tree, and every few seconds a signed checkpoint of the tree.
-- No foreign key to the line: `audit verify` is to find one that is gone, and not a start to be stopped by it.
create table audit_leaves (
    position integer primary key not null,
    audit blob not null unique,
    hash blob not null
) strict;
create table audit_checkpoints (
    size integer primary key not null,
    -- The roots of the full subtrees, from which the next leaves go on.
    edge blob not null,
    -- Size and root as a signed note.
    note text not null,
    at integer not null
) strict;
-- Which transaction wrote a line. Only PostgreSQL fills it: SQLite has one writer, so its rowids are in order.
alter table audit add column written_in integer;

-- These only grow.
create trigger audit_leaves_no_update before update on audit_leaves
    begin select raise(abort, 'the seals of the audit log only grow'); end;
create trigger audit_leaves_no_delete before delete on audit_leaves
    begin select raise(abort, 'the seals of the audit log only grow'); end;
create trigger audit_checkpoints_no_update before update on audit_checkpoints
    begin select raise(abort, 'the seals of the audit log only grow'); end;
create trigger audit_checkpoints_no_delete before delete on audit_checkpoints
    begin select raise(abort, 'the seals of the audit log only grow'); end;
create trigger hours_ledger_no_update before update on hours_ledger
    begin select raise(abort, 'the ledger of hours only grows: a correction is one more line'); end;
create trigger hours_ledger_no_delete before delete on hours_ledger
    begin select raise(abort, 'the ledger of hours only grows: a correction is one more line'); end;
create trigger pairing_history_no_update before update on pairing_history
    begin select raise(abort, 'the history of a pairing only grows'); end;
create trigger pairing_history_no_delete before delete on pairing_history
    begin select raise(abort, 'the history of a pairing only grows'); end;
create trigger mentor_history_no_update before update on mentor_history
    begin select raise(abort, 'the history of a mentor only grows'); end;
create trigger mentor_history_no_delete before delete on mentor_history
    begin select raise(abort, 'the history of a mentor only grows'); end;

-- A consent on paper can be followed by a newer one; nothing takes it away.
create trigger referrals_consent_stays before update of consent on referrals
    when old.consent is not null and new.consent is null
    begin select raise(abort, 'a consent is not taken away: a newer one takes its place'); end;
create trigger referrals_consent_not_deleted before delete on referrals when old.consent is not null
    begin select raise(abort, 'a consent is not taken away: a newer one takes its place'); end;
create trigger pairings_consent_stays before update of paper on pairings
    when old.paper is not null and new.paper is null
    begin select raise(abort, 'a consent is not taken away: a newer one takes its place'); end;
create trigger pairings_consent_not_deleted before delete on pairings when old.paper is not null
    begin select raise(abort, 'a consent is not taken away: a newer one takes its place'); end;
