-- What the informant said of how the elder lives is no secret of health, and the groups are proposed from it.
alter table ability_assessments add column lives_alone boolean not null default false;
