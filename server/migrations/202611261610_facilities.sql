-- The network from county home to courtyard: each place, its states, papers, equipment, photos and signs of life.
-- Canteens keep their own table; network_sites shows both in one shape.

create table facilities (
  county_code text collate "C" not null,
  id uuid not null,
  -- A village, a township or, for a county's own centre, the county.
  region_code text collate "C" not null references regions,
  -- The number an office already gave it; spreadsheets are matched by it first.
  registry_number text,
  kind text not null check (kind in ('countyWelfareCentre', 'townshipWelfareCentre', 'embeddedCentre',
    'mutualAidStation', 'elderCourtyard', 'dayCare', 'careHome', 'dementiaZone', 'practiceStation')),
  tier text not null check (tier in ('countyTier', 'townshipTier', 'villageTier')),
  name text not null,
  address text,
  lon double precision,
  lat double precision,
  -- Of the place, not of a person: shown to everybody.
  telephone text,
  governing_body text not null check (governing_body in ('elderAssociation', 'villageCommittee',
    'townshipGovernment', 'civilAffairs', 'mutualAidTeam', 'careHomeOperator', 'company', 'charityRuns')),
  governing_name text,
  manager_name text,
  manager_role text check (manager_role in ('partySecretary', 'committeeHead', 'womensDirector',
    'associationHead', 'homeDirector', 'otherHead')),
  manager_phone_sealed text,
  manager_phone_tail text,
  beds int not null default 0 check (beds between 0 and 2000),
  -- Lodges elders and looks after them day and night: with ten beds it is a 养老机构 by law.
  full_day_lodging boolean not null default false,
  -- How many it can take in by day.
  day_places int not null default 0 check (day_places between 0 and 2000),
  area_square_meters int check (area_square_meters between 1 and 200000),
  -- Kind of staff → how many.
  staff jsonb not null default '{}',
  services text[] not null default '{}',
  -- Monday to Sunday: 'O' open, '-' closed.
  opening_week text not null default 'OOOOOOO' check (opening_week ~ '^[-O]{7}$'),
  opens_at int not null default 480 check (opens_at between 0 and 1439),
  closes_at int not null default 1020 check (closes_at between 1 and 1440),
  winter text not null default 'asUsual' check (winter in ('asUsual', 'restsInWinter')),
  note text,
  -- The canteen it houses: what is eaten there shows that the place lives.
  canteen_id uuid,
  -- Kept beside the states and the signs, so that lists need no history.
  state text not null check (state in ('inPlanning', 'beingPrepared', 'running', 'onPause', 'shutDown', 'removed')),
  state_since date not null,
  last_active_on date,
  last_active_way text check (last_active_way in ('mealServed', 'dutyKept', 'meetingHeld', 'stayLogged',
    'photoTaken', 'eventHeld', 'accountPosted')),
  version int not null default 1,
  registered_by uuid references accounts,
  registered_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, canteen_id) references canteens,
  check (county_code = left(region_code, 6)),
  check ((lon is null) = (lat is null)),
  check (closes_at > opens_at)
);
create index facilities_place on facilities (county_code, region_code, id);
create index facilities_kind on facilities (county_code, kind, region_code, id);
create unique index facilities_number on facilities (county_code, registry_number) where registry_number is not null;
create unique index facilities_canteen on facilities (county_code, canteen_id) where canteen_id is not null;

-- A state as it was said; what was said by mistake is taken back and stays to be read.
create table facility_states (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  facility_id uuid not null,
  state text not null check (state in ('inPlanning', 'beingPrepared', 'running', 'onPause', 'shutDown', 'removed')),
  from_on date not null,
  reason text check (reason in ('noMoney', 'noCook', 'fewElders', 'repairs', 'unsafeHouse', 'winterRest',
    'operatorLeft', 'notFiled', 'mergedAway', 'villageMoved', 'other')),
  note text,
  said_by uuid references accounts,
  said_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid references accounts,
  primary key (county_code, id),
  foreign key (county_code, facility_id) references facilities,
  check (county_code = left(region_code, 6))
);
create index facility_states_newest on facility_states (county_code, facility_id, from_on desc, said_at desc);

-- What was corrected: each field before and after.
create table facility_changes (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  facility_id uuid not null,
  fields jsonb not null,
  changed_by uuid references accounts,
  changed_at timestamptz not null,
  undone_at timestamptz,
  undone_by uuid references accounts,
  primary key (county_code, id),
  foreign key (county_code, facility_id) references facilities,
  check (county_code = left(region_code, 6))
);
create index facility_changes_newest on facility_changes (county_code, facility_id, changed_at desc);

create table facility_papers (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  facility_id uuid not null,
  kind text not null check (kind in ('homeFiling', 'institutionCertificate', 'charityCertificate',
    'businessLicence', 'fireAcceptance', 'foodLicence', 'smallCanteenRecord', 'houseSafety', 'propertyProof')),
  number text not null,
  issuer text not null,
  issued_on date not null,
  expires_on date,
  kept_by uuid references accounts,
  kept_at timestamptz not null,
  -- Replaced or handed back; an expired paper stays in force as a fact that it has expired.
  ended_on date,
  primary key (county_code, id),
  foreign key (county_code, facility_id) references facilities,
  check (county_code = left(region_code, 6)),
  check (expires_on is null or expires_on >= issued_on)
);
create index facility_papers_facility on facility_papers (county_code, facility_id) where ended_on is null;

