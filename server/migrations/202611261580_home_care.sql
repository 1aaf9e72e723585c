-- Homes made fit for old age (30 items, before and after), and beds of care at home under a contract.

create table adaptation_projects (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  elder_id uuid not null,
  household_id uuid not null,
  -- The walk through the home the plan starts from.
  home_check_id uuid,
  reason text not null check (reason in ('fromHomeCheck', 'fromFall', 'fromNeed', 'fromBed')),
  reason_note text,
  -- How hard the household had it when the project was opened: decides who pays, whatever comes later.
  hardship text not null check (hardship in ('tekun', 'dibao', 'marginal', 'ordinary')),
  stage text not null check (stage in ('planDrawn', 'planSubmitted', 'planApproved', 'worksUnderWay',
    'worksFinished', 'elderSatisfied', 'makingGood', 'worksAccepted', 'lookedBack', 'worksCancelled')),
  stage_since date not null,
  opened_on date not null,
  opened_by uuid references accounts,
  expected_days int check (expected_days between 1 and 365),
  total_fen bigint not null default 0 check (total_fen >= 0),
  government_fen bigint not null default 0 check (government_fen >= 0),
  approved_by uuid references accounts,
  approved_on date,
  provider_id uuid,
  provider_name text,
  started_on date,
  elder_accepted_by uuid references accounts,
  accepted_on date,
  look_back_on date,
  rules_version int not null,
  version int not null,
  synthetic boolean not null default false,
  recorded_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, elder_id) references elders,
  foreign key (county_code, household_id) references households,
  foreign key (county_code, home_check_id) references home_checks,
  check (county_code = left(region_code, 6)),
  check (government_fen <= total_fen),
  check ((accepted_on is null) = (look_back_on is null))
);
create index adaptation_projects_stage on adaptation_projects (county_code, region_code, stage);
create index adaptation_projects_newest on adaptation_projects (county_code, opened_on desc, id desc);
create index adaptation_projects_elder on adaptation_projects (county_code, elder_id, opened_on desc);
create index adaptation_projects_look_back on adaptation_projects (county_code, look_back_on)
  where stage = 'worksAccepted';
-- A second project of the same elder begins when the first is done with.
create unique index adaptation_projects_one_open on adaptation_projects (county_code, elder_id)
  where stage not in ('worksAccepted', 'lookedBack', 'worksCancelled');

create table adaptation_plan_lines (
  county_code text collate "C" not null,
  project_id uuid not null,
  item smallint not null check (item between 1 and 30),
  region_code text collate "C" not null,
  reason text not null,
  quantity int not null check (quantity between 1 and 99),
  price_fen bigint not null check (price_fen >= 0),
  funder text not null check (funder in ('governmentFunds', 'familyFunds', 'villageFunds', 'charityFunds')),
  -- Of the whole line; what is left is the family's where government is the funder, else the funder's.
  government_fen bigint not null check (government_fen >= 0),
  done_on date,
  -- What the acceptance found wrong, until it is made good.
  defect text,
  primary key (county_code, project_id, item),
  foreign key (county_code, project_id) references adaptation_projects,
  check (county_code = left(region_code, 6))
);

create table adaptation_acts (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  project_id uuid not null,
  kind text not null check (kind in ('opensProject', 'keepsPlan', 'submitsPlan', 'approvesPlan', 'returnsPlan',
    'startsWorks', 'finishesWorks', 'elderAccepts', 'officeAccepts', 'findsDefects', 'makesGood', 'paysWorks',
    'looksBack', 'cancelsWorks')),
  on_day date not null,
  note text,
  -- How the elder said yes, and who signed or stood by.
  way text check (way in ('elderSigned', 'elderPressed', 'agentSigned', 'witnessed')),
  with_name text,
  by_account_id uuid references accounts,
  done_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, project_id) references adaptation_projects,
  check (county_code = left(region_code, 6))
);
create index adaptation_acts_project on adaptation_acts (county_code, project_id, done_at, id);

create table adaptation_photos (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  project_id uuid not null,
  item smallint not null check (item between 1 and 30),
  moment text not null check (moment in ('beforeWorks', 'afterWorks')),
  content_type text not null check (content_type in ('image/jpeg', 'image/png', 'image/webp')),
  size_bytes int not null,
  content_hash text not null,
  added_by uuid references accounts,
  added_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, project_id) references adaptation_projects,
  check (county_code = left(region_code, 6))
);
create index adaptation_photos_project on adaptation_photos (county_code, project_id, item, added_at);

create table adaptation_payments (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  project_id uuid not null,
  funder text not null check (funder in ('governmentFunds', 'familyFunds', 'villageFunds', 'charityFunds')),
  amount_fen bigint not null check (amount_fen > 0),
  paid_on date not null,
  voucher text not null,
  paid_by uuid references accounts,
  paid_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, project_id) references adaptation_projects,
  check (county_code = left(region_code, 6))
);
create index adaptation_payments_project on adaptation_payments (county_code, project_id, paid_at);

-- One a project: what the year after brought, beside the year before.
create table adaptation_look_backs (
  county_code text collate "C" not null,
  project_id uuid not null,
  region_code text collate "C" not null,
  falls_before int not null check (falls_before >= 0),
  falls_after int not null check (falls_after >= 0),
  -- As the elder or the family tells it; records know only of falls somebody wrote down.
  told_falls int not null check (told_falls between 0 and 99),
  still_used boolean not null,
  note text,
  looked_on date not null,
  looked_by uuid references accounts,
  rules_version int not null,
  primary key (county_code, project_id),
  foreign key (county_code, project_id) references adaptation_projects,
  check (county_code = left(region_code, 6))
);

