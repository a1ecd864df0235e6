drop table mentor_history;
drop table shadowing;
drop table mentors;
drop table psychologists;
drop table module_results;
