-- What a meal costs and who pays it: price and subsidy rules, bills, money in and out of a canteen, its months and
-- its promise (docs/decisions/0040).

-- Versions of a county's rule, or of one canteen's own, which then stands in the county's place.
create table meal_rules (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null references regions,
  -- The rule over all its versions.
  scheme_id uuid not null,
  canteen_id uuid,
  version int not null,
  -- Counts the savings of a draft: a trial holds for exactly one of them.
  revision int not null,
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
  unique (county_code, scheme_id, version),
  foreign key (county_code, canteen_id) references canteens,
  check (county_code = left(region_code, 6))
);
create index meal_rules_state on meal_rules (county_code, state, from_month);
create index meal_rules_canteen on meal_rules (county_code, canteen_id) where canteen_id is not null;

create table meal_trials (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  rule_id uuid not null,
  revision int not null,
  month text collate "C" not null,
  servings int not null,
  people int not null,
  pay_less int not null,
  pay_more int not null,
  -- What the people themselves pay, and what all others pay, before and after.
  elder_before_fen bigint not null,
  elder_after_fen bigint not null,
  support_before_fen bigint not null,
  support_after_fen bigint not null,
  tried_by uuid references accounts,
  tried_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, rule_id) references meal_rules,
  check (county_code = left(region_code, 6))
);
create index meal_trials_rule on meal_trials (county_code, rule_id, revision desc, tried_at desc);

create table meal_trial_lines (
  county_code text collate "C" not null,
  trial_id uuid not null,
  elder_id uuid not null,
  region_code text collate "C" not null,
  servings int not null,
  before_fen bigint not null,
  after_fen bigint not null,
  primary key (county_code, trial_id, elder_id),
  foreign key (county_code, trial_id) references meal_trials,
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6))
);
create index meal_trial_lines_effect on meal_trial_lines (county_code, trial_id, (after_fen - before_fen), elder_id);

-- The price of the standard set a canteen has filed; without one the rule's price holds.
create table meal_prices (
  county_code text collate "C" not null,
  canteen_id uuid not null,
  valid_from date not null,
  region_code text collate "C" not null,
  set_fen int not null check (set_fen > 0),
  filed_as text not null,
  filed_by uuid references accounts,
  filed_at timestamptz not null,
  primary key (county_code, canteen_id, valid_from),
  foreign key (county_code, canteen_id) references canteens,
  check (county_code = left(region_code, 6))
);

-- What one person ate at one canteen in one month and who pays it: a row instead of sixty.
create table meal_bills (
  county_code text collate "C" not null,
  canteen_id uuid not null,
  month text collate "C" not null,
  elder_id uuid not null,
  region_code text collate "C" not null,
  servings int not null,
  -- Two letters a day, lunch and supper: '.' not eaten, else the letter of the split (domain/meal-accounts/bill.ts).
  marks text not null,
  splits jsonb not null,
  price_fen bigint not null,
  elder_fen bigint not null,
  -- The part of elder_fen that is paid in cash at the counter; the rest comes from the account.
  counter_fen bigint not null,
  support_fen bigint not null,
  work_minutes int not null,
  -- Moved from the person's account to the canteen so far.
  collected_fen bigint not null default 0,
  charged_at timestamptz not null,
  primary key (county_code, canteen_id, month, elder_id),
  foreign key (county_code, canteen_id) references canteens,
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6)),
  check (price_fen = elder_fen + support_fen),
  check (counter_fen between 0 and elder_fen)
);
create index meal_bills_elder on meal_bills (county_code, elder_id, month);
create index meal_bills_owed on meal_bills (county_code, canteen_id, elder_id)
  where collected_fen <> elder_fen - counter_fen;

-- The voucher of one day of one canteen: what its bills say of the day, as it stands in the ledger.
create table meal_days (
  county_code text collate "C" not null,
  canteen_id uuid not null,
  day date not null,
  region_code text collate "C" not null,
  servings int not null,
  guest_portions int not null,
  -- domain/meal-accounts/day.ts: what each payer owes of the day.
  legs jsonb not null,
  -- Counts the corrections; part of the ids of the transfers.
  version int not null,
  charged_at timestamptz not null,
  primary key (county_code, canteen_id, day),
  foreign key (county_code, canteen_id) references canteens,
  check (county_code = left(region_code, 6))
);

-- What came to light after a month was closed, carried in the month that was open then.
create table meal_corrections (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  canteen_id uuid not null,
  elder_id uuid not null,
  for_month text collate "C" not null,
  in_month text collate "C" not null,
  servings int not null,
  legs jsonb not null,
  elder_fen bigint not null,
  counter_fen bigint not null,
  collected_fen bigint not null default 0,
  noted_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, canteen_id) references canteens,
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6))
);
create index meal_corrections_bill on meal_corrections (county_code, canteen_id, for_month, elder_id);
create index meal_corrections_elder on meal_corrections (county_code, elder_id, in_month);

create table meal_accounts (
  county_code text collate "C" not null,
  elder_id uuid not null,
  region_code text collate "C" not null,
  -- From this day on her meals are paid from the account and no longer at the counter.
  opened_on date not null,
  -- When she was last told that little is left; null again after the next top-up.
  told_low_on date,
  primary key (county_code, elder_id),
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6))
);