create table home_beds (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  elder_id uuid not null,
  -- The result the contract rests on.
  assessment_id uuid not null,
  level text not null check (level in ('intact', 'mild', 'moderate', 'severe', 'total')),
  provider_id uuid,
  provider_name text not null,
  contract_number text not null,
  signed_on date not null,
  signed_way text not null check (signed_way in ('elderSigned', 'elderPressed', 'agentSigned', 'witnessed')),
  signed_name text not null,
  from_on date not null,
  to_on date not null,
  visits_a_month int not null check (visits_a_month between 1 and 62),
  fee_fen bigint not null check (fee_fen >= 0),
  subsidy_fen bigint not null check (subsidy_fen >= 0),
  adaptation_project_id uuid,
  -- Why this home needs no works, or no device; else the bed waits for them.
  no_works_why text,
  no_device_why text,
  state text not null check (state in ('bedContracted', 'bedInUse', 'bedEnded')),
  opened_on date,
  ended_on date,
  ending text check (ending in ('elderDied', 'elderMovedAway', 'elderEnteredInstitution', 'contractExpired',
    'elderWithdrew', 'providerFailed', 'levelRecovered')),
  ending_note text,
  version int not null,
  synthetic boolean not null default false,
  recorded_by uuid references accounts,
  recorded_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, elder_id) references elders,
  foreign key (county_code, assessment_id) references ability_assessments,
  foreign key (county_code, adaptation_project_id) references adaptation_projects,
  check (county_code = left(region_code, 6)),
  check (to_on >= from_on),
  check ((state = 'bedEnded') = (ended_on is not null)),
  check ((ended_on is null) = (ending is null))
);
create index home_beds_newest on home_beds (county_code, signed_on desc, id desc);
create index home_beds_region on home_beds (county_code, region_code, state);
create unique index home_beds_one on home_beds (county_code, elder_id) where state <> 'bedEnded';
create index home_beds_elder on home_beds (county_code, elder_id, signed_on desc);

-- Every term of a contract as it was signed; the bed carries the one in force.
create table home_bed_terms (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  bed_id uuid not null,
  provider_id uuid,
  provider_name text not null,
  contract_number text not null,
  signed_on date not null,
  signed_way text not null check (signed_way in ('elderSigned', 'elderPressed', 'agentSigned', 'witnessed')),
  signed_name text not null,
  from_on date not null,
  to_on date not null,
  visits_a_month int not null check (visits_a_month between 1 and 62),
  fee_fen bigint not null check (fee_fen >= 0),
  subsidy_fen bigint not null check (subsidy_fen >= 0),
  recorded_by uuid references accounts,
  recorded_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, bed_id) references home_beds,
  unique (county_code, contract_number),
  check (county_code = left(region_code, 6)),
  check (to_on >= from_on)
);
create index home_bed_terms_bed on home_bed_terms (county_code, bed_id, from_on);

create table home_bed_visits (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  bed_id uuid not null,
  elder_id uuid not null,
  visited_on date not null,
  minutes int not null check (minutes between 1 and 720),
  tasks text[] not null,
  worker_name text not null,
  -- The service order whose proof this visit is.
  order_id uuid,
  note text,
  counts boolean not null,
  why_not text check (why_not in ('tooShort', 'secondOfDay')),
  rules_version int not null,
  synthetic boolean not null default false,
  recorded_by uuid references accounts,
  recorded_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, bed_id) references home_beds,
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6)),
  check (counts = (why_not is null))
);
create index home_bed_visits_bed on home_bed_visits (county_code, bed_id, visited_on desc, id desc);
create index home_bed_visits_elder on home_bed_visits (county_code, elder_id, visited_on) where counts;
create unique index home_bed_visits_day on home_bed_visits (county_code, bed_id, visited_on) where counts;
create unique index home_bed_visits_order on home_bed_visits (county_code, order_id) where order_id is not null;

-- The record of a month the institution writes and the elder or the family confirms.
create table home_bed_months (
  county_code text collate "C" not null,
  bed_id uuid not null,
  month text collate "C" not null check (month ~ '^\d{4}-\d{2}$'),
  region_code text collate "C" not null,
  visits int not null check (visits >= 0),
  minutes int not null check (minutes >= 0),
  summary text not null,
  confirmed_way text not null check (confirmed_way in ('elderSigned', 'elderPressed', 'agentSigned', 'witnessed')),
  confirmed_name text not null,
  closed_by uuid references accounts,
  closed_at timestamptz not null,
  primary key (county_code, bed_id, month),
  foreign key (county_code, bed_id) references home_beds,
  check (county_code = left(region_code, 6))
);

select guard_by_area('adaptation_projects');
select guard_by_area('adaptation_plan_lines');
select guard_by_area('adaptation_acts');
select guard_by_area('adaptation_photos');
select guard_by_area('adaptation_payments');
select guard_by_area('adaptation_look_backs');
select guard_by_area('home_beds');
select guard_by_area('home_bed_terms');
select guard_by_area('home_bed_visits');
select guard_by_area('home_bed_months');
grant select, insert, update on adaptation_projects, home_beds to wanqing_app;
grant select, insert, update, delete on adaptation_plan_lines to wanqing_app;
grant select, insert on adaptation_acts, adaptation_photos, adaptation_payments, adaptation_look_backs,
  home_bed_terms, home_bed_visits, home_bed_months to wanqing_app;
