select nextval('bench_n') as n \gset
select id as person from bench_members where n = :n % 1000 \gset
select id as slot, starts_at as starts, ends_at as ends from bench_slots where n = (:n + :n / 1000) % 2000 \gset
begin;
select pg_advisory_xact_lock(:n % 1000);
select count(*) from keep_apart where person = :person::uuid and until_at is null;
select s.*, o.host, h.centre, o.published_at from slots s join openings o on o.id = s.opening join hosts h on h.id = o.host where s.id = :slot::uuid;
select o.*, h.name, h.centre from openings o join hosts h on h.id = o.host join slots s on s.opening = o.id where s.id = :slot::uuid;
select id, code, preferred_name, member, supervision, birth_month, unpaid_work_at, version, centre from accounts where id = :person::uuid;
select * from commitments where person = :person::uuid and starts_at < :ends::timestamptz and ends_at > :starts::timestamptz;
select id, state from bookings where slot = :slot::uuid and person = :person::uuid and state not in ('cancelled', 'declined', 'lapsed');
insert into audit (id, at, actor, account, sign_in, action, event, object_kind, object, outcome, request, details) values (gen_random_uuid(), now(), 'person', :person::uuid, :person::uuid, 'BookSlot', 'booking.made', 'booking', :slot::uuid, 'done', '0123456789abcdef', 'null');
insert into outbox (id, kind, account, link, state, attempts, due_at, created_at) values (gen_random_uuid(), 'appointment', :person::uuid, '/my/bookings', 'waiting', 0, now(), now());
update slots set taken = taken + 1 where id = :slot::uuid and taken < capacity and state = 'open';
insert into commitments (person, starts_at, ends_at, kind, source) values (:person::uuid, :starts::timestamptz, :ends::timestamptz, 'shift', :slot::uuid);
insert into bookings (id, slot, person, host, starts_at, ends_at, state, booked_at, version) select gen_random_uuid(), :slot::uuid, :person::uuid, o.host, :starts::timestamptz, :ends::timestamptz, 'confirmed', now(), 1 from slots s join openings o on o.id = s.opening where s.id = :slot::uuid;
commit;
