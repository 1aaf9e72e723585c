-- A push that was held up on the road and overtaken by a later one of the same phone is not done any more: the phone
-- may have been told no of what is in it meanwhile. The line is the phone's store, the turn counts its pushes.
alter table devices add column push_line uuid, add column push_turn integer;
