-- What services cost: contracts of government purchase, monthly claims held against order and proof, bills of what
-- agreed, and what elders and families say afterwards.

create table purchase_contracts (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  number text not null,
  title text not null,
  provider_id uuid not null,
  starts_on date not null,
  ends_on date not null,
  longer_reason text,
  budget_fen bigint not null check (budget_fen > 0),
  no_whole_subcontract boolean not null check (no_whole_subcontract),
  -- [{kind, target}], at most one of a kind.
  goals jsonb not null,
  state text not null check (state in ('written', 'contractRuns', 'brokenOff')),
  written_by uuid references accounts,
  written_at timestamptz not null,
  -- By a second person; from then on the budget stands in the ledger.
  signed_by uuid references accounts,
  signed_at timestamptz,
  ended_by uuid references accounts,
  ended_on date,
  ended_reason text,
  primary key (county_code, id),
  unique (county_code, number),
  foreign key (county_code, provider_id) references service_providers,
  check (county_code = left(region_code, 6)),
  check (ends_on >= starts_on),
  check ((state = 'written') = (signed_at is null)),
  check ((state = 'brokenOff') = (ended_reason is not null))
);
create index purchase_contracts_newest on purchase_contracts (county_code, starts_on desc, id desc);
create index purchase_contracts_provider on purchase_contracts (county_code, provider_id);

create table contract_lots (
  county_code text collate "C" not null,
  contract_id uuid not null,
  id uuid not null,
  region_code text collate "C" not null,
  name text not null,
  budget_fen bigint not null check (budget_fen >= 0),
  -- Codes of the catalogue (service_items.code), whatever their version.
  item_codes text[] not null check (cardinality(item_codes) > 0),
  primary key (county_code, id),
  foreign key (county_code, contract_id) references purchase_contracts,
  check (county_code = left(region_code, 6))
);
create index contract_lots_contract on contract_lots (county_code, contract_id);

create table contract_acceptances (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  contract_id uuid not null,
  accepted_on date not null,
  verdict text not null check (verdict in ('serviceAccepted', 'serviceMended', 'serviceRejected')),
  words text not null,
  -- The goals as they stood that day: later orders must not change what was accepted.
  measured jsonb not null,
  accepted_by uuid references accounts,
  accepted_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, contract_id) references purchase_contracts,
  check (county_code = left(region_code, 6))
);
create index contract_acceptances_contract on contract_acceptances (county_code, contract_id);

create table claims (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  provider_id uuid not null,
  month text not null check (month ~ '^\d{4}-\d{2}$'),
  state text not null check (state in ('preparing', 'claimSent', 'takenBack')),
  source text not null check (source in ('fromOrders', 'fromSheet')),
  made_by uuid references accounts,
  made_at timestamptz not null,
  sent_by uuid references accounts,
  sent_at timestamptz,
  primary key (county_code, id),
  foreign key (county_code, provider_id) references service_providers,
  check (county_code = left(region_code, 6)),
  check ((state = 'claimSent') = (sent_at is not null))
);
create index claims_newest on claims (county_code, month desc, id desc);
create index claims_provider on claims (county_code, provider_id, month desc, id desc);

-- Rows of an uploaded sheet that could not be read, by their number in the file: no names are kept.
create table claim_refusals (
  county_code text collate "C" not null,
  claim_id uuid not null,
  sheet_row int not null,
  region_code text collate "C" not null,
  order_code text,
  reason text not null,
  primary key (county_code, claim_id, sheet_row),
  foreign key (county_code, claim_id) references claims,
  check (county_code = left(region_code, 6))
);

