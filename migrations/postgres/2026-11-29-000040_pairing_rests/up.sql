-- A pairing rests for as long as one of those who wanted that does: mentor, person in custody or staff. Whoever wanted it
-- is asked before it goes on. And a mentor may end one as well, which costs the person no place in the line.
alter table pairings add column paused_by_pic boolean not null default false;
alter table pairings add column paused_by_staff boolean not null default false;
alter table pairings add column mentor_goes_on text not null default 'none'
    check (mentor_goes_on in ('none', 'asked', 'declined'));
alter table pairings add column pic_goes_on text not null default 'none'
    check (pic_goes_on in ('none', 'asked', 'declined'));
update pairings set paused_by_staff = true where state = 'paused' and not paused_by_mentor;
alter table pairings drop constraint pairings_ending_check;
alter table pairings add constraint pairings_ending_check
    check (ending in ('goals_reached', 'transferred', 'released', 'by_wish', 'by_mentor', 'other'));
