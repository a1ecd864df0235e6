-- What others changed of a pairing, and when its mentor has seen it. What was changed before is not told any more.
alter table pairings add column notice text check (notice in (
    'begun', 'does_not_begin', 'rests', 'goes_on', 'goals_reached', 'released', 'ended_as_wished', 'ended'));
alter table pairings add column notice_seen_at timestamptz;
-- When a host handed an opening to the coordinators, as the audit log remembers it: who has waited longest is looked at first.
alter table openings add column submitted_at timestamptz;
update openings set submitted_at = coalesce(
    (select max(audit.at) from audit where audit.event = 'opening.submitted' and audit.object = openings.id), created_at)
    where state <> 'draft';
