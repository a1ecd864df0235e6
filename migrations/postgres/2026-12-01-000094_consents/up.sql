-- What people agreed to, and what they took back: one row for each word, none is ever changed. The last one counts.
create table consents (
    id uuid primary key not null,
    person uuid references accounts (id),
    referral uuid references referrals (id),
    purpose text not null check (purpose in ('matching', 'shared_themes', 'religion_or_health', 'pairing')),
    -- Which pairing, where it is about one.
    pairing uuid references pairings (id),
    step text not null check (step in ('given', 'withdrawn')),
    way text not null check (way in ('app', 'paper')),
    -- Which text was agreed to, and in which language it was read.
    text_version text not null,
    language text not null,
    on_day text not null,
    -- The last day on which it counts; then it is asked anew.
    due_on text,
    witness text,
    -- The how manieth word of whoever it is: two of one moment have an order.
    turn bigint not null,
    recorded_by uuid references accounts (id),
    written_at timestamptz not null,
    check ((person is null) <> (referral is null)),
    check ((purpose = 'pairing') = (pairing is not null))
);
create unique index consents_of_person on consents (person, turn);
create unique index consents_of_referral on consents (referral, turn);
create trigger consents_only_grow before update or delete or truncate on consents
    for each statement execute function only_grows('consents only grow');
