-- An ordinary notice that every channel has carried ends as told; those that came to rest unread before are such.
alter table notices
  drop constraint notices_state_check,
  add constraint notices_state_check
    check (state in ('unseen', 'seen', 'taken', 'passedOn', 'unanswered', 'inHand', 'told'));
update notices set state = 'told' where urgency = 'normal' and state = 'unseen' and move_at is null;
