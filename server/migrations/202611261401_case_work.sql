-- Five clocks for every case, and the work around it: plan, referral, meeting, re-check, cases of one trouble.

alter table aid_cases
  add column resolve_by timestamptz,
  add column verify_by timestamptz,
  add column close_by timestamptz,
  -- The first of the clocks still running, so that what is late is one comparison; null when the case has ended.
  add column due_at timestamptz,
  add column ended_at timestamptz,
  -- The act that ended it: solved, thrown out, merged, or ended with the elder.
  add column ending text check (ending in ('closed', 'rejected', 'elderLeft', 'signOfLife', 'joined')),
  -- The case of the same person and trouble that ended not long before this one opened.
  add column repeat_of uuid,
  add column merged_into uuid,
  -- What the newest re-check found, and whether one is still owed since the case was closed.
  add column recheck text check (recheck in ('gone', 'better', 'stillThere')),
  add column recheck_owed boolean not null default false;

-- Cases from before had two clocks; the others get what the rules would have given, in calendar days.
update aid_cases set
  resolve_by = opened_at + case level when 'p0' then interval '1 day' when 'p1' then interval '3 days'
    when 'p2' then interval '9 days' else interval '42 days' end,
  verify_by = opened_at + case level when 'p0' then interval '2 days' when 'p1' then interval '5 days'
    when 'p2' then interval '14 days' else interval '49 days' end,
  close_by = opened_at + case level when 'p0' then interval '3 days' when 'p1' then interval '7 days'
    when 'p2' then interval '21 days' else interval '56 days' end;
update aid_cases set due_at = case stage
  when 'open' then least(acknowledge_by, on_site_by, resolve_by, verify_by, close_by)
  when 'acknowledged' then least(on_site_by, resolve_by, verify_by, close_by)
  when 'inProgress' then least(resolve_by, verify_by, close_by)
  when 'resolved' then least(verify_by, close_by)
  when 'verified' then close_by end;
update aid_cases c set ended_at = done.done_at, ending = done.kind
from (select distinct on (county_code, case_id) county_code, case_id, kind, done_at from aid_case_acts
  where kind in ('closed', 'rejected', 'elderLeft', 'signOfLife') order by county_code, case_id, done_at desc) done
where c.county_code = done.county_code and c.id = done.case_id and c.stage in ('closed', 'rejected');
alter table aid_cases
  alter column resolve_by set not null, alter column verify_by set not null, alter column close_by set not null,
  add foreign key (county_code, merged_into) references aid_cases,
  add foreign key (county_code, repeat_of) references aid_cases;

alter table aid_cases drop constraint aid_cases_stage_check;
alter table aid_cases add constraint aid_cases_stage_check check (stage in ('open', 'acknowledged', 'inProgress',
  'resolved', 'verified', 'closed', 'rejected', 'joined'));
drop index aid_cases_open, aid_cases_one_open, aid_cases_one_signal, aid_cases_escalation;
create index aid_cases_open on aid_cases (county_code, region_code, level, opened_at)
  where stage not in ('closed', 'rejected', 'joined');
create unique index aid_cases_one_open on aid_cases (county_code, elder_id, field)
  where field is not null and stage not in ('closed', 'rejected', 'joined');
create unique index aid_cases_one_signal on aid_cases (county_code, elder_id, signal_key)
  where signal_key is not null and stage not in ('closed', 'rejected', 'joined');
create index aid_cases_escalation on aid_cases (escalate_at)
  where stage not in ('resolved', 'verified', 'closed', 'rejected', 'joined');
create index aid_cases_due on aid_cases (county_code, region_code, due_at) where due_at is not null;
create index aid_cases_opened on aid_cases (opened_at)
  include (region_code, level, stage, ended_at, ending, repeat_of);
create index aid_cases_ended on aid_cases (ended_at) include (region_code, level, ending, opened_at)
  where ended_at is not null;
create index aid_cases_owed on aid_cases (county_code, region_code) where recheck_owed;
create index aid_cases_into on aid_cases (county_code, merged_into) where merged_into is not null;

alter table aid_case_acts drop constraint aid_case_acts_kind_check;
alter table aid_case_acts add constraint aid_case_acts_kind_check
  check (kind in ('opened', 'acknowledged', 'noted', 'onSite', 'handedOver', 'escalated', 'resolved', 'verified',
    'closed', 'rejected', 'reopened', 'elderLeft', 'resumed', 'signOfLife', 'neighbourAsked', 'planned', 'taskDone',
    'taskDropped', 'referred', 'referralReceived', 'referralAnswered', 'conferred', 'rechecked', 'joined', 'tookIn',
    'unmerged', 'letGo'));

create table aid_case_tasks (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  case_id uuid not null,
  task text not null,
  assignee_id uuid not null references accounts,
  due_on date not null,
  made_by uuid not null references accounts,
  made_at timestamptz not null,
  -- Done or dropped, by whom and with which word; null while it waits.
  state text check (state in ('taskDone', 'taskDropped')),
  ended_by uuid references accounts,
  ended_at timestamptz,
  ending_note text,
  primary key (county_code, id),
  foreign key (county_code, case_id) references aid_cases,
  check (county_code = left(region_code, 6))
);
create index aid_case_tasks_case on aid_case_tasks (county_code, case_id, due_on);

create table aid_case_referrals (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  case_id uuid not null,
  body text not null check (body in ('healthBureau', 'police', 'disabilityFederation', 'housingBureau', 'legalAid',
    'womensFederation', 'medicalInsurance', 'socialSecurity', 'agriculture', 'fireRescue', 'gasHeatPower',
    'charityBody', 'otherBody')),
  -- The office or person it went to, in words.
  addressee text,
  matter text not null,
  sent_on date not null,
  receipt_due_on date not null,
  answer_due_on date not null,
  sent_by uuid not null references accounts,
  received_by text,
  received_on date,
  reference_number text,
  answer text,
  answered_on date,
  primary key (county_code, id),
  foreign key (county_code, case_id) references aid_cases,
  check (county_code = left(region_code, 6))
);
create index aid_case_referrals_case on aid_case_referrals (county_code, case_id, sent_on);
create index aid_case_referrals_waiting on aid_case_referrals (county_code, region_code, sent_on, id)
  where answered_on is null;
create index aid_case_referrals_sent on aid_case_referrals (county_code, region_code, sent_on, id);

create table aid_case_meetings (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  case_id uuid not null,
  held_on date not null,
  place text,
  people text not null,
  decided text not null,
  recorded_by uuid not null references accounts,
  recorded_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, case_id) references aid_cases,
  check (county_code = left(region_code, 6))
);
create index aid_case_meetings_case on aid_case_meetings (county_code, case_id, held_on);

create table aid_case_rechecks (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  case_id uuid not null,
  visit_id uuid,
  verdict text not null check (verdict in ('gone', 'better', 'stillThere')),
  checked_on date not null,
  note text,
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, case_id) references aid_cases,
  check (county_code = left(region_code, 6))
);
create index aid_case_rechecks_case on aid_case_rechecks (county_code, case_id, checked_on);

select guard_by_area('aid_case_tasks');
select guard_by_area('aid_case_referrals');
select guard_by_area('aid_case_meetings');
select guard_by_area('aid_case_rechecks');
grant select, insert, update on aid_case_tasks to wanqing_app;
grant select, insert, update on aid_case_referrals to wanqing_app;
grant select, insert on aid_case_meetings to wanqing_app;
grant select, insert on aid_case_rechecks to wanqing_app;