create table bills (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  serial int generated always as identity (maxvalue 9999999),
  contract_id uuid not null,
  provider_id uuid not null,
  month text not null check (month ~ '^\d{4}-\d{2}$'),
  state text not null check (state in ('drawnUp', 'passed', 'exported', 'billPaid', 'billDropped')),
  lines int not null check (lines > 0),
  amount_fen bigint not null check (amount_fen >= 0),
  -- {payer: fen} (domain/service-orders/payers.ts).
  split jsonb not null,
  -- The public part: what the contract's budget pays.
  budget_fen bigint not null check (budget_fen >= 0),
  -- From the accounts elders topped up, and what the pay order says: known once it is passed.
  account_fen bigint,
  pay_fen bigint,
  drawn_up_by uuid references accounts,
  drawn_up_at timestamptz not null,
  passed_by uuid references accounts,
  passed_at timestamptz,
  exported_at timestamptz,
  paid_on date,
  voucher_number text,
  paid_by uuid references accounts,
  paid_at timestamptz,
  dropped_by uuid references accounts,
  dropped_reason text,
  primary key (county_code, id),
  foreign key (county_code, contract_id) references purchase_contracts,
  check (county_code = left(region_code, 6)),
  check (passed_by is distinct from drawn_up_by or passed_by is null),
  check ((pay_fen is null) = (account_fen is null)),
  check ((state = 'billPaid') = (paid_on is not null)),
  check ((state = 'billDropped') = (dropped_reason is not null))
);
create index bills_newest on bills (county_code, month desc, id desc);
create index bills_contract on bills (county_code, contract_id);
create index bills_provider on bills (county_code, provider_id, month desc, id desc);

create table claim_lines (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  claim_id uuid not null,
  provider_id uuid not null,
  line int not null,
  month text not null,
  -- As written by the provider; the order it was recognised as stands beside it.
  order_code text,
  order_id uuid,
  elder_id uuid,
  item_name text,
  served_on date not null,
  quantity int not null check (quantity > 0),
  unit_price_fen int not null check (unit_price_fen >= 0),
  amount_fen int not null check (amount_fen >= 0),
  split jsonb not null,
  budget_fen int not null check (budget_fen between 0 and amount_fen),
  state text not null check (state in ('unchecked', 'allAgree', 'inQuestion', 'awaitsProvider', 'awaitsSecondYes',
    'admitted', 'turnedOff')),
  -- [{key, seen}] of the last match (domain/settlements/match.ts); the keys alone to filter by.
  faults jsonb not null,
  fault_keys text[] not null,
  judged_at timestamptz,
  first_by uuid references accounts,
  last_words text,
  bill_id uuid,
  lot_id uuid,
  primary key (county_code, id),
  unique (county_code, claim_id, line),
  foreign key (county_code, claim_id) references claims,
  foreign key (county_code, order_id) references service_orders,
  foreign key (county_code, elder_id) references elders,
  foreign key (county_code, bill_id) references bills,
  foreign key (county_code, lot_id) references contract_lots,
  check (county_code = left(region_code, 6)),
  check ((bill_id is null) = (lot_id is null)),
  -- Nothing is paid from the queue, whatever a program says.
  check (bill_id is null or state in ('allAgree', 'admitted'))
);
create index claim_lines_queue on claim_lines (county_code, state, served_on, id)
  where state in ('inQuestion', 'awaitsProvider', 'awaitsSecondYes');
create index claim_lines_order on claim_lines (county_code, order_id) where order_id is not null;
create index claim_lines_bill on claim_lines (county_code, bill_id, line) where bill_id is not null;
create index claim_lines_to_bill on claim_lines (county_code, provider_id, month)
  where bill_id is null and state in ('allAgree', 'admitted');
create index claim_lines_elder on claim_lines (county_code, elder_id) where elder_id is not null;

-- Facts: who asked, answered and decided, when and why.
create table claim_line_events (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  claim_line_id uuid not null,
  deed text not null check (deed in ('judged', 'askProvider', 'providerAnswers', 'admit', 'admitFirst', 'sendBack',
    'deny')),
  words text,
  by_account_id uuid references accounts,
  happened_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, claim_line_id) references claim_lines,
  check (county_code = left(region_code, 6))
);
create index claim_line_events_line on claim_line_events (county_code, claim_line_id, happened_at, id);

