-- Host organisations, their openings for volunteers, and the slots that people book.

create table hosts (
    id blob primary key not null,
    -- The reference code by which an import knows the row again.
    code text unique,
    name text not null,
    kind text not null check (kind in ('elderly_service', 'youth_organisation', 'charity', 'environment_group', 'other')),
    district text not null,
    -- Days as 2026-11-28, the last on which the cover or the agreement holds.
    insurance_valid_to text,
    agreement_valid_to text,
    created_at integer not null,
    version integer not null
) strict;
create index hosts_created on hosts (created_at, id);

create table openings (
    id blob primary key not null,
    code text unique,
    host blob not null references hosts (id),
    state text not null check (state in ('draft', 'submitted', 'published', 'returned', 'closed')),
    title text not null,
    text text not null,
    what_you_will_do text not null,
    what_to_bring text,
    category text not null check (category in ('elderly', 'flag_day', 'youth', 'environment', 'other')),
    district text not null,
    min_age integer,
    needs_check text check (needs_check in ('correctional_clearance', 'sexual_conviction_record_check', 'reference', 'identity_seen')),
    -- Whether people with records are likely to meet there: for staff only.
    association_sensitive integer not null,
    return_note text,
    created_at integer not null,
    published_at integer,
    version integer not null
) strict;
create index openings_created on openings (created_at, id);
create index openings_state on openings (state, created_at, id);
create index openings_host on openings (host, created_at, id);

create table slots (
    id blob primary key not null,
    code text unique,
    opening blob not null references openings (id),
    starts_at integer not null,
    ends_at integer not null check (ends_at > starts_at),
    capacity integer not null,
    taken integer not null check (taken between 0 and capacity),
    meeting_point text not null,
    state text not null check (state in ('open', 'cancelled')),
    version integer not null,
    -- Copied from the opening, so that one index answers each filter of the public list:
    -- whether it is published and the slot open, its category and its district.
    listed integer not null,
    category text not null,
    district text not null
) strict;
create index slots_opening on slots (opening, starts_at);
create index slots_listed on slots (listed, starts_at, id);
create index slots_listed_district on slots (listed, district, starts_at, id);
create index slots_listed_category on slots (listed, category, starts_at, id);
create index slots_listed_both on slots (listed, district, category, starts_at, id);
