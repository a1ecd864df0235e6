-- One row: whose secret the database belongs to, and when a server last proved that writing works.

create table server (
    id bigint primary key not null check (id = 1),
    -- What the secret leaves of itself: null until the first server has opened the database.
    fingerprint bytea,
    proved_at timestamptz not null
);
insert into server (id, proved_at) values (1, 'epoch');
