-- Every line of the audit log gets a leaf of a hash tree, and every few seconds a signed checkpoint of the tree.
-- No foreign key to the line: `audit verify` is to find one that is gone, and not a start to be stopped by it.
create table audit_leaves (
    position bigint primary key not null,
    audit uuid not null unique,
    hash bytea not null
);
create table audit_checkpoints (
    size bigint primary key not null,
    -- The roots of the full subtrees, from which the next leaves go on.
    edge bytea not null,
    -- Size and root as a signed note.
    note text not null,
    at timestamptz not null
);
-- Which transaction wrote a line: neither ids nor sequences are in the order of commits, but once the oldest
-- transaction under way is younger, no more lines of this one come.
alter table audit add column written_in bigint default (pg_current_xact_id()::text::bigint);
create index audit_written_in on audit (written_in, id);

-- These only grow.
create function only_grows() returns trigger language plpgsql as
    $$ begin raise exception '%', tg_argv[0]; end $$;
create trigger audit_leaves_only_grows before update or delete or truncate on audit_leaves
    for each statement execute function only_grows('the seals of the audit log only grow');
create trigger audit_checkpoints_only_grows before update or delete or truncate on audit_checkpoints
    for each statement execute function only_grows('the seals of the audit log only grow');
create trigger hours_ledger_only_grows before update or delete or truncate on hours_ledger
    for each statement execute function only_grows('the ledger of hours only grows: a correction is one more line');
create trigger pairing_history_only_grows before update or delete or truncate on pairing_history
    for each statement execute function only_grows('the history of a pairing only grows');
create trigger mentor_history_only_grows before update or delete or truncate on mentor_history
    for each statement execute function only_grows('the history of a mentor only grows');

-- A consent on paper can be followed by a newer one; nothing takes it away.
create function consent_stays() returns trigger language plpgsql as
    $$ begin raise exception 'a consent is not taken away: a newer one takes its place'; end $$;
create trigger referrals_consent_stays before update of consent on referrals
    for each row when (old.consent is not null and new.consent is null) execute function consent_stays();
create trigger referrals_consent_not_deleted before delete on referrals
    for each row when (old.consent is not null) execute function consent_stays();
create trigger referrals_consent_not_truncated before truncate on referrals
    for each statement execute function consent_stays();
create trigger pairings_consent_stays before update of paper on pairings
    for each row when (old.paper is not null and new.paper is null) execute function consent_stays();
create trigger pairings_consent_not_deleted before delete on pairings
    for each row when (old.paper is not null) execute function consent_stays();
create trigger pairings_consent_not_truncated before truncate on pairings
    for each statement execute function consent_stays();
