-- Letters that somebody sits and waits for leave before all others: they are found by their kind.
create index outbox_kind on outbox (state, kind, due_at);
