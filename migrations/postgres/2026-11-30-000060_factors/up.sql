-- Second factors. The secret of an app is made from the server's secret and the row's id, and stands nowhere; of a
-- passkey there is the public key.
create table factors (
    id uuid primary key not null,
    account uuid not null references accounts (id),
    kind text not null check (kind in ('passkey', 'app')),
    name text not null,
    credential text check ((credential is not null) = (kind = 'passkey')),
    -- The last half minute whose code was taken: no code counts twice.
    last_step bigint,
    created_at timestamptz not null,
    last_used_at timestamptz,
    version bigint not null
);
create index factors_account on factors (account);

create table recovery_codes (
    id uuid primary key not null,
    account uuid not null references accounts (id),
    hash bytea not null,
    used_at timestamptz
);
create index recovery_codes_account on recovery_codes (account);

-- What a passkey or an app was asked for a moment ago; it is deleted by whoever takes it up.
create table ceremonies (
    id uuid primary key not null,
    account uuid references accounts (id),
    sign_in uuid references sign_ins (id),
    purpose text not null check (purpose in ('enrol_passkey', 'enrol_app', 'prove_passkey', 'sign_in_passkey')),
    state text,
    ends_at timestamptz not null
);
create index ceremonies_ends_at on ceremonies (ends_at);

-- Until a sign-in has proven a second factor it is half of one.
alter table sign_ins add column proven_at timestamptz;
alter table sign_ins add column proven_by text check (proven_by in ('passkey', 'app', 'recovery'));
alter table sign_ins add column factor uuid;