create table service_complaints (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  order_id uuid not null,
  elder_id uuid not null,
  provider_id uuid not null,
  source text not null check (source in ('saidByElder', 'familySays', 'officerSays', 'callBackSays')),
  kind text not null check (kind in ('nobodyServed', 'cameLate', 'poorlyDone', 'badManner', 'wrongCharge', 'unsafe',
    'otherTrouble')),
  words_sealed text not null,
  stage text not null check (stage in ('awaitsAnswer', 'awaitsOutcome', 'puttingRight', 'awaitsSecondLook',
    'complaintClosed')),
  outcome text check (outcome in ('redo', 'giveBack', 'apology', 'unfounded')),
  refund_fen int check (refund_fen > 0),
  owner_id uuid references accounts,
  decided_by uuid references accounts,
  opened_at timestamptz not null,
  answer_due_on date not null,
  settle_due_on date not null,
  closed_at timestamptz,
  primary key (county_code, id),
  foreign key (county_code, order_id) references service_orders,
  foreign key (county_code, elder_id) references elders,
  foreign key (county_code, provider_id) references service_providers,
  check (county_code = left(region_code, 6)),
  check ((stage = 'complaintClosed') = (closed_at is not null)),
  check ((outcome is not distinct from 'giveBack') = (refund_fen is not null))
);
create index service_complaints_open on service_complaints (county_code, settle_due_on, id)
  where stage <> 'complaintClosed';
create index service_complaints_newest on service_complaints (county_code, opened_at desc, id desc);
create index service_complaints_order on service_complaints (county_code, order_id);
create index service_complaints_provider on service_complaints (county_code, provider_id, opened_at desc);

create table complaint_events (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  complaint_id uuid not null,
  deed text not null check (deed in ('complain', 'answerComplaint', 'decideOutcome', 'madeGood', 'lookAgain',
    'reopenComplaint')),
  words_sealed text,
  by_account_id uuid references accounts,
  happened_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, complaint_id) references service_complaints,
  check (county_code = left(region_code, 6))
);
create index complaint_events_complaint on complaint_events (county_code, complaint_id, happened_at, id);

-- Who is rung about a month's services: kept with its seed, so that anybody can draw the same again.
create table service_call_draws (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  month text not null check (month ~ '^\d{4}-\d{2}$'),
  from_day date not null,
  to_day date not null,
  seed text not null,
  pool_size int not null,
  wanted int not null,
  drawn_by uuid references accounts,
  drawn_at timestamptz not null,
  primary key (county_code, id),
  unique (county_code, region_code, month),
  check (county_code = left(region_code, 6))
);

create table service_calls (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  draw_id uuid not null,
  order_id uuid not null,
  elder_id uuid not null,
  state text not null check (state in ('toCall', 'gotAnswer', 'unreachable', 'refusedAnswer')),
  tries int not null,
  served text check (served in ('wasServed', 'nobodyServes', 'cannotTell')),
  satisfied text check (satisfied in ('satisfied', 'soSo', 'notSatisfied')),
  note_sealed text,
  called_by uuid references accounts,
  called_at timestamptz,
  primary key (county_code, id),
  foreign key (county_code, draw_id) references service_call_draws,
  foreign key (county_code, order_id) references service_orders,
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6))
);
create index service_calls_draw on service_calls (county_code, draw_id, region_code, id);
create index service_calls_place on service_calls (county_code, region_code, id);
create index service_calls_order on service_calls (county_code, order_id);

select guard_by_area('purchase_contracts');
select guard_by_area('contract_lots');
select guard_by_area('contract_acceptances');
select guard_by_area('claims');
select guard_by_area('claim_refusals');
select guard_by_area('bills');
select guard_by_area('claim_lines');
select guard_by_area('claim_line_events');
select guard_by_area('service_complaints');
select guard_by_area('complaint_events');
select guard_by_area('service_call_draws');
select guard_by_area('service_calls');
grant select, insert, update on purchase_contracts, claims, claim_lines, bills, service_complaints, service_calls
  to wanqing_app;
grant select, insert on contract_acceptances, claim_line_events, complaint_events, service_call_draws to wanqing_app;
grant select, insert, delete on contract_lots, claim_refusals to wanqing_app;
grant delete on claim_lines to wanqing_app;
