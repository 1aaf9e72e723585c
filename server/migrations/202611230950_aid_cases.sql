-- A worry that became a case: an owner, a level with clocks, and the acts that moved it.

create table aid_cases (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  elder_id uuid not null,
  visit_id uuid,
  level text not null check (level in ('p0', 'p1', 'p2', 'p3')),
  -- The field of the visit form that opened it, or null when a person did.
  field text,
  trouble text not null,
  -- Follows from the acts by domain/aid-cases/stages.ts; kept here so that lists need no fold.
  stage text not null check (stage in ('open', 'acknowledged', 'inProgress', 'resolved', 'verified', 'closed',
    'rejected')),
  owner_id uuid not null references accounts,
  opened_at timestamptz not null,
  acknowledge_by timestamptz not null,
  on_site_by timestamptz not null,
  escalated_to text collate "C",
  escalate_at timestamptz,
  rules_version int not null,
  version int not null,
  primary key (county_code, id),
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6))
);
create index aid_cases_open on aid_cases (county_code, region_code, level, opened_at)
  where stage not in ('closed', 'rejected');
create index aid_cases_elder on aid_cases (county_code, elder_id, opened_at desc);
-- Two phones that find the same danger at once open one case.
create unique index aid_cases_one_open on aid_cases (county_code, elder_id, field)
  where field is not null and stage not in ('closed', 'rejected');
create index aid_cases_visit on aid_cases (county_code, visit_id) where visit_id is not null;
create index aid_cases_owner on aid_cases (owner_id, opened_at desc);
create index aid_cases_escalation on aid_cases (escalate_at)
  where stage not in ('resolved', 'verified', 'closed', 'rejected');

create table aid_case_acts (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  case_id uuid not null,
  kind text not null check (kind in ('opened', 'acknowledged', 'noted', 'onSite', 'handedOver', 'escalated',
    'resolved', 'verified', 'closed', 'rejected', 'reopened')),
  note text,
  by_account_id uuid,
  to_account_id uuid,
  done_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, case_id) references aid_cases,
  check (county_code = left(region_code, 6))
);
create index aid_case_acts_case on aid_case_acts (county_code, case_id, done_at);

select guard_by_area('aid_cases');
select guard_by_area('aid_case_acts');
grant select, insert, update on aid_cases to wanqing_app;
grant select, insert on aid_case_acts to wanqing_app;