create table meal_top_ups (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  elder_id uuid not null,
  canteen_id uuid,
  serial int generated always as identity (maxvalue 99999999),
  kind text not null check (kind in ('paidIn', 'paidBack')),
  way text not null check (way in ('cashAtStation', 'byTransfer', 'byFamily')),
  amount_fen bigint not null check (amount_fen > 0),
  day date not null,
  payer_name text,
  note text,
  recorded_by uuid references accounts,
  recorded_at timestamptz not null,
  cancelled_by uuid references accounts,
  cancelled_at timestamptz,
  cancel_reason text,
  primary key (county_code, id),
  unique (county_code, serial),
  foreign key (county_code, canteen_id) references canteens,
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6)),
  check ((cancelled_at is null) = (cancel_reason is null))
);
create index meal_top_ups_elder on meal_top_ups (county_code, elder_id, day desc, id desc);
create index meal_top_ups_canteen on meal_top_ups (county_code, canteen_id, day desc, id desc);

-- Work for the canteen that is exchanged for meals.
create table meal_works (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  canteen_id uuid not null,
  elder_id uuid not null,
  day date not null,
  minutes int not null check (minutes between 1 and 1440),
  deed text not null,
  recorded_by uuid references accounts,
  recorded_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, canteen_id) references canteens,
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6))
);
create index meal_works_elder on meal_works (county_code, elder_id, day);

-- Money that came to a canteen from one of the five sides, or went out of it.
create table meal_entries (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  canteen_id uuid not null,
  serial int generated always as identity (maxvalue 99999999),
  kind text not null check (kind in ('moneyIn', 'moneyOut', 'giftOfGoods')),
  source text check (source in ('fromPerson', 'fromFirm', 'fromGovernment', 'fromCollective', 'fromSociety')),
  cost text check (cost in ('foodCost', 'wageCost', 'fuelCost', 'rentCost', 'otherCost')),
  amount_fen bigint not null check (amount_fen >= 0),
  day date not null,
  -- Of whom, to whom; null with is_anonymous.
  party text,
  is_anonymous boolean not null,
  -- Settles what a payer owes for meals already eaten, instead of being a gift beside them.
  for_meals boolean not null,
  note text,
  recorded_by uuid references accounts,
  recorded_at timestamptz not null,
  cancelled_by uuid references accounts,
  cancelled_at timestamptz,
  cancel_reason text,
  primary key (county_code, id),
  unique (county_code, serial),
  foreign key (county_code, canteen_id) references canteens,
  check (county_code = left(region_code, 6)),
  check (num_nonnulls(source, cost) <= 1),
  check (kind = 'moneyOut' or cost is null),
  check ((kind = 'giftOfGoods') or amount_fen > 0),
  check ((cancelled_at is null) = (cancel_reason is null))
);
create index meal_entries_canteen on meal_entries (county_code, canteen_id, day desc, id desc);

create table meal_entry_photos (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  entry_id uuid not null,
  content_type text not null check (content_type in ('image/jpeg', 'image/png', 'image/webp')),
  size_bytes int not null,
  content_hash text not null,
  added_by uuid references accounts,
  added_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, entry_id) references meal_entries,
  check (county_code = left(region_code, 6))
);
create index meal_entry_photos_entry on meal_entry_photos (county_code, entry_id, added_at);

-- A closed month of a canteen, with the figures it was closed with.
create table meal_closes (
  county_code text collate "C" not null,
  canteen_id uuid not null,
  month text collate "C" not null,
  region_code text collate "C" not null,
  -- domain/meal-accounts/book.ts: the open account of the month.
  figures jsonb not null,
  closed_by uuid references accounts,
  closed_at timestamptz not null,
  primary key (county_code, canteen_id, month),
  foreign key (county_code, canteen_id) references canteens,
  check (county_code = left(region_code, 6))
);

-- What was promised when a canteen was to be approved; its months are held against it.
create table meal_promises (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  canteen_id uuid not null,
  -- domain/meal-accounts/viability.ts: expected diners, costs, support.
  plan jsonb not null,
  is_viable boolean not null,
  promised_by uuid references accounts,
  promised_at timestamptz not null,
  agreed_by uuid references accounts,
  agreed_at timestamptz,
  agree_note text,
  primary key (county_code, id),
  foreign key (county_code, canteen_id) references canteens,
  check (county_code = left(region_code, 6))
);
create index meal_promises_canteen on meal_promises (county_code, canteen_id, promised_at desc, id desc);

select guard_by_area('meal_rules');
select guard_below_county('meal_rules');
select guard_by_area('meal_trials');
select guard_by_area('meal_trial_lines');
select guard_by_area('meal_prices');
select guard_by_area('meal_bills');
select guard_by_area('meal_days');
select guard_by_area('meal_corrections');
select guard_by_area('meal_accounts');
select guard_by_area('meal_top_ups');
select guard_by_area('meal_works');
select guard_by_area('meal_entries');
select guard_by_area('meal_entry_photos');
select guard_by_area('meal_closes');
select guard_by_area('meal_promises');
grant select, insert, update on meal_rules, meal_accounts, meal_top_ups, meal_entries, meal_promises,
  meal_prices to wanqing_app;
grant select, insert on meal_trials, meal_trial_lines, meal_works, meal_entry_photos to wanqing_app;
-- Charged, corrected and closed only by the engine that sees all canteens of a county at once.
grant select on meal_bills, meal_days, meal_corrections, meal_closes to wanqing_app;
