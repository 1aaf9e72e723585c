-- Money by rule: versions of rules, trial runs, who is entitled since when, monthly lists, payments, recoveries,
-- and the lists of others that are matched against them (docs/decisions/0020).

-- A county's rules and lists stand at the county; its townships read them, and only read.
create function guard_below_county(guarded regclass) returns void language plpgsql as $$
begin
  execute format(
    'create policy below on %s for select to wanqing_app
       using (county_code = left((select current_setting(''wanqing.area_from'', true)), 6))', guarded);
end $$;

-- Who pays sees whole account numbers, and so neither writes rules nor approves lists.
alter table posts drop constraint posts_role_check;
alter table posts add constraint posts_role_check check (role in ('provinceOfficer', 'prefectureOfficer',
  'countyOfficer', 'townshipOfficer', 'villageOfficer', 'benefitPayer', 'visitor', 'assessor', 'auditor', 'administrator'));

create table benefit_rules (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null references regions,
  -- The benefit over all its versions.
  benefit_id uuid not null,
  version int not null,
  -- Counts the savings of a draft: a trial holds for exactly one of them.
  revision int not null,
  kind text not null check (kind in ('oldAgeAllowance', 'serviceSubsidy', 'nursingSubsidy', 'tekunCare',
    'disabilityCare', 'otherBenefit')),
  title text not null,
  basis text not null,
  from_month text collate "C" not null,
  to_month text collate "C",
  terms jsonb not null,
  state text not null check (state in ('draft', 'tried', 'active', 'retired')),
  drafted_by uuid references accounts,
  drafted_at timestamptz not null,
  activated_by uuid references accounts,
  activated_at timestamptz,
  retired_by uuid references accounts,
  retired_at timestamptz,
  retire_reason text,
  synthetic boolean not null,
  primary key (county_code, id),
  unique (county_code, benefit_id, version),
  check (county_code = left(region_code, 6))
);
create index benefit_rules_state on benefit_rules (county_code, state, from_month);

create table benefit_trials (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  rule_id uuid not null,
  revision int not null,
  month text collate "C" not null,
  gained int not null,
  lost int not null,
  changed int not null,
  before_fen bigint not null,
  after_fen bigint not null,
  tried_by uuid references accounts,
  tried_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, rule_id) references benefit_rules,
  check (county_code = left(region_code, 6))
);
create index benefit_trials_rule on benefit_trials (county_code, rule_id, tried_at desc);

-- One line an elder whose sum would differ.
create table benefit_trial_lines (
  county_code text collate "C" not null,
  trial_id uuid not null,
  elder_id uuid not null,
  region_code text collate "C" not null,
  effect text not null check (effect in ('gained', 'lost', 'amountChanged')),
  before_fen bigint not null,
  after_fen bigint not null,
  sentence text not null,
  primary key (county_code, trial_id, elder_id),
  foreign key (county_code, trial_id) references benefit_trials,
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6))
);
create index benefit_trial_lines_effect on benefit_trial_lines (county_code, trial_id, effect, elder_id);

create table benefit_entitlements (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  elder_id uuid not null,
  benefit_id uuid not null,
  rule_id uuid not null,
  amount_fen bigint not null,
  from_month text collate "C" not null,
  to_month text collate "C",
  cause text not null,
  end_cause text,
  noted_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, elder_id) references elders,
  foreign key (county_code, rule_id) references benefit_rules,
  check (county_code = left(region_code, 6))
);
create index benefit_entitlements_elder on benefit_entitlements (county_code, elder_id, from_month);
create unique index benefit_entitlements_open on benefit_entitlements (county_code, elder_id, benefit_id)
  where to_month is null;

create table benefit_runs (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  month text collate "C" not null,
  state text not null check (state in ('compiled', 'approved', 'paidOut')),
  people int not null,
  total_fen bigint not null,
  compiled_by uuid references accounts,
  compiled_at timestamptz not null,
  approved_by uuid references accounts,
  approved_at timestamptz,
  paid_by uuid references accounts,
  paid_at timestamptz,
  file_number text,
  primary key (county_code, id),
  unique (county_code, month),
  check (county_code = left(region_code, 6)),
  -- The second wall behind the rule that two people stand behind every list.
  check (state = 'compiled' or approved_by <> compiled_by)
);

create table benefit_payments (
  county_code text collate "C" not null,
  id uuid not null,
  month text collate "C" not null,
  elder_id uuid not null,
  benefit_id uuid not null,
  region_code text collate "C" not null,
  run_id uuid not null,
  rule_id uuid not null,
  amount_fen bigint not null,
  sentence text not null,
  -- As they stood when the list was compiled.
  bank_name text,
  account_sealed text,
  account_tail text,
  primary key (county_code, id),
  -- The promise that a month of a benefit is paid once.
  unique (county_code, elder_id, month, benefit_id),
  foreign key (county_code, elder_id) references elders,
  foreign key (county_code, rule_id) references benefit_rules,
  foreign key (county_code, run_id) references benefit_runs,
  check (county_code = left(region_code, 6)),
  check ((account_sealed is null) = (account_tail is null))
);
create index benefit_payments_run on benefit_payments (county_code, run_id, region_code, elder_id);