create table facility_equipment (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  facility_id uuid not null,
  kind text not null check (kind in ('bathSet', 'nursingBed', 'wheelchairs', 'heatingBoiler', 'kitchenSet',
    'callBells', 'smokeAlarms', 'fireKit', 'cameras', 'exerciseSet', 'gamesSet', 'rampAndRails')),
  pieces int not null check (pieces between 1 and 5000),
  condition text not null check (condition in ('inUse', 'broken', 'notInstalled')),
  received_on date,
  -- The programme that paid, as the paper says.
  source text,
  kept_by uuid references accounts,
  kept_at timestamptz not null,
  ended_on date,
  primary key (county_code, id),
  foreign key (county_code, facility_id) references facilities,
  check (county_code = left(region_code, 6))
);
create index facility_equipment_facility on facility_equipment (county_code, facility_id) where ended_on is null;

create table facility_photos (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  facility_id uuid not null,
  subject text not null check (subject in ('gate', 'rooms', 'lodgingRoom', 'kitchenAndTable', 'washRoom', 'gathering',
    'noticeBoard')),
  taken_on date not null,
  content_type text not null check (content_type in ('image/jpeg', 'image/png', 'image/webp')),
  size_bytes int not null,
  content_hash text not null,
  added_by uuid references accounts,
  added_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, facility_id) references facilities,
  check (county_code = left(region_code, 6))
);
create index facility_photos_facility on facility_photos (county_code, facility_id, taken_on desc);

-- A day on which something really happened there. Meals need no row: the canteen knows when it last served.
create table facility_activities (
  county_code text collate "C" not null,
  facility_id uuid not null,
  day date not null,
  way text not null check (way in ('mealServed', 'dutyKept', 'meetingHeld', 'stayLogged', 'photoTaken',
    'eventHeld', 'accountPosted')),
  region_code text collate "C" not null,
  noted_at timestamptz not null,
  primary key (county_code, facility_id, day, way),
  foreign key (county_code, facility_id) references facilities,
  check (county_code = left(region_code, 6))
);

-- A place that seems to sleep: the village is asked, and what it answers is kept.
create table dormancy_questions (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  facility_id uuid not null,
  last_active_on date,
  asked_by uuid references accounts,
  asked_on date not null,
  asked_at timestamptz not null,
  note text,
  answer text check (answer in ('stillUsed', 'opensAgain', 'needsHelp', 'usedOtherwise', 'givenUp')),
  answer_note text,
  opens_on date,
  answered_by uuid references accounts,
  answered_at timestamptz,
  primary key (county_code, id),
  foreign key (county_code, facility_id) references facilities,
  check (county_code = left(region_code, 6)),
  check ((answer is null) = (answered_at is null))
);
create unique index dormancy_questions_open on dormancy_questions (county_code, facility_id) where answer is null;
create index dormancy_questions_newest on dormancy_questions (county_code, facility_id, asked_at desc);

-- How far a place has been helped to register and file as a care home.
create table filing_steps (
  county_code text collate "C" not null,
  facility_id uuid not null,
  step text not null check (step in ('toldTheLaw', 'houseChecked', 'fireChecked', 'registeredBody', 'filed',
    'keptSmall')),
  region_code text collate "C" not null,
  done_on date not null,
  note text,
  done_by uuid references accounts,
  done_at timestamptz not null,
  primary key (county_code, facility_id, step),
  foreign key (county_code, facility_id) references facilities,
  check (county_code = left(region_code, 6))
);

select guard_by_area('facilities');
select guard_by_area('facility_states');
select guard_by_area('facility_changes');
select guard_by_area('facility_papers');
select guard_by_area('facility_equipment');
select guard_by_area('facility_photos');
select guard_by_area('facility_activities');
select guard_by_area('dormancy_questions');
select guard_by_area('filing_steps');
-- Deleted only when a spreadsheet is taken back and nothing has happened at the place since.
grant select, insert, update, delete on facilities, facility_states, facility_changes, facility_papers,
  facility_equipment to wanqing_app;
grant select, insert on facility_photos, facility_activities to wanqing_app;
grant select, insert, update on dormancy_questions to wanqing_app;
grant select, insert, delete on filing_steps to wanqing_app;

-- Facilities and canteens in one shape. A place without coordinates of its own stands where its village stands.
create view network_sites with (security_invoker = true) as
  select f.county_code, f.region_code, f.id, f.kind, f.tier, f.name, f.address, f.telephone,
    coalesce(f.lon, r.lon) as lon, coalesce(f.lat, r.lat) as lat, f.lon is not null as placed,
    f.state, f.state_since, f.beds, f.full_day_lodging, f.day_places as capacity, f.services,
    f.opening_week, f.winter,
    greatest(f.last_active_on, c.last_served_on) as last_active_on, f.canteen_id
  from facilities f
  join regions r on r.code = f.region_code
  left join canteens c on c.county_code = f.county_code and c.id = f.canteen_id
  union all
  select c.county_code, c.region_code, c.id, 'canteen', 'villageTier', c.name, c.address, null,
    coalesce(c.lon, r.lon), coalesce(c.lat, r.lat), c.lon is not null,
    c.state, c.state_since, 0, false, c.seats, array['meal'],
    null, null,
    c.last_served_on, null
  from canteens c
  join regions r on r.code = c.region_code;
grant select on network_sites to wanqing_app;
