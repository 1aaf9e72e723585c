-- Public money from appropriation to the person served. Every sum moves in the ledger; rows here say what was
-- planned, by whom agreed, under which document. A province's or prefecture's own rows lie under its own code.

create table fund_programmes (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null references regions,
  title text not null,
  says text not null,
  -- A sum that other programmes may be part of: it stands beside the total and not in it.
  is_frame boolean not null,
  planned_by uuid references accounts,
  planned_at timestamptz not null,
  synthetic boolean not null,
  primary key (county_code, id),
  unique (county_code, title),
  check (county_code = left(region_code, 6))
);

create table fund_appropriations (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null references regions,
  programme_id uuid not null,
  source text not null check (source in ('centralFinance', 'provinceFinance', 'prefectureFinance', 'countyFinance',
    'lotteryWelfare', 'charityGiving')),
  kind text not null check (kind in ('countyWelfareCentre', 'townshipWelfareCentre', 'embeddedCentre',
    'mutualAidStation', 'elderCourtyard', 'dayCare', 'careHome', 'dementiaZone', 'practiceStation', 'canteen',
    'bathingHelp', 'visitPurchase', 'homeCommunityCare', 'borderSupport', 'careSubsidy')),
  -- Null where the paper names no year.
  year_from int,
  year_to int,
  scope text,
  document_number text,
  amount_fen bigint not null check (amount_fen > 0),
  state text not null check (state in ('sumPlanned', 'sumIssued', 'sumWithdrawn')),
  -- A figure of the reply letter (domain/funds/letter.ts).
  figure text,
  planned_on date not null,
  planned_by uuid references accounts,
  issued_on date,
  issued_by uuid references accounts,
  recorded_at timestamptz not null,
  synthetic boolean not null,
  primary key (county_code, id),
  foreign key (county_code, programme_id) references fund_programmes,
  check (county_code = left(region_code, 6)),
  check (year_from <= year_to),
  check ((issued_on is null) = (state <> 'sumIssued')),
  check (state <> 'sumIssued' or document_number is not null)
);
create index fund_appropriations_programme on fund_appropriations (county_code, programme_id, planned_on, id);
create unique index fund_appropriations_figure on fund_appropriations (county_code, figure, year_to)
  where figure is not null and state <> 'sumWithdrawn';

create table fund_batches (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null references regions,
  appropriation_id uuid not null,
  title text not null,
  document_number text,
  state text not null check (state in ('batchDrafted', 'batchApproved', 'batchDropped')),
  drafted_on date not null,
  drafted_by uuid references accounts,
  approved_on date,
  approved_by uuid references accounts,
  drop_reason text,
  recorded_at timestamptz not null,
  synthetic boolean not null,
  primary key (county_code, id),
  foreign key (county_code, appropriation_id) references fund_appropriations,
  check (county_code = left(region_code, 6)),
  check ((approved_on is not null) = (state = 'batchApproved')),
  check ((drop_reason is not null) = (state = 'batchDropped'))
);
create index fund_batches_appropriation on fund_batches (county_code, appropriation_id, drafted_on, id);

-- What a batch gives one county for one kind. It lies in that county: the letter that came down, with the words of
-- the papers it came with, so that a county reads its own without asking its province.
create table fund_shares (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null references regions,
  batch_county_code text collate "C" not null,
  batch_id uuid not null,
  programme_title text not null,
  batch_title text not null,
  document_number text,
  source text not null check (source in ('centralFinance', 'provinceFinance', 'prefectureFinance', 'countyFinance',
    'lotteryWelfare', 'charityGiving')),
  kind text not null check (kind in ('countyWelfareCentre', 'townshipWelfareCentre', 'embeddedCentre',
    'mutualAidStation', 'elderCourtyard', 'dayCare', 'careHome', 'dementiaZone', 'practiceStation', 'canteen',
    'bathingHelp', 'visitPurchase', 'homeCommunityCare', 'borderSupport', 'careSubsidy')),
  amount_fen bigint not null check (amount_fen > 0),
  state text not null check (state in ('batchDrafted', 'batchApproved', 'batchDropped')),
  approved_on date,
  approved_by uuid references accounts,
  synthetic boolean not null,
  primary key (county_code, id),
  unique (county_code, batch_id, kind),
  check (county_code = left(region_code, 6)),
  check ((approved_on is not null) = (state = 'batchApproved'))
);
create index fund_shares_batch on fund_shares (batch_county_code, batch_id);

create table fund_projects (
  county_code text collate "C" not null,
  id uuid not null,
  -- The village, township or county it is for.
  region_code text collate "C" not null references regions,
  share_id uuid not null,
  name text not null,
  kind text not null check (kind in ('countyWelfareCentre', 'townshipWelfareCentre', 'embeddedCentre',
    'mutualAidStation', 'elderCourtyard', 'dayCare', 'careHome', 'dementiaZone', 'practiceStation', 'canteen',
    'bathingHelp', 'visitPurchase', 'homeCommunityCare', 'borderSupport', 'careSubsidy')),
  lon double precision,
  lat double precision,
  planned_fen bigint not null check (planned_fen > 0),
  opens_on date not null,
  promise jsonb,
  state text not null check (state in ('planDrafted', 'planApproved', 'underConstruction', 'awaitsAcceptance', 'worksAccepted',
    'accountsClosed', 'planDropped')),
  state_since date not null,
  drafted_on date not null,
  drafted_by uuid references accounts,
  approved_on date,
  approved_by uuid references accounts,
  accepted_on date,
  opened_on date,
  site_kind text check (site_kind in ('facilitySite', 'canteen')),
  site_id uuid,
  version int not null,
  recorded_at timestamptz not null,
  synthetic boolean not null,
  primary key (county_code, id),
  foreign key (county_code, share_id) references fund_shares,
  check (county_code = left(region_code, 6)),
  check ((lon is null) = (lat is null)),
  check ((site_kind is null) = (site_id is null)),
  check (approved_on is not null or state in ('planDrafted', 'planDropped')),
  check (accepted_on is not null or state not in ('worksAccepted', 'accountsClosed'))
);
create index fund_projects_newest on fund_projects (county_code, drafted_on desc, id desc);
create index fund_projects_share on fund_projects (county_code, share_id);
create index fund_projects_state on fund_projects (county_code, state, kind);
create index fund_projects_site on fund_projects (county_code, site_id) where site_id is not null;

