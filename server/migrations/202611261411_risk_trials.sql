-- A rule of risk tried on the year that was, what it showed of each elder, and its being put in force by two people.
create index elder_standings_all_due on elder_standings (due_on, elder_id);

create table risk_trials (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  version int not null,
  red_from int not null,
  orange_from int not null,
  yellow_from int not null,
  before_version int not null,
  before_red_from int not null,
  before_orange_from int not null,
  before_yellow_from int not null,
  through date not null,
  state text not null check (state in ('trialQueued', 'trialRunning', 'trialDone')),
  counties_done int not null,
  counties_all int not null,
  asked_by uuid not null references accounts,
  asked_at timestamptz not null,
  finished_at timestamptz,
  summary jsonb,
  primary key (county_code, id),
  check (county_code = left(region_code, 6))
);
create index risk_trials_region on risk_trials (county_code, region_code, asked_at desc);
create index risk_trials_waiting on risk_trials (asked_at) where state in ('trialQueued', 'trialRunning');

-- Lines lie with their elders, in the elders' county; the trial may be the province's.
create table risk_trial_lines (
  county_code text collate "C" not null,
  id uuid not null,
  trial_id uuid not null,
  region_code text collate "C" not null,
  elder_id uuid not null,
  kind text not null check (kind in ('levelAtMonthEnd', 'graveCase', 'deathAfter')),
  before text not null check (before in ('red', 'orange', 'yellow', 'green')),
  after text not null check (after in ('red', 'orange', 'yellow', 'green')),
  points int not null,
  causes jsonb not null,
  judged_on date not null,
  happened_on date,
  aid_case_id uuid,
  primary key (county_code, id),
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6))
);
create index risk_trial_lines_list on risk_trial_lines (county_code, trial_id, kind, region_code, id);

create table risk_switches (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  trial_id uuid not null,
  version int not null,
  red_from int not null,
  orange_from int not null,
  yellow_from int not null,
  valid_from date not null,
  reason text not null,
  state text not null check (state in ('switchProposed', 'switchAgreed', 'switchDeclined')),
  proposed_by uuid not null references accounts,
  proposed_at timestamptz not null,
  decided_by uuid references accounts,
  decided_at timestamptz,
  decision_reason text,
  primary key (county_code, id),
  foreign key (county_code, trial_id) references risk_trials,
  check (county_code = left(region_code, 6)),
  check (decided_by <> proposed_by),
  check ((state = 'switchProposed') = (decided_at is null))
);
create index risk_switches_trial on risk_switches (county_code, trial_id);
create unique index risk_switches_one_open on risk_switches (county_code, region_code) where state = 'switchProposed';

select guard_by_area('risk_trials');
select guard_by_area('risk_trial_lines');
select guard_by_area('risk_switches');
grant select, insert on risk_trials to wanqing_app;
grant select on risk_trial_lines to wanqing_app;
grant select, insert, update on risk_switches to wanqing_app;
