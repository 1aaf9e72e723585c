-- Assessments: ability by two assessors (GB/T 42195), self-care of 特困, the home, and who may assess.

alter table posts drop constraint posts_role_check;
alter table posts add constraint posts_role_check check (role in ('provinceOfficer', 'prefectureOfficer',
  'countyOfficer', 'townshipOfficer', 'villageOfficer', 'visitor', 'assessor', 'auditor', 'administrator'));

create table assessor_qualifications (
  county_code text collate "C" not null,
  id uuid not null,
  -- Of the post the assessor works from, so that she herself can see it.
  region_code text collate "C" not null,
  account_id uuid not null references accounts (id),
  medical boolean not null,
  certificate text not null,
  valid_from date not null,
  valid_to date,
  recorded_by uuid references accounts (id),
  recorded_at timestamptz not null,
  primary key (county_code, id),
  check (valid_to is null or valid_to >= valid_from),
  check (county_code = left(region_code, 6))
);
create index assessor_qualifications_account on assessor_qualifications (county_code, account_id, valid_from desc);
create unique index assessor_qualifications_one on assessor_qualifications (county_code, account_id)
  where valid_to is null;
select guard_by_area('assessor_qualifications');
grant select, insert on assessor_qualifications to wanqing_app;
grant update (valid_to) on assessor_qualifications to wanqing_app;

create table ability_assessments (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  elder_id uuid not null,
  standard text not null check (standard in ('gbt42195', 'mzt039', 'otherStandard')),
  assessed_on date not null,
  reason text not null check (reason in ('firstTime', 'routine', 'immediate', 'reassessment', 'otherCause')),
  -- One digit an item, in the order of domain/assessments/ability-items.ts.
  scores text not null check (scores ~ '^[0-4]{26}$'),
  total smallint not null check (total between 0 and 90),
  initial_level text not null check (initial_level in ('intact', 'mild', 'moderate', 'severe', 'total')),
  adjustments text[] not null,
  final_level text not null check (final_level in ('intact', 'mild', 'moderate', 'severe', 'total')),
  must_review boolean not null,
  rules_version int not null,
  -- Parts A.2–A.5 hold diagnoses and medicines.
  form_sealed text,
  first_id uuid not null references accounts (id),
  first_medical boolean not null,
  submitted_at timestamptz not null,
  device_id uuid,
  -- No link to accounts, as with the acts of a case; that it is another person than the first is checked below.
  second_id uuid,
  second_medical boolean,
  second_scores text check (second_scores ~ '^[0-4]{26}$'),
  second_total smallint check (second_total between 0 and 90),
  second_initial_level text check (second_initial_level in ('intact', 'mild', 'moderate', 'severe', 'total')),
  second_level text check (second_level in ('intact', 'mild', 'moderate', 'severe', 'total')),
  stage text not null check (stage in ('awaitsSecond', 'differing', 'awaitsReview', 'settled', 'told', 'replaced',
    'setAside')),
  -- Which assessor's scores stand; open until it is decided.
  result_of text check (result_of in ('first', 'second')),
  result_level text check (result_level in ('intact', 'mild', 'moderate', 'severe', 'total')),
  valid_until date,
  version int not null,
  synthetic boolean not null default false,
  primary key (county_code, id),
  foreign key (county_code, elder_id) references elders (county_code, id),
  check (first_id <> second_id),
  check ((result_of is null) = (result_level is null)),
  check (county_code = left(region_code, 6))
);
create index ability_assessments_elder on ability_assessments (county_code, elder_id, assessed_on desc);
create index ability_assessments_waiting on ability_assessments (county_code, region_code, assessed_on)
  where stage in ('awaitsSecond', 'differing', 'awaitsReview', 'settled');
create index ability_assessments_ending on ability_assessments (county_code, valid_until)
  where stage in ('settled', 'told');
create index ability_assessments_set_aside on ability_assessments (county_code, assessed_on)
  where stage = 'setAside';
select guard_by_area('ability_assessments');
grant select, insert on ability_assessments to wanqing_app;
-- What the first assessor saw is never written again; only what became of it is.
grant update (second_id, second_medical, second_scores, second_total, second_initial_level, second_level, stage,
  result_of, result_level, valid_until, version) on ability_assessments to wanqing_app;

