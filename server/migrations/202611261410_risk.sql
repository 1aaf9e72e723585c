-- Where every elder stands: risk, what it is made of, when somebody is to go. Written by the sweep, read by everybody.
create table elder_standings (
  county_code text collate "C" not null,
  elder_id uuid not null,
  region_code text collate "C" not null,
  -- The level in force; differs from the rule's own only while a person has set another.
  risk text not null check (risk in ('red', 'orange', 'yellow', 'green')),
  rule_risk text not null check (rule_risk in ('red', 'orange', 'yellow', 'green')),
  risk_rank smallint not null generated always as (
    case risk when 'red' then 0 when 'orange' then 1 when 'yellow' then 2 else 3 end) stored,
  points int not null,
  -- [[cause, points], …] of domain/risk/causes.ts.
  causes jsonb not null,
  rule_version int not null,
  -- A cause of the level in force lies in it since this day.
  risk_since date not null,
  due_on date not null,
  due_reason text not null,
  -- Other rules that ask for a visit by the same day.
  due_also text[] not null,
  every_days int not null,
  last_met_on date,
  visitor_id uuid,
  -- The day these values were reckoned; a night that finds the same leaves the row as it is.
  computed_on date not null,
  primary key (county_code, elder_id),
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6))
);
create index elder_standings_due on elder_standings (county_code, due_on, elder_id);
create index elder_standings_risk on elder_standings (county_code, risk_rank, due_on, elder_id);
create index elder_standings_visitor on elder_standings (county_code, visitor_id, due_on, elder_id);
select guard_by_area('elder_standings');
grant select on elder_standings to wanqing_app;

-- The level as it stood from a day on, one row a change; nothing is written while it stays.
create table risk_changes (
  county_code text collate "C" not null,
  elder_id uuid not null,
  changed_on date not null,
  region_code text collate "C" not null,
  risk text not null check (risk in ('red', 'orange', 'yellow', 'green')),
  rule_risk text not null check (rule_risk in ('red', 'orange', 'yellow', 'green')),
  points int not null,
  rule_version int not null,
  primary key (county_code, elder_id, changed_on),
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6))
);
select guard_by_area('risk_changes');
grant select on risk_changes to wanqing_app;

-- How far the reckoning has come in each county: the last whole night, and up to when the day's acts are worked in.
create table risk_sweeps (
  county_code text collate "C" not null primary key,
  region_code text collate "C" not null,
  swept_on date not null,
  swept_at timestamptz not null,
  touched_to timestamptz not null,
  -- The settings it was reckoned with, as a fingerprint: other settings call for another sweep before the night.
  settings_mark text not null,
  elders int not null,
  changed int not null,
  check (county_code = left(region_code, 6))
);
select guard_by_area('risk_sweeps');
grant select on risk_sweeps to wanqing_app;

-- A level a person set instead of the rule's, with the reason and an end.
create table risk_overrules (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  elder_id uuid not null,
  level text not null check (level in ('red', 'orange', 'yellow', 'green')),
  -- What the rule said then.
  rule_level text not null check (rule_level in ('red', 'orange', 'yellow', 'green')),
  reason text not null,
  valid_from date not null,
  valid_to date not null,
  set_by uuid not null references accounts,
  set_at timestamptz not null,
  ended_by uuid references accounts,
  ended_at timestamptz,
  end_reason text,
  primary key (county_code, id),
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6)),
  check (valid_to >= valid_from),
  check ((ended_at is null) = (end_reason is null))
);
create index risk_overrules_elder on risk_overrules (county_code, elder_id, set_at desc);
create index risk_overrules_open on risk_overrules (county_code, region_code, valid_to, id) where ended_at is null;
select guard_by_area('risk_overrules');
grant select, insert, update on risk_overrules to wanqing_app;
