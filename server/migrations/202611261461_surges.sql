-- Surges: what was declared, over which villages, and whom it calls on.

create table surges (
  county_code text collate "C" not null,
  id uuid not null,
  -- The smallest region that holds every place named.
  region_code text collate "C" not null,
  region_codes text[] not null,
  kind text not null check (kind in ('coldWave', 'snowstorm', 'heatWave', 'flood', 'gale', 'earthquake', 'outage',
    'otherEmergency')),
  criteria text[] not null,
  checks text[] not null,
  word text,
  places text not null,
  declared_at timestamptz not null,
  -- Null when a weather feed was allowed to declare by itself.
  declared_by uuid references accounts (id),
  until timestamptz not null,
  ended_at timestamptz,
  ended_by uuid references accounts (id),
  ending text check (ending in ('stoodDown', 'calledOff', 'ranOut')),
  end_note text,
  primary key (county_code, id),
  check (county_code = left(region_code, 6)),
  check ((ended_at is null) = (ending is null)),
  check (until > declared_at)
);
create index surges_running on surges (until) where ended_at is null;
select guard_by_area('surges');
grant select, insert, update on surges to wanqing_app;

-- A village officer sees nothing of a county's row, and all that concerns her village here.
create table surge_villages (
  county_code text collate "C" not null,
  surge_id uuid not null,
  region_code text collate "C" not null,
  kind text not null check (kind in ('coldWave', 'snowstorm', 'heatWave', 'flood', 'gale', 'earthquake', 'outage',
    'otherEmergency')),
  criteria text[] not null,
  checks text[] not null,
  word text,
  places text not null,
  declared_at timestamptz not null,
  declared_by uuid references accounts (id),
  until timestamptz not null,
  ended_at timestamptz,
  ended_by uuid references accounts (id),
  ending text check (ending in ('stoodDown', 'calledOff', 'ranOut')),
  end_note text,
  primary key (county_code, surge_id, region_code),
  foreign key (county_code, surge_id) references surges (county_code, id),
  check (county_code = left(region_code, 6))
);
create index surge_villages_region on surge_villages (county_code, region_code, declared_at desc);
select guard_by_area('surge_villages');
grant select, insert, update on surge_villages to wanqing_app;

create table surge_duties (
  county_code text collate "C" not null,
  surge_id uuid not null,
  elder_id uuid not null,
  region_code text collate "C" not null,
  reasons text[] not null,
  pressure integer not null,
  state text not null check (state in ('unreached', 'attempted', 'reached')),
  visit_id uuid,
  visitor_id uuid,
  reached_at timestamptz,
  by_phone boolean not null,
  primary key (county_code, surge_id, elder_id),
  foreign key (county_code, surge_id) references surges (county_code, id),
  foreign key (county_code, elder_id) references elders (county_code, id),
  check (county_code = left(region_code, 6)),
  check ((state = 'reached') = (reached_at is not null))
);
create index surge_duties_region on surge_duties (county_code, surge_id, region_code, state);
create index surge_duties_elder on surge_duties (county_code, elder_id);
select guard_by_area('surge_duties');
grant select, insert, update on surge_duties to wanqing_app;