create table fund_milestones (
  county_code text collate "C" not null,
  project_id uuid not null,
  kind text not null check (kind in ('worksStart', 'worksHalf', 'worksDone', 'doorOpens')),
  region_code text collate "C" not null,
  due_on date not null,
  done_on date,
  note text,
  done_by uuid references accounts,
  done_at timestamptz,
  primary key (county_code, project_id, kind),
  foreign key (county_code, project_id) references fund_projects,
  check (county_code = left(region_code, 6)),
  check ((done_on is null) = (done_at is null))
);
create index fund_milestones_due on fund_milestones (county_code, due_on) where done_on is null;

-- Its id is the id of the transfer.
create table fund_payments (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  project_id uuid not null,
  amount_fen bigint not null check (amount_fen > 0),
  paid_on date not null,
  payee text not null,
  voucher text not null,
  note text,
  -- Paid into its till: the same id stands in meal_entries.
  canteen_id uuid,
  paid_by uuid references accounts,
  paid_at timestamptz not null,
  cancelled_by uuid references accounts,
  cancelled_at timestamptz,
  cancel_reason text,
  primary key (county_code, id),
  foreign key (county_code, project_id) references fund_projects,
  foreign key (county_code, canteen_id) references canteens,
  check (county_code = left(region_code, 6)),
  check ((cancelled_at is null) = (cancel_reason is null))
);
create index fund_payments_project on fund_payments (county_code, project_id, paid_on, id);
create index fund_payments_newest on fund_payments (county_code, paid_on desc, id desc);

-- Two people sign; who signs may neither have planned nor paid.
create table fund_signatures (
  county_code text collate "C" not null,
  project_id uuid not null,
  signed_by uuid not null references accounts,
  region_code text collate "C" not null,
  -- The version of the project that was looked at: works made good are looked at again by two.
  round int not null,
  note text not null,
  signed_on date not null,
  signed_at timestamptz not null,
  primary key (county_code, project_id, round, signed_by),
  foreign key (county_code, project_id) references fund_projects,
  check (county_code = left(region_code, 6))
);

-- Money nobody needs goes back the way it came: sent by the county, received by whoever gave it.
create table fund_returns (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  share_id uuid not null,
  amount_fen bigint not null check (amount_fen > 0),
  reason text not null,
  sent_on date not null,
  sent_by uuid references accounts,
  sent_at timestamptz not null,
  received_on date,
  received_by uuid references accounts,
  primary key (county_code, id),
  foreign key (county_code, share_id) references fund_shares,
  check (county_code = left(region_code, 6)),
  check ((received_on is null) = (received_by is null))
);
create index fund_returns_share on fund_returns (county_code, share_id);
create index fund_returns_open on fund_returns (county_code, sent_on) where received_on is null;

create table fund_papers (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  thing text not null check (thing in ('appropriation', 'fundBatch', 'fundProject')),
  thing_id uuid not null,
  kind text not null check (kind in ('issueDocument', 'planPaper', 'worksContract', 'payVoucher', 'progressPhoto',
    'acceptancePaper')),
  milestone text check (milestone in ('worksStart', 'worksHalf', 'worksDone', 'doorOpens')),
  title text not null,
  content_type text not null check (content_type in ('image/jpeg', 'image/png', 'image/webp')),
  size_bytes int not null,
  content_hash text not null,
  added_by uuid references accounts,
  added_at timestamptz not null,
  primary key (county_code, id),
  check (county_code = left(region_code, 6))
);
create index fund_papers_thing on fund_papers (county_code, thing_id, added_at);

create table fund_acts (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  thing text not null check (thing in ('appropriation', 'fundBatch', 'fundProject')),
  thing_id uuid not null,
  kind text not null check (kind in ('plansSum', 'issuesSum', 'withdrawsSum', 'draftsBatch', 'approvesBatch',
    'dropsBatch', 'draftsProject', 'approvesProject', 'dropsProject', 'reachesMilestone', 'paysProject',
    'takesPaymentBack', 'signsAcceptance', 'findsShortcoming', 'linksSite', 'closesProject', 'sendsBack',
    'receivesBack')),
  on_day date not null,
  note text,
  by_account uuid references accounts,
  done_at timestamptz not null,
  primary key (county_code, id),
  check (county_code = left(region_code, 6))
);
create index fund_acts_thing on fund_acts (county_code, thing_id, done_at);

select guard_by_area('fund_programmes');
select guard_by_area('fund_appropriations');
select guard_by_area('fund_batches');
select guard_by_area('fund_shares');
select guard_by_area('fund_projects');
select guard_by_area('fund_milestones');
select guard_by_area('fund_payments');
select guard_by_area('fund_signatures');
select guard_by_area('fund_returns');
select guard_by_area('fund_papers');
select guard_by_area('fund_acts');
grant select, insert, update on fund_programmes, fund_appropriations, fund_batches, fund_shares, fund_projects,
  fund_milestones, fund_payments, fund_returns to wanqing_app;
grant select, insert on fund_signatures, fund_papers, fund_acts to wanqing_app;