-- A list may be compiled anew until it is approved; from then on its lines are facts.
create function keep_approved_payments() returns trigger language plpgsql as $$
begin
  if exists (select from benefit_runs r where r.county_code = old.county_code and r.id = old.run_id
      and r.state <> 'compiled') then
    raise exception 'a payment of an approved list may not be removed' using errcode = '23514';
  end if;
  return old;
end $$;
create trigger benefit_payments_kept before delete on benefit_payments
  for each row execute function keep_approved_payments();

create table benefit_recoveries (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  elder_id uuid not null,
  payment_id uuid not null,
  benefit_id uuid not null,
  month text collate "C" not null,
  amount_fen bigint not null,
  state text not null check (state in ('toRecover', 'recovered', 'waived', 'undone')),
  cause text not null,
  opened_by uuid references accounts,
  opened_at timestamptz not null,
  settled_by uuid references accounts,
  settled_at timestamptz,
  note text,
  primary key (county_code, id),
  foreign key (county_code, payment_id) references benefit_payments,
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6))
);
create unique index benefit_recoveries_once on benefit_recoveries (county_code, payment_id)
  where state <> 'undone';
create index benefit_recoveries_open on benefit_recoveries (county_code, region_code, state, opened_at);
create index benefit_recoveries_elder on benefit_recoveries (county_code, elder_id);

-- A payment stopped by a person, from a month on; of every benefit where none is named.
create table benefit_holds (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  elder_id uuid not null,
  benefit_id uuid,
  from_month text collate "C" not null,
  to_month text collate "C",
  reason text not null,
  held_by uuid references accounts,
  held_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6))
);
create index benefit_holds_elder on benefit_holds (county_code, elder_id);

-- What rules ask about and no other table knows: how hard the household has it, where its register is kept.
create table elder_circumstances (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  elder_id uuid not null,
  income text not null check (income in ('dibao', 'marginal', 'ordinary')),
  hukou_code text collate "C" references regions,
  valid_from date not null,
  valid_to date,
  evidence text not null,
  recorded_by uuid references accounts,
  recorded_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6)),
  check (valid_to is null or valid_to >= valid_from)
);
create index elder_circumstances_elder on elder_circumstances (county_code, elder_id, valid_from);

create table bank_accounts (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  elder_id uuid not null,
  bank_name text not null,
  account_sealed text not null,
  account_tail text not null,
  recorded_by uuid references accounts,
  recorded_at timestamptz not null,
  -- The account that replaced this one, or the day it was closed.
  ended_at timestamptz,
  primary key (county_code, id),
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6))
);
create unique index bank_accounts_open on bank_accounts (county_code, elder_id) where ended_at is null;

create table match_lists (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  kind text not null check (kind in ('deathList', 'pensionStops', 'hospitalStays', 'institutionStays',
    'otherBenefits')),
  source text not null,
  file_name text not null,
  row_count int not null,
  -- Rows in which neither a number nor a name could be read.
  unread_count int not null,
  matched_count int not null,
  uploaded_by uuid references accounts,
  uploaded_at timestamptz not null,
  primary key (county_code, id),
  check (county_code = left(region_code, 6))
);
create index match_lists_time on match_lists (county_code, uploaded_at desc);

-- Only rows that fit an elder of the ledger are kept; the others are none of our business.
create table match_rows (
  county_code text collate "C" not null,
  list_id uuid not null,
  row_number int not null,
  elder_id uuid not null,
  region_code text collate "C" not null,
  matched_by text not null check (matched_by in ('byNumber', 'byNameAndBirth')),
  listed_name text not null,
  listed_tail text,
  happened_on date,
  listed_note text,
  proposal text not null check (proposal in ('registerDeath', 'stopPaying', 'checkAtHome')),
  decision text not null check (decision in ('toReview', 'eventHandled', 'paymentHeld', 'keptPaying')),
  decision_note text,
  decided_by uuid references accounts,
  decided_at timestamptz,
  primary key (county_code, list_id, row_number, elder_id),
  foreign key (county_code, list_id) references match_lists,
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6))
);
create index match_rows_open on match_rows (county_code, region_code, decision, list_id, row_number);
create index match_rows_elder on match_rows (county_code, elder_id);

select guard_by_area(one) from unnest(array['benefit_rules', 'benefit_trials', 'benefit_trial_lines',
  'benefit_entitlements', 'benefit_runs', 'benefit_payments', 'benefit_recoveries', 'benefit_holds',
  'elder_circumstances', 'bank_accounts', 'match_lists', 'match_rows']::regclass[]) as one;
select guard_below_county(one) from unnest(array['benefit_rules', 'benefit_runs']::regclass[]) as one;

grant select, insert, update on benefit_rules, benefit_runs, benefit_entitlements, benefit_recoveries,
  benefit_holds, elder_circumstances, bank_accounts, match_rows to wanqing_app;
grant select, insert on benefit_trials, benefit_trial_lines, match_lists to wanqing_app;
grant select, insert, delete on benefit_payments to wanqing_app;
