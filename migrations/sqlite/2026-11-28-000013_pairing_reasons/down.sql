alter table pairing_history drop column reasons;
