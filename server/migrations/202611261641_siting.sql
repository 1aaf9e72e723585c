-- The siting desk: what was asked, the facts it was reckoned from, and the plan that came of it.

create table siting_plans (
  county_code text collate "C" not null,
  id uuid not null,
  -- The place of whoever asked, not of the sites: a plan of three prefectures is the province's.
  region_code text collate "C" not null references regions,
  name text not null,
  state text not null check (state in ('solvingWaits', 'solvingNow', 'planReady', 'planImpossible', 'planCalledOff',
    'planAdopted')),
  question jsonb not null,
  -- Villages, candidates and rules as they were: the same question over them is the same problem again.
  facts jsonb not null,
  answer jsonb,
  -- Why there is none, in a sentence.
  says text,
  progress jsonb,
  based_on uuid,
  sites int not null default 0,
  cost_fen bigint not null default 0,
  served int not null default 0,
  asked_by uuid references accounts,
  asked_at timestamptz not null,
  solved_at timestamptz,
  adopted_by uuid references accounts,
  adopted_on date,
  primary key (county_code, id),
  check (county_code = left(region_code, 6)),
  check ((answer is not null) = (state in ('planReady', 'planAdopted')))
);
create index siting_plans_newest on siting_plans (county_code, asked_at desc, id desc);
create index siting_plans_waiting on siting_plans (asked_at, id) where state in ('solvingWaits', 'solvingNow');

-- Which project each site of an adopted plan became.
create table siting_projects (
  county_code text collate "C" not null,
  project_id uuid not null,
  region_code text collate "C" not null,
  plan_county_code text collate "C" not null,
  plan_id uuid not null,
  candidate_id text not null,
  primary key (county_code, project_id),
  check (county_code = left(region_code, 6))
);
create index siting_projects_plan on siting_projects (plan_id, candidate_id);

select guard_by_area('siting_plans');
select guard_by_area('siting_projects');
grant select, insert, update on siting_plans to wanqing_app;
grant select, insert on siting_projects to wanqing_app;
