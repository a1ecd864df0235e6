-- What is told in confidence is encrypted, each under the data key of whom it is about; data keys are wrapped by a key
-- that is not in the database.

-- The versions of the wrapping key that are in use: the newest wraps.
create table wrapping_keys (
    version bigint primary key not null check (version > 0),
    -- Tells the key from others and nothing of it.
    fingerprint bytea not null,
    created_at timestamptz not null
);

create table data_keys (
    id uuid primary key not null,
    -- An account, or the referral of a person in custody.
    subject uuid not null unique,
    wrapped bytea not null,
    -- No version is retired while it wraps anything.
    version bigint not null references wrapping_keys (version),
    created_at timestamptz not null
);
create index data_keys_version on data_keys (version);

-- Columns with texts that were written before, and the last row that has been encrypted; the server empties this list at
-- its next start, before it answers anybody.
create table clear_texts (
    field text primary key not null,
    done uuid
);
-- Not a column, and the last to go: what was deleted or written over still lies between the rows, in clear.
insert into clear_texts (field) select 'space' where exists (select 1 from mentors)
    or exists (select 1 from referrals) or exists (select 1 from answers) or exists (select 1 from bookings);
insert into clear_texts (field) select 'answers.body' where exists (select 1 from answers);
insert into clear_texts (field) select 'mentors.answers' where exists (select 1 from mentors);
insert into clear_texts (field) select 'mentor_history.note'
    where exists (select 1 from mentor_history where note is not null);
insert into clear_texts (field) select 'bookings.hours_reason'
    where exists (select 1 from bookings where hours_reason is not null);
insert into clear_texts (field) select 'hours_ledger.reason'
    where exists (select 1 from hours_ledger where reason is not null);
insert into clear_texts (field) select 'referrals.alias' where exists (select 1 from referrals);
insert into clear_texts (field) select 'referrals.facts' where exists (select 1 from referrals);
insert into clear_texts (field) select 'referrals.own_words'
    where exists (select 1 from referrals where own_words is not null);
insert into clear_texts (field) select 'referrals.consent'
    where exists (select 1 from referrals where consent is not null);
insert into clear_texts (field) select 'pairings.factors'
    where exists (select 1 from pairings where factors is not null);
insert into clear_texts (field) select 'pairings.paper'
    where exists (select 1 from pairings where paper is not null);
insert into clear_texts (field) select 'pairings.shared_goals'
    where exists (select 1 from pairings where shared_goals is not null);
insert into clear_texts (field) select 'pairing_history.note'
    where exists (select 1 from pairing_history where note is not null);

-- What only grows may be written anew while its words are encrypted, and never again once they are.
create or replace function only_grows() returns trigger language plpgsql as
    $$ begin
        if tg_op = 'UPDATE' and exists (select from clear_texts where split_part(field, '.', 1) = tg_table_name) then
            return null;
        end if;
        raise exception '%', tg_argv[0];
    end $$;
