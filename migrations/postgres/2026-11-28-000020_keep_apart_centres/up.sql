-- Pairs know for which centre they were entered and by whom, and who asked first that they end.
alter table keep_apart add column centre text not null default '';
alter table keep_apart add column entered_by uuid references accounts (id);
alter table keep_apart add column ending_asked_by uuid references accounts (id);
alter table keep_apart add column ending_asked_at timestamptz;

-- Who entered a pair stands in the audit log; the centre is theirs, else that of the referral or the mentor.
update keep_apart set entered_by =
    (select min(account::text)::uuid from audit where event = 'keep_apart.added' and object = keep_apart.pair);
update keep_apart set centre = coalesce(
    (select min(scope) from grants where role = 'coordinator' and account = keep_apart.entered_by),
    (select min(centre) from referrals where id in (keep_apart.person, keep_apart.other)),
    (select min(centre) from mentors where account in (keep_apart.person, keep_apart.other)),
    (select min(scope) from grants where role = 'coordinator'),
    '');

drop index keep_apart_now;
create unique index keep_apart_now on keep_apart (person, other, centre) where until_at is null;
