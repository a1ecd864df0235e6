-- Who looked at what of whom, and because of what: read by whom it is about. One row for all looks of a quarter of an hour
-- that show the same for the same reason; the lines of the audit log beside it name every one.
create table looks (
    id blob primary key not null,
    -- An account, or the referral of a person in custody.
    subject blob not null,
    reader blob not null references accounts (id),
    -- The office in which they looked, and of which centre, institution or host.
    role text not null,
    scope text,
    seen text not null check (seen in
        ('account', 'supervision', 'checks', 'bookings', 'mentor', 'referral', 'pairing', 'request', 'apart')),
    purpose text not null,
    -- When the quarter of an hour began.
    stretch integer not null,
    at integer not null,
    -- The emergency access by which they looked, where it was one.
    emergency blob,
    unique (subject, reader, stretch, seen, purpose, role)
) strict;
create index looks_of_subject on looks (subject, at, id);

create trigger looks_no_update before update on looks
    begin select raise(abort, 'who looked only grows'); end;
create trigger looks_no_delete before delete on looks
    begin select raise(abort, 'who looked only grows'); end;
