-- What a visit says beside the 24 fields: how last time's troubles stand, the season, the children, the shut door.
alter table visits
  add column refused_reason text check (refused_reason in ('wantsNoVisits', 'knowsNotWho', 'busyNow', 'keepsPrivate',
    'familyObjects', 'otherRefusal')),
  add column told_by text check (told_by in ('neighbour', 'relative', 'villageCadre', 'nobodyTold')),
  add column door_signs text[] not null default '{}',
  add column follow_ups jsonb not null default '[]',
  add column seasonal jsonb not null default '[]',
  add column kin_contacts jsonb not null default '[]',
  -- The visits made in one go to one home bear the same.
  add column household_visit_id uuid,
  -- Null before a reason was asked for, and on records of phones that do not ask yet.
  add constraint visits_refused_check check (refused_reason is null or result = 'refused');

alter table visits drop constraint visits_not_reached_reason_check;
alter table visits add constraint visits_not_reached_reason_check check (not_reached_reason in ('notHome',
  'nobodyAnswers', 'fieldWork', 'outNearby', 'hospital', 'withChildren', 'movedOrDied', 'phoneUnanswered',
  'wrongNumber', 'other'));

create index visits_household on visits (county_code, household_visit_id) where household_visit_id is not null;

alter table attachments drop constraint attachments_kind_check;
alter table attachments add constraint attachments_kind_check check (kind in ('photo', 'voice', 'signature'));
-- A blur of 32 pixels made on the phone: lists show this, and the picture itself only on purpose.
alter table attachments add column preview_sealed text;
