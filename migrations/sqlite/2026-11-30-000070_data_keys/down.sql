drop trigger hours_ledger_no_update;
create trigger hours_ledger_no_update before update on hours_ledger
    begin select raise(abort, 'the ledger of hours only grows: a correction is one more line'); end;
drop trigger pairing_history_no_update;
create trigger pairing_history_no_update before update on pairing_history
    begin select raise(abort, 'the history of a pairing only grows'); end;
drop trigger mentor_history_no_update;
create trigger mentor_history_no_update before update on mentor_history
    begin select raise(abort, 'the history of a mentor only grows'); end;
drop table clear_texts;
drop table data_keys;
drop table wrapping_keys;
