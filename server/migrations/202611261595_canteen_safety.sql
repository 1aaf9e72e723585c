-- Food safety of canteens: samples, goods, disinfection, self-checks, incidents, and regulars who do not come.

create table food_samples (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  canteen_id uuid not null,
  day date not null,
  meal text not null check (meal in ('lunch', 'supper')),
  dish text not null,
  grams int not null check (grams > 0),
  taken_at timestamptz not null,
  -- By the rule of the day it was taken; a rule of later does not shorten it.
  keep_until timestamptz not null,
  celsius double precision,
  kept_by uuid references accounts,
  device_id uuid,
  received_at timestamptz not null,
  checked_by uuid references accounts,
  checked_at timestamptz,
  discarded_at timestamptz,
  discarded_by uuid references accounts,
  primary key (county_code, id),
  foreign key (county_code, canteen_id) references canteens,
  check (county_code = left(region_code, 6)),
  check (keep_until > taken_at)
);
create index food_samples_day on food_samples (county_code, canteen_id, day, meal);
create index food_samples_kept on food_samples (county_code, canteen_id, keep_until) where discarded_at is null;

create table food_purchases (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  canteen_id uuid not null,
  bought_on date not null,
  goods text not null,
  amount text not null,
  supplier text not null,
  ticket_number text,
  cost_fen bigint check (cost_fen >= 0),
  expires_on date,
  acceptance text not null check (acceptance in ('goodsAccepted', 'goodsSentBack')),
  note text,
  kept_by uuid references accounts,
  received_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, canteen_id) references canteens,
  check (county_code = left(region_code, 6))
);
create index food_purchases_day on food_purchases (county_code, canteen_id, bought_on);

-- The supplier's ticket; the newest stands.
create table food_tickets (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  purchase_id uuid not null,
  content_type text not null check (content_type in ('image/jpeg', 'image/png', 'image/webp')),
  size_bytes int not null,
  content_hash text not null,
  added_by uuid references accounts,
  added_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, purchase_id) references food_purchases,
  check (county_code = left(region_code, 6))
);
create index food_tickets_purchase on food_tickets (county_code, purchase_id);

create table kitchen_disinfections (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  canteen_id uuid not null,
  day date not null,
  things text[] not null,
  way text not null check (way in ('hotCabinet', 'boiling', 'chlorineBath', 'uvLamp')),
  minutes int not null check (minutes between 1 and 600),
  done_at timestamptz not null,
  kept_by uuid references accounts,
  received_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, canteen_id) references canteens,
  check (county_code = left(region_code, 6))
);
create index kitchen_disinfections_day on kitchen_disinfections (county_code, canteen_id, day);

create table kitchen_checks (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  canteen_id uuid not null,
  kind text not null check (kind in ('dayCheck', 'weekCheck', 'monthCheck')),
  -- The first day of the day, week or month it stands for.
  day date not null,
  faults text[] not null,
  note text,
  done_at timestamptz not null,
  kept_by uuid references accounts,
  received_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, canteen_id) references canteens,
  check (county_code = left(region_code, 6))
);
create index kitchen_checks_day on kitchen_checks (county_code, canteen_id, kind, day);

create table food_incidents (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  canteen_id uuid not null,
  state text not null check (state in ('incidentWatched', 'servingStopped', 'reopenAsked', 'incidentOver')),
  noticed_at timestamptz not null,
  symptoms text not null,
  others_ill int not null check (others_ill >= 0),
  stopped_at timestamptz,
  report_by timestamptz,
  recorded_by uuid references accounts,
  recorded_at timestamptz not null,
  market_told_at timestamptz,
  market_told_by uuid references accounts,
  health_told_at timestamptz,
  health_told_by uuid references accounts,
  asked_at timestamptz,
  asked_by uuid references accounts,
  ask_note text,
  over_at timestamptz,
  over_by uuid references accounts,
  over_note text,
  -- When cases, visits and notices were last made of it; null: the job has work here.
  followed_at timestamptz,
  late_told_at timestamptz,
  primary key (county_code, id),
  foreign key (county_code, canteen_id) references canteens,
  check (county_code = left(region_code, 6)),
  check ((stopped_at is null) = (report_by is null)),
  check (state <> 'incidentWatched' or stopped_at is null)
);
-- One at a time in a kitchen: whoever falls ill later belongs to it.
create unique index food_incidents_open on food_incidents (county_code, canteen_id) where state <> 'incidentOver';
create index food_incidents_waiting on food_incidents (county_code) where followed_at is null;
create index food_incidents_canteen on food_incidents (county_code, canteen_id, recorded_at desc);

-- Who ate there in the days before; what they ate is read from the servings and menus.
create table food_incident_diners (
  county_code text collate "C" not null,
  incident_id uuid not null,
  elder_id uuid not null,
  region_code text collate "C" not null,
  illness text not null check (illness in ('notIll', 'feelsIll', 'illInHospital')),
  -- Of the visit owed to her.
  visit_id uuid not null,
  case_id uuid,
  primary key (county_code, incident_id, elder_id),
  foreign key (county_code, incident_id) references food_incidents,
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6))
);
create index food_incident_diners_elder on food_incident_diners (county_code, elder_id);

create table absent_regulars (
  county_code text collate "C" not null,
  -- Also the id of the visit that is owed.
  id uuid not null,
  region_code text collate "C" not null,
  canteen_id uuid not null,
  elder_id uuid not null,
  risk text not null check (risk in ('red', 'orange', 'yellow', 'green')),
  missed int not null check (missed > 0),
  last_day date not null,
  last_meal text not null check (last_meal in ('lunch', 'supper')),
  last_at timestamptz not null,
  raised_at timestamptz not null,
  case_id uuid,
  ended_at timestamptz,
  ended_by text check (ended_by in ('signSeen', 'accountedFor', 'toldLater', 'noLongerRegular', 'noLongerListed',
    'askedAfter')),
  end_note text,
  ended_by_account uuid references accounts,
  primary key (county_code, id),
  foreign key (county_code, canteen_id) references canteens,
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6)),
  check ((ended_at is null) = (ended_by is null))
);
create unique index absent_regulars_open on absent_regulars (county_code, elder_id) where ended_at is null;
create index absent_regulars_settled on absent_regulars (county_code, elder_id, ended_at desc);
create index absent_regulars_place on absent_regulars (county_code, region_code, raised_at desc, id);

select guard_by_area('food_samples');
select guard_by_area('food_purchases');
select guard_by_area('food_tickets');
select guard_by_area('kitchen_disinfections');
select guard_by_area('kitchen_checks');
select guard_by_area('food_incidents');
select guard_by_area('food_incident_diners');
select guard_by_area('absent_regulars');
grant select, insert on food_purchases, food_tickets, kitchen_disinfections, kitchen_checks to wanqing_app;
grant select, insert, update (checked_by, checked_at, discarded_at, discarded_by) on food_samples to wanqing_app;
grant select, insert, update on food_incidents, food_incident_diners, absent_regulars to wanqing_app;

-- Two more reasons to call on somebody beside the rhythm.
alter table due_visits drop constraint due_visits_reason_check;
alter table due_visits add constraint due_visits_reason_check
  check (reason in ('discharged', 'bereaved', 'cameBack', 'missedMeal', 'ateSuspectMeal'));
-- Cases of those who fell ill after a meal, or who did not come to it for long.
alter table aid_cases drop constraint aid_cases_source_check;
alter table aid_cases add constraint aid_cases_source_check
  check (source in ('visit', 'person', 'device', 'silence', 'surge', 'atMeals', 'transferred'));
