-- A check may turn out to be recorded wrongly, or be valid no longer: from that day on it counts nowhere.
alter table checks add column withdrawn_on text;
alter table checks add column withdrawn_by blob references accounts (id);
