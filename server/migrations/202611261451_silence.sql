-- The last sign of life of each elder, and the worries about those of whom nothing was heard.

create table life_signs (
  county_code text collate "C" not null,
  elder_id uuid not null,
  region_code text collate "C" not null,
  last_at timestamptz not null,
  kind text not null check (kind in
    ('metAtHome', 'metByPhone', 'metByVideo', 'doorMoved', 'bedMoved', 'buttonPressed', 'onList')),
  -- When the sweep need look at her next; before that nothing can follow but by a sign.
  look_at timestamptz not null,
  primary key (county_code, elder_id),
  foreign key (county_code, elder_id) references elders (county_code, id),
  check (county_code = left(region_code, 6))
);
create index life_signs_look on life_signs (county_code, look_at);
select guard_by_area('life_signs');
grant insert, select, update on life_signs to wanqing_app;

create table silence_alerts (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  elder_id uuid not null,
  risk text not null check (risk in ('red', 'orange', 'yellow', 'green')),
  days int not null check (days >= 1),
  last_at timestamptz not null,
  last_kind text not null check (last_kind in
    ('metAtHome', 'metByPhone', 'metByVideo', 'doorMoved', 'bedMoved', 'buttonPressed', 'onList')),
  opened_at timestamptz not null,
  case_id uuid,
  ended_at timestamptz,
  ended_by text check (ended_by in ('signSeen', 'accountedFor', 'noLongerListed', 'askedAfter')),
  ended_sign_at timestamptz,
  ended_sign_kind text check (ended_sign_kind in
    ('metAtHome', 'metByPhone', 'metByVideo', 'doorMoved', 'bedMoved', 'buttonPressed', 'onList')),
  primary key (county_code, id),
  foreign key (county_code, elder_id) references elders (county_code, id),
  foreign key (county_code, case_id) references aid_cases (county_code, id),
  check (county_code = left(region_code, 6)),
  check ((ended_at is null) = (ended_by is null)),
  check ((ended_sign_at is null) = (ended_sign_kind is null))
);
create unique index silence_alerts_standing on silence_alerts (county_code, elder_id) where ended_at is null;
create index silence_alerts_elder on silence_alerts (county_code, elder_id, opened_at desc);
create index silence_alerts_longest on silence_alerts (county_code, last_at, id) where ended_at is null;
create index silence_alerts_ended on silence_alerts (county_code, ended_at desc, id) where ended_at is not null;
select guard_by_area('silence_alerts');
grant insert, select, update on silence_alerts to wanqing_app;
