update pairings set ending = 'other' where ending = 'by_mentor';
alter table pairings drop constraint pairings_ending_check;
alter table pairings add constraint pairings_ending_check
    check (ending in ('goals_reached', 'transferred', 'released', 'by_wish', 'other'));
alter table pairings drop column pic_goes_on;
alter table pairings drop column mentor_goes_on;
alter table pairings drop column paused_by_staff;
alter table pairings drop column paused_by_pic;
