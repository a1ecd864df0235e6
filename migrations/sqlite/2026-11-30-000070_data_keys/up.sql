-- What is told in confidence is encrypted, each under the data key of whom it is about; data keys are wrapped by a key
-- that is not in the database.

-- The versions of the wrapping key that are in use: the newest wraps.
create table wrapping_keys (
    version integer primary key not null check (version > 0),
    -- Tells the key from others and nothing of it.
    fingerprint blob not null,
    created_at integer not null
) strict;

create table data_keys (
    id blob primary key not null,
    -- An account, or the referral of a person in custody.
    subject blob not null unique,
    wrapped blob not null,
    -- No version is retired while it wraps anything.
    version integer not null references wrapping_keys (version),
    created_at integer not null
) strict;
create index data_keys_version on data_keys (version);

-- Columns with texts that were written before, and the last row that has been encrypted; the server empties this list at
-- its next start, before it answers anybody.
create table clear_texts (
    field text primary key not null,
    done blob
) strict;
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
drop trigger hours_ledger_no_update;
create trigger hours_ledger_no_update before update on hours_ledger
    when not exists (select 1 from clear_texts where field = 'hours_ledger.reason')
    begin select raise(abort, 'the ledger of hours only grows: a correction is one more line'); end;
drop trigger pairing_history_no_update;
create trigger pairing_history_no_update before update on pairing_history
    when not exists (select 1 from clear_texts where field = 'pairing_history.note')
    begin select raise(abort, 'the history of a pairing only grows'); end;
drop trigger mentor_history_no_update;
create trigger mentor_history_no_update before update on mentor_history
    when not exists (select 1 from clear_texts where field = 'mentor_history.note')
    begin select raise(abort, 'the history of a mentor only grows'); end;
