-- A psychologist reads the file of one person in an emergency, for an hour; a privacy officer says afterwards whether it was
-- justified.
create table emergencies (
    id blob primary key not null,
    reader blob not null references accounts (id),
    -- The office under which it was opened, and of which centre.
    role text not null,
    scope text,
    -- The account or the referral of the one person whom it is for.
    subject blob not null,
    person blob references accounts (id),
    referral blob references referrals (id),
    cause text not null check (cause in ('missing', 'danger', 'absence')),
    reason text not null,
    opened_at integer not null,
    ends_at integer not null,
    ended_at integer,
    reviewed_by blob references accounts (id) check (reviewed_by <> reader and reviewed_by <> person),
    reviewed_at integer,
    verdict text check (verdict in ('justified', 'unjustified')),
    review_note text,
    version integer not null,
    check (person <> reader),
    check (subject = coalesce(person, referral) and (person is null) <> (referral is null)),
    check ((reviewed_by is null) = (reviewed_at is null) and (verdict is null) = (reviewed_at is null))
) strict;
create index emergencies_of_reader on emergencies (reader, ends_at);
-- Nobody opens a second one for the same person before somebody else has looked at the first.
create unique index emergencies_not_reviewed on emergencies (reader, subject) where reviewed_at is null;
create index emergencies_to_review on emergencies (opened_at) where reviewed_at is null;
