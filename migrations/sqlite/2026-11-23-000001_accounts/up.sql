-- People, their rights and their sessions; the audit log, the outbox and stored answers.

create table accounts (
    id blob primary key not null,
    email text not null,
    -- The address in lower case: one account an address.
    email_key text not null unique,
    password_hash text,
    preferred_name text not null,
    language text not null check (language in ('zh-Hant', 'en', 'zh-Hans')),
    -- What a member tells an officer or a coordinator, such as K7M-2QF.
    code text not null unique,
    member integer not null,
    state text not null check (state in ('unverified', 'active', 'disabled')),
    supervision text not null check (supervision in ('none', 'unsettled', 'supervised', 'settled_not')),
    supervision_answer text not null check (supervision_answer in ('yes', 'no', 'rather_not_say')),
    birth_month text,
    unpaid_work_at integer,
    notice_version text not null,
    notice_language text not null,
    notice_at integer not null,
    created_at integer not null,
    version integer not null
) strict;
create index accounts_unsettled on accounts (supervision, created_at);

create table grants (
    id blob primary key not null,
    account blob not null references accounts (id),
    role text not null,
    scope_kind text check (scope_kind in ('centre', 'institution', 'host')),
    scope text,
    profession text check (profession in ('clinical_psychologist', 'counsellor', 'social_worker', 'other')),
    from_at integer not null,
    until_at integer,
    granted_by blob,
    version integer not null
) strict;
create index grants_account on grants (account);

create table sessions (
    id blob primary key not null,
    account blob not null references accounts (id),
    rotated_at integer not null,
    created_at integer not null,
    last_seen_at integer not null,
    idle_until integer not null,
    expires_at integer not null,
    ended_at integer,
    device text not null,
    version integer not null
) strict;
create index sessions_account on sessions (account);

create table link_tokens (
    id blob primary key not null,
    account blob not null references accounts (id),
    purpose text not null check (purpose in ('verify_address', 'reset_password')),
    hash blob not null unique,
    created_at integer not null,
    expires_at integer not null,
    used_at integer,
    -- The sign-up that the link's letter was sent for: it counts once the link is opened.
    password_hash text,
    preferred_name text,
    language text,
    supervision_answer text,
    notice_version text,
    version integer not null
) strict;

create table invitations (
    id blob primary key not null,
    email text not null,
    email_key text not null,
    role text not null,
    scope_kind text check (scope_kind in ('centre', 'institution', 'host')),
    scope text,
    profession text check (profession in ('clinical_psychologist', 'counsellor', 'social_worker', 'other')),
    language text not null,
    hash blob not null unique,
    invited_by blob,
    sent_at integer not null,
    expires_at integer not null,
    accepted_at integer,
    revoked_at integer,
    version integer not null
) strict;

create table audit (
    id blob primary key not null,
    at integer not null,
    actor text not null,
    account blob,
    session blob,
    action text not null,
    event text not null,
    object_kind text not null,
    object blob,
    outcome text not null check (outcome in ('done', 'denied')),
    request text not null,
    details text not null
) strict;
create index audit_object on audit (object, at);
create index audit_account on audit (account, at);

create table outbox (
    id blob primary key not null,
    kind text not null,
    account blob references accounts (id),
    address text,
    language text,
    link text not null,
    token_purpose text,
    token blob,
    state text not null check (state in ('waiting', 'sent', 'given_up')),
    attempts integer not null,
    due_at integer not null,
    lease_until integer,
    created_at integer not null,
    sent_at integer,
    fault text
) strict;
create index outbox_due on outbox (state, due_at);

create table answers (
    account blob not null,
    key text not null,
    fingerprint blob not null,
    status integer not null,
    body text not null,
    at integer not null,
    primary key (account, key)
) strict, without rowid;
create index answers_at on answers (at);

-- The audit log only grows.
create trigger audit_no_update before update on audit begin select raise(abort, 'the audit log only grows'); end;
create trigger audit_no_delete before delete on audit begin select raise(abort, 'the audit log only grows'); end;
