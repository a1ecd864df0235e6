-- Second factors. The secret of an app is made from the server's secret and the row's id, and stands nowhere; of a
-- passkey there is the public key.
create table factors (
    id blob primary key not null,
    account blob not null references accounts (id),
    kind text not null check (kind in ('passkey', 'app')),
    name text not null,
    credential text check ((credential is not null) = (kind = 'passkey')),
    -- The last half minute whose code was taken: no code counts twice.
    last_step integer,
    created_at integer not null,
    last_used_at integer,
    version integer not null
) strict;
create index factors_account on factors (account);

create table recovery_codes (
    id blob primary key not null,
    account blob not null references accounts (id),
    hash blob not null,
    used_at integer
) strict;
create index recovery_codes_account on recovery_codes (account);

-- What a passkey or an app was asked for a moment ago; it is deleted by whoever takes it up.
create table ceremonies (
    id blob primary key not null,
    account blob references accounts (id),
    sign_in blob references sign_ins (id),
    purpose text not null check (purpose in ('enrol_passkey', 'enrol_app', 'prove_passkey', 'sign_in_passkey')),
    state text,
    ends_at integer not null
) strict;
create index ceremonies_ends_at on ceremonies (ends_at);

-- Until a sign-in has proven a second factor it is half of one.
alter table sign_ins add column proven_at integer;
alter table sign_ins add column proven_by text check (proven_by in ('passkey', 'app', 'recovery'));
alter table sign_ins add column factor blob;
