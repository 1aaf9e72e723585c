-- A month's rounds: what elders wish, who the visitors are, the plan of a township, and who stands in for whom.

create table visit_wishes (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  elder_id uuid not null,
  said_on date not null,
  -- 1 is Monday.
  weekdays int[] not null,
  day_part text check (day_part in ('morning', 'noon', 'afternoon', 'evening')),
  way text check (way in ('home', 'phone', 'video')),
  language text check (language in ('zh', 'ko', 'both')),
  visitor_sex text check (visitor_sex in ('unknown', 'male', 'female', 'notStated')),
  not_weekdays int[] not null,
  not_days date[] not null,
  note text,
  recorded_by uuid references accounts (id),
  recorded_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, elder_id) references elders (county_code, id),
  check (county_code = left(region_code, 6))
);
create index visit_wishes_elder on visit_wishes (county_code, elder_id, said_on desc, recorded_at desc);
select guard_by_area('visit_wishes');
-- A wish is a fact: another mind is another row.
grant insert, select on visit_wishes to wanqing_app;

create table visitor_profiles (
  county_code text collate "C" not null,
  id uuid not null,
  -- The village she sets out from.
  region_code text collate "C" not null,
  account_id uuid not null references accounts (id),
  engaged_as text not null check (engaged_as in ('committee', 'purchased', 'volunteer')),
  sex text not null check (sex in ('unknown', 'male', 'female', 'notStated')),
  speaks text not null check (speaks in ('zh', 'ko', 'both')),
  weekdays int[] not null,
  minutes_day int,
  trained_on date,
  background_on date,
  background_note text,
  version int not null,
  changed_by uuid references accounts (id),
  changed_at timestamptz not null,
  primary key (county_code, id),
  check (county_code = left(region_code, 6))
);
create unique index visitor_profiles_account on visitor_profiles (county_code, account_id);
select guard_by_area('visitor_profiles');
grant insert, select, update on visitor_profiles to wanqing_app;

create table round_plans (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  month text not null,
  from_on date not null,
  to_on date not null,
  state text not null check (state in ('toPublish', 'published', 'outdated', 'discarded')),
  marks jsonb not null,
  -- Null: made by the night's job.
  made_by uuid references accounts (id),
  made_at timestamptz not null,
  decided_by uuid references accounts (id),
  decided_at timestamptz,
  primary key (county_code, id),
  check (county_code = left(region_code, 6))
);
create unique index round_plans_published on round_plans (county_code, region_code, month) where state = 'published';
create unique index round_plans_draft on round_plans (county_code, region_code, month) where state = 'toPublish';
create index round_plans_month on round_plans (county_code, month, region_code);
select guard_by_area('round_plans');
grant insert, select, update on round_plans to wanqing_app;

create table planned_visits (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  plan_id uuid not null,
  elder_id uuid not null,
  household_id uuid not null,
  visitor_id uuid not null references accounts (id),
  planned_on date not null,
  turn int not null,
  way text not null check (way in ('home', 'phone', 'video')),
  day_part text check (day_part in ('morning', 'noon', 'afternoon', 'evening')),
  same_face boolean not null,
  hardness int not null,
  -- Whether the plan is in force stands here too: a visitor's post may be a village, the plan is the township's.
  in_force boolean not null,
  primary key (county_code, id),
  foreign key (county_code, plan_id) references round_plans (county_code, id),
  foreign key (county_code, elder_id) references elders (county_code, id),
  check (county_code = left(region_code, 6))
);
create index planned_visits_plan on planned_visits (county_code, plan_id, visitor_id, planned_on, turn);
create index planned_visits_elder on planned_visits (county_code, elder_id, planned_on) where in_force;
create index planned_visits_visitor on planned_visits (county_code, visitor_id, planned_on) where in_force;
create index planned_visits_region on planned_visits (county_code, region_code, planned_on, id);
select guard_by_area('planned_visits');
grant insert, select, update, delete on planned_visits to wanqing_app;

create table round_gaps (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  plan_id uuid not null,
  elder_id uuid not null,
  due_on date not null,
  planned_on date,
  reason text not null check (reason in ('noVisitor', 'noCapacity', 'noWorkingDay', 'wishDays')),
  primary key (county_code, id),
  foreign key (county_code, plan_id) references round_plans (county_code, id),
  foreign key (county_code, elder_id) references elders (county_code, id),
  check (county_code = left(region_code, 6))
);
create index round_gaps_plan on round_gaps (county_code, plan_id, region_code, id);
select guard_by_area('round_gaps');
grant insert, select, delete on round_gaps to wanqing_app;

create table stand_ins (
  county_code text collate "C" not null,
  id uuid not null,
  -- The smallest region that holds the elders: colleagues must see what they are asked.
  region_code text collate "C" not null,
  -- Null: nobody looks after them.
  main_id uuid references accounts (id),
  -- Null: any colleague who may go there.
  asked_id uuid references accounts (id),
  valid_from date not null,
  valid_to date not null,
  reason text not null check (reason in ('sick', 'errands', 'swap', 'byPlan', 'otherMatter')),
  state text not null check (state in ('awaitingYes', 'takenOn', 'cannotCome', 'givenBack')),
  -- Who carries the elders; null until somebody says yes.
  carrier_id uuid references accounts (id),
  note text,
  asked_by uuid references accounts (id),
  asked_at timestamptz not null,
  answered_by uuid references accounts (id),
  answered_at timestamptz,
  primary key (county_code, id),
  check (county_code = left(region_code, 6)),
  check (valid_to >= valid_from),
  check ((state = 'takenOn') = (carrier_id is not null))
);
create index stand_ins_main on stand_ins (county_code, main_id, valid_to);
create index stand_ins_carrier on stand_ins (county_code, carrier_id, valid_to) where state = 'takenOn';
create index stand_ins_region on stand_ins (county_code, region_code, valid_from desc, id);
select guard_by_area('stand_ins');
grant insert, select, update on stand_ins to wanqing_app;

create table stand_in_elders (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  stand_in_id uuid not null,
  elder_id uuid not null,
  primary key (county_code, id),
  foreign key (county_code, stand_in_id) references stand_ins (county_code, id),
  foreign key (county_code, elder_id) references elders (county_code, id),
  check (county_code = left(region_code, 6))
);
create index stand_in_elders_whole on stand_in_elders (county_code, stand_in_id);
create index stand_in_elders_elder on stand_in_elders (county_code, elder_id);
select guard_by_area('stand_in_elders');
grant insert, select on stand_in_elders to wanqing_app;
