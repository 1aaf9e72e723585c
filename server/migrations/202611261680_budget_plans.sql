-- Budget what-ifs that were kept: what was moved and changed, and the totals of that day to hold against today's.

create table budget_plans (
  county_code text collate "C" not null,
  id uuid not null,
  -- The area it was tried for.
  region_code text collate "C" not null references regions,
  name text not null,
  contents jsonb not null,
  -- Never the answer: that is reckoned again from the records whenever the plan is opened.
  then_sums jsonb not null,
  version int not null check (version > 0),
  kept_by uuid references accounts,
  kept_at timestamptz not null,
  deleted_by uuid references accounts,
  deleted_at timestamptz,
  delete_reason text,
  synthetic boolean not null,
  primary key (county_code, id),
  check (county_code = left(region_code, 6)),
  check ((deleted_at is null) = (delete_reason is null))
);
create index budget_plans_newest on budget_plans (county_code, kept_at desc, id desc) where deleted_at is null;

select guard_by_area('budget_plans');
grant select, insert, update on budget_plans to wanqing_app;