create table ability_acts (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  assessment_id uuid not null,
  kind text not null check (kind in ('submittedFirst', 'secondAgreed', 'secondDiffered', 'keepFirst', 'keepSecond',
    'assessAgain', 'toldElder')),
  by_account_id uuid not null references accounts (id),
  note_sealed text,
  told_way text check (told_way in ('elderSigned', 'elderPressed', 'agentSigned', 'witnessed')),
  told_to text,
  accepted boolean,
  done_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, assessment_id) references ability_assessments (county_code, id),
  check (county_code = left(region_code, 6))
);
create index ability_acts_assessment on ability_acts (county_code, assessment_id, done_at);
create index ability_acts_doubted on ability_acts (county_code, assessment_id) where not accepted;
select guard_by_area('ability_acts');
grant select, insert on ability_acts to wanqing_app;

-- By another standard or from an old file: kept as it was said, never turned into our levels.
create table earlier_results (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  elder_id uuid not null,
  standard text not null check (standard in ('gbt42195', 'mzt039', 'otherStandard')),
  level text not null,
  assessed_on date not null,
  assessed_by text not null,
  recorded_by uuid not null references accounts (id),
  recorded_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, elder_id) references elders (county_code, id),
  check (county_code = left(region_code, 6))
);
create index earlier_results_elder on earlier_results (county_code, elder_id, assessed_on desc);
select guard_by_area('earlier_results');
grant select, insert on earlier_results to wanqing_app;

create table self_care_assessments (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  elder_id uuid not null,
  assessed_on date not null,
  reason text not null check (reason in ('firstCheck', 'yearlyCheck', 'changeReported')),
  not_met text[] not null,
  level text not null check (level in ('selfCareFull', 'selfCarePartial', 'selfCareNone')),
  rules_version int not null,
  note_sealed text,
  assessed_by uuid not null references accounts (id),
  recorded_at timestamptz not null,
  synthetic boolean not null default false,
  primary key (county_code, id),
  foreign key (county_code, elder_id) references elders (county_code, id),
  check (county_code = left(region_code, 6))
);
create index self_care_assessments_elder on self_care_assessments (county_code, elder_id, assessed_on desc);
select guard_by_area('self_care_assessments');
grant select, insert on self_care_assessments to wanqing_app;

-- A reported change starts a clock that only a new self-care assessment stops.
create table ability_changes (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  elder_id uuid not null,
  reported_on date not null,
  reporter text not null check (reporter in ('elderSelf', 'carer', 'villageCommittee', 'serviceInstitution')),
  reporter_name text not null,
  what_sealed text,
  due_on date not null,
  closed_on date,
  recorded_by uuid not null references accounts (id),
  recorded_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, elder_id) references elders (county_code, id),
  check (county_code = left(region_code, 6))
);
create index ability_changes_elder on ability_changes (county_code, elder_id, reported_on desc);
create index ability_changes_open on ability_changes (county_code, due_on) where closed_on is null;
select guard_by_area('ability_changes');
grant select, insert on ability_changes to wanqing_app;
grant update (closed_on) on ability_changes to wanqing_app;

create table home_checks (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  elder_id uuid not null,
  checked_on date not null,
  hazards text[] not null,
  rules_version int not null,
  note_sealed text,
  checked_by uuid not null references accounts (id),
  recorded_at timestamptz not null,
  synthetic boolean not null default false,
  primary key (county_code, id),
  foreign key (county_code, elder_id) references elders (county_code, id),
  check (county_code = left(region_code, 6))
);
create index home_checks_elder on home_checks (county_code, elder_id, checked_on desc);
select guard_by_area('home_checks');
grant select, insert on home_checks to wanqing_app;

-- One line an item proposed for a home, by its number in the list of 30 (民发〔2020〕86号).
create table adaptation_lines (
  county_code text collate "C" not null,
  check_id uuid not null,
  item smallint not null check (item between 1 and 30),
  region_code text collate "C" not null,
  reason text not null,
  state text not null check (state in ('suggested', 'plannedWork', 'leftOut')),
  note text,
  decided_by uuid references accounts (id),
  decided_on date,
  primary key (county_code, check_id, item),
  foreign key (county_code, check_id) references home_checks (county_code, id),
  check (county_code = left(region_code, 6))
);
select guard_by_area('adaptation_lines');
grant select, insert on adaptation_lines to wanqing_app;
grant update (state, note, decided_by, decided_on) on adaptation_lines to wanqing_app;
