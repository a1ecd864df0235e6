create or replace function only_grows() returns trigger language plpgsql as
    $$ begin raise exception '%', tg_argv[0]; end $$;
drop table clear_texts;
drop table data_keys;
drop table wrapping_keys;
