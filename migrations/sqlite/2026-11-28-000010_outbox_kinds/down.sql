drop index outbox_kind;
