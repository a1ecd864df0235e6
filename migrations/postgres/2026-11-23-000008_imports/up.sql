-- What an import has brought, so that it knows every row again.

create table imports (
    -- The kind of row, such as booking.
    kind text not null,
    -- The reference code in the file.
    reference text not null,
    object uuid not null,
    at timestamptz not null,
    primary key (kind, reference)
);
