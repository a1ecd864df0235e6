-- People, their rights and their sessions; the audit log, the outbox and stored answers.

create table accounts (
    id uuid primary key not null,
    email text not null,
    -- The address in lower case: one account an address.
    email_key text not null unique,
    password_hash text,
    preferred_name text not null,
    language text not null check (language in ('zh-Hant', 'en', 'zh-Hans')),
    -- What a member tells an officer or a coordinator, such as K7M-2QF.
    code text not null unique,
    member boolean not null,
    state text not null check (state in ('unverified', 'active', 'disabled')),
    supervision text not null check (supervision in ('none', 'unsettled', 'supervised', 'settled_not')),
    supervision_answer text not null check (supervision_answer in ('yes', 'no', 'rather_not_say')),
    birth_month text,
    unpaid_work_at timestamptz,
    notice_version text not null,
    notice_language text not null,
    notice_at timestamptz not null,
    created_at timestamptz not null,
    version bigint not null
);
create index accounts_unsettled on accounts (supervision, created_at);

create table grants (
    id uuid primary key not null,
    account uuid not null references accounts (id),
    role text not null,
    scope_kind text check (scope_kind in ('centre', 'institution', 'host')),
    scope text,
    profession text check (profession in ('clinical_psychologist', 'counsellor', 'social_worker', 'other')),
    from_at timestamptz not null,
    until_at timestamptz,
    granted_by uuid,
    version bigint not null
);
create index grants_account on grants (account);

create table sessions (
    id uuid primary key not null,
    account uuid not null references accounts (id),
    rotated_at timestamptz not null,
    created_at timestamptz not null,
    last_seen_at timestamptz not null,
    idle_until timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz,
    device text not null,
    version bigint not null
);
create index sessions_account on sessions (account);

create table link_tokens (
    id uuid primary key not null,
    account uuid not null references accounts (id),
    purpose text not null check (purpose in ('verify_address', 'reset_password')),
    hash bytea not null unique,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    -- The sign-up that the link's letter was sent for: it counts once the link is opened.
    password_hash text,
    preferred_name text,
    language text,
    supervision_answer text,
    notice_version text,
    version bigint not null
);

create table invitations (
    id uuid primary key not null,
    email text not null,
    email_key text not null,
    role text not null,
    scope_kind text check (scope_kind in ('centre', 'institution', 'host')),
    scope text,
    profession text check (profession in ('clinical_psychologist', 'counsellor', 'social_worker', 'other')),
    language text not null,
    hash bytea not null unique,
    invited_by uuid,
    sent_at timestamptz not null,
    expires_at timestamptz not null,
    accepted_at timestamptz,
    revoked_at timestamptz,
    version bigint not null
);

create table audit (
    id uuid primary key not null,
    at timestamptz not null,
    actor text not null,
    account uuid,
    session uuid,
    action text not null,
    event text not null,
    object_kind text not null,
    object uuid,
    outcome text not null check (outcome in ('done', 'denied')),
    request text not null,
    details jsonb not null
);
create index audit_object on audit (object, at);
create index audit_account on audit (account, at);

create table outbox (
    id uuid primary key not null,
    kind text not null,
    account uuid references accounts (id),
    address text,
    language text,
    link text not null,
    token_purpose text,
    token uuid,
    state text not null check (state in ('waiting', 'sent', 'given_up')),
    attempts bigint not null,
    due_at timestamptz not null,
    lease_until timestamptz,
    created_at timestamptz not null,
    sent_at timestamptz,
    fault text
);
create index outbox_due on outbox (state, due_at);

create table answers (
    account uuid not null,
    key text not null,
    fingerprint bytea not null,
    status bigint not null,
    body text not null,
    at timestamptz not null,
    primary key (account, key)
);
create index answers_at on answers (at);

-- The audit log only grows.
create function audit_only_grows() returns trigger language plpgsql as
    $$ begin raise exception 'the audit log only grows'; end $$;
create trigger audit_only_grows before update or delete or truncate on audit
    for each statement execute function audit_only_grows();
