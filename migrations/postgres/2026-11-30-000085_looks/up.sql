-- Who looked at what of whom, and because of what: read by whom it is about. One row for all looks of a quarter of an hour
-- that show the same for the same reason; the lines of the audit log beside it name every one.
create table looks (
    id uuid primary key not null,
    -- An account, or the referral of a person in custody.
    subject uuid not null,
    reader uuid not null references accounts (id),
    -- The office in which they looked, and of which centre, institution or host.
    role text not null,
    scope text,
    seen text not null check (seen in
        ('account', 'supervision', 'checks', 'bookings', 'mentor', 'referral', 'pairing', 'request', 'apart')),
    purpose text not null,
    -- When the quarter of an hour began.
    stretch timestamptz not null,
    at timestamptz not null,
    -- The emergency access by which they looked, where it was one.
    emergency uuid,
    unique (subject, reader, stretch, seen, purpose, role)
);
create index looks_of_subject on looks (subject, at, id);

create trigger looks_only_grows before update or delete or truncate on looks
    for each statement execute function only_grows('who looked only grows');
