-- Services at home: what a county offers, who provides it, what elders need, what was ordered and what came of it.

-- A row is a version: what an order was agreed at stays with it.
create table service_items (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  -- The same through all versions.
  code text not null,
  kind text not null check (kind in ('meal', 'bath', 'doctor', 'escort', 'shopping', 'clean', 'repair', 'comfort',
    'rehabilitation', 'personalCare', 'dayStay', 'longStay', 'transport', 'aidDevice', 'errand')),
  name text not null,
  says text,
  unit text not null check (unit in ('perVisit', 'perHour', 'perMeal', 'perDay', 'perMonth')),
  price_fen int not null check (price_fen >= 0),
  standard_minutes int not null check (standard_minutes > 0),
  -- Payer → {percent} or {fen}; what they leave the elder pays (domain/service-orders/payers.ts).
  shares jsonb not null,
  proofs text[] not null,
  confirmations text[] not null,
  certificates text[] not null,
  halt_rule text check (halt_rule in ('beforeBath')),
  valid_from date not null,
  valid_to date,
  made_by uuid references accounts,
  made_at timestamptz not null,
  primary key (county_code, id),
  unique (county_code, code, valid_from),
  check (county_code = left(region_code, 6))
);

create table service_providers (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  name text not null,
  kind text not null check (kind in ('company', 'countyWelfareCentre', 'townshipWelfareCentre', 'communityStation',
    'careHome', 'clinic', 'socialBody')),
  care_ways text[] not null,
  item_codes text[] not null,
  credit_code text,
  address text not null,
  phone text,
  lon double precision,
  lat double precision,
  reach_km int not null check (reach_km > 0),
  orders_a_day int not null check (orders_a_day > 0),
  started_on date not null,
  ended_on date,
  ended_why text,
  version int not null,
  recorded_by uuid references accounts,
  recorded_at timestamptz not null,
  synthetic boolean not null default false,
  primary key (county_code, id),
  check (county_code = left(region_code, 6))
);
create index service_providers_region on service_providers (county_code, region_code, id);

-- Which account speaks for which provider.
create table provider_members (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  provider_id uuid not null,
  account_id uuid not null references accounts,
  valid_from date not null,
  valid_to date,
  recorded_by uuid references accounts,
  recorded_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, provider_id) references service_providers,
  check (county_code = left(region_code, 6))
);
create index provider_members_account on provider_members (account_id, county_code);
create index provider_members_provider on provider_members (county_code, provider_id);

create table service_workers (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  provider_id uuid not null,
  -- Signs in with the phone; none for whoever is entered ahead of her account.
  account_id uuid references accounts,
  name text not null,
  sex text not null check (sex in ('unknown', 'male', 'female', 'notStated')),
  spoken_language text not null check (spoken_language in ('zh', 'ko', 'both')),
  phone_sealed text,
  phone_tail text,
  citizen_number_sealed text,
  citizen_number_tail text,
  lon double precision,
  lat double precision,
  orders_a_day int not null check (orders_a_day > 0),
  started_on date not null,
  ended_on date,
  ended_why text,
  version int not null,
  recorded_by uuid references accounts,
  recorded_at timestamptz not null,
  synthetic boolean not null default false,
  primary key (county_code, id),
  foreign key (county_code, provider_id) references service_providers,
  check (county_code = left(region_code, 6))
);
create index service_workers_provider on service_workers (county_code, provider_id, id);
create unique index service_workers_account on service_workers (county_code, account_id)
  where account_id is not null and ended_on is null;

create table worker_certificates (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  worker_id uuid not null,
  kind text not null check (kind in ('healthCertificate', 'careSkill', 'nurseLicence', 'rehabilitationSkill',
    'cookSkill', 'electricianLicence', 'firstAidTraining')),
  number text not null,
  issued_on date not null,
  expires_on date not null,
  revoked_on date,
  revoked_why text,
  recorded_by uuid references accounts,
  recorded_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, worker_id) references service_workers,
  check (county_code = left(region_code, 6))
);
create index worker_certificates_worker on worker_certificates (county_code, worker_id, kind, expires_on desc);
create index worker_certificates_expiry on worker_certificates (county_code, expires_on) where revoked_on is null;

create table service_needs (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  elder_id uuid not null,
  kind text not null check (kind in ('meal', 'bath', 'doctor', 'escort', 'shopping', 'clean', 'repair', 'comfort',
    'rehabilitation', 'personalCare', 'dayStay', 'longStay', 'transport', 'aidDevice', 'errand')),
  source text not null check (source in ('fromVisit', 'byCall', 'byFamily', 'byButton', 'fromAssessment',
    'fromAidCase', 'byOffice')),
  -- The visit, case, alarm or assessment behind it.
  source_id uuid,
  note_sealed text,
  wanted_by date,
  raised_on date not null,
  raised_by uuid references accounts,
  raised_at timestamptz not null,
  care_way text check (care_way in ('homeCare', 'communityCare', 'institutionCare')),
  matched_by uuid references accounts,
  matched_at timestamptz,
  match_note text,
  ended_as text check (ended_as in ('served', 'declinedByElder', 'metOtherwise', 'cannotBeMet', 'elderGone')),
  ended_why text,
  ended_by uuid references accounts,
  ended_at timestamptz,
  synthetic boolean not null default false,
  primary key (county_code, id),
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6))
);
create index service_needs_open on service_needs (county_code, raised_on, id) where ended_at is null;
create index service_needs_newest on service_needs (county_code, raised_on desc, id desc);
create index service_needs_elder on service_needs (county_code, elder_id, raised_on desc);
-- One thing said twice at one visit is one need.
create unique index service_needs_once on service_needs (county_code, source_id, kind) where source_id is not null;

-- A weekly pattern; a job makes its orders some days ahead.
create table order_series (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  elder_id uuid not null,
  need_id uuid not null,
  item_code text not null,
  provider_id uuid not null,
  worker_id uuid,
  -- 1 Monday … 7 Sunday.
  weekdays int[] not null,
  from_minute int not null check (from_minute between 0 and 1439),
  minutes int not null check (minutes > 0),
  from_on date not null,
  to_on date,
  -- Orders are there up to and with this day.
  made_until date,
  ended_why text,
  ended_by uuid references accounts,
  ended_at timestamptz,
  arranged_by uuid references accounts,
  arranged_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, elder_id) references elders,
  foreign key (county_code, need_id) references service_needs,
  foreign key (county_code, provider_id) references service_providers,
  foreign key (county_code, worker_id) references service_workers,
  check (county_code = left(region_code, 6))
);
create index order_series_running on order_series (county_code, made_until) where ended_at is null;
create index order_series_elder on order_series (county_code, elder_id);
create index order_series_need on order_series (county_code, need_id);

create table service_orders (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  elder_id uuid not null,
  need_id uuid not null,
  series_id uuid,
  item_id uuid not null,
  item_code text not null,
  item_kind text not null check (item_kind in ('meal', 'bath', 'doctor', 'escort', 'shopping', 'clean', 'repair',
    'comfort', 'rehabilitation', 'personalCare', 'dayStay', 'longStay', 'transport', 'aidDevice', 'errand')),
  provider_id uuid not null,
  worker_id uuid,
  planned_on date not null,
  planned_from timestamptz not null,
  planned_to timestamptz not null,
  price_fen int not null check (price_fen >= 0),
  -- Payer → fen, summing to the price.
  split jsonb not null,
  -- What its events say, kept here to list by (domain/service-orders/stage.ts).
  stage text not null check (stage in ('requested', 'promised', 'onTheWay', 'inService', 'finished', 'confirmed',
    'settled', 'handedBack', 'halted', 'nobodyHome', 'annulled')),
  stage_at timestamptz not null,
  signed_in_at timestamptz,
  signed_out_at timestamptz,
  confirmed_at timestamptz,
  -- Owed for a late cancellation or for nobody at home.
  fee_fen int not null default 0 check (fee_fen >= 0),
  rating int check (rating between 1 and 5),
  version int not null,
  arranged_by uuid references accounts,
  arranged_at timestamptz not null,
  synthetic boolean not null default false,
  primary key (county_code, id),
  foreign key (county_code, elder_id) references elders,
  foreign key (county_code, need_id) references service_needs,
  foreign key (county_code, series_id) references order_series,
  foreign key (county_code, item_id) references service_items,
  foreign key (county_code, provider_id) references service_providers,
  foreign key (county_code, worker_id) references service_workers,
  check (county_code = left(region_code, 6)),
  check (planned_from <= planned_to)
);
create index service_orders_planned on service_orders (county_code, planned_from desc, id desc);
create index service_orders_stage on service_orders (county_code, stage, planned_from desc, id desc);
create index service_orders_elder on service_orders (county_code, elder_id, planned_from desc);
create index service_orders_need on service_orders (county_code, need_id);
create index service_orders_provider on service_orders (county_code, provider_id, planned_on, id);
create index service_orders_worker on service_orders (county_code, worker_id, planned_on) where worker_id is not null;
create unique index service_orders_occurrence on service_orders (county_code, series_id, planned_on)
  where series_id is not null;

-- Facts, never changed: the story of an order.
create table order_events (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  order_id uuid not null,
  kind text not null check (kind in ('arrange', 'accept', 'turnDown', 'dispatch', 'reschedule', 'setOut', 'signIn',
    'takeVitals', 'halt', 'signOut', 'confirm', 'meetNobody', 'cancel', 'settle', 'note')),
  happened_at timestamptz not null,
  recorded_at timestamptz not null,
  by_account_id uuid references accounts,
  worker_id uuid,
  device_id uuid,
  lon double precision,
  lat double precision,
  accuracy_meters real,
  -- Server minus phone, as measured at the last contact before.
  clock_offset_ms bigint,
  -- How it was confirmed, for how long, why: by kind (domain/service-orders/order.ts).
  details jsonb not null,
  -- Blood pressure and the like.
  vitals_sealed text,
  vitals_halt boolean,
  primary key (county_code, id),
  foreign key (county_code, order_id) references service_orders,
  foreign key (county_code, worker_id) references service_workers,
  check (county_code = left(region_code, 6))
);
create index order_events_order on order_events (county_code, order_id, happened_at, id);

create table order_photos (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  order_id uuid not null,
  kind text not null check (kind in ('photoBefore', 'photoAfter', 'ownHand', 'spokenYes', 'paperSlip')),
  content_type text not null,
  size_bytes int not null,
  content_hash text not null,
  added_by uuid references accounts,
  added_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, order_id) references service_orders,
  check (county_code = left(region_code, 6))
);
create index order_photos_order on order_photos (county_code, order_id, added_at);

select guard_by_area('service_items');
select guard_by_area('service_providers');
select guard_by_area('provider_members');
select guard_by_area('service_workers');
select guard_by_area('worker_certificates');
select guard_by_area('service_needs');
select guard_by_area('order_series');
select guard_by_area('service_orders');
select guard_by_area('order_events');
select guard_by_area('order_photos');
-- What a county offers and who works there is read in its townships and villages too.
select guard_below_county(one) from unnest(array['service_items', 'service_providers', 'service_workers',
  'worker_certificates']::regclass[]) as one;
grant select, insert on service_items, order_events, order_photos to wanqing_app;
grant update (valid_to) on service_items to wanqing_app;
grant select, insert, update on service_providers, provider_members, service_workers, worker_certificates,
  service_needs, order_series, service_orders to wanqing_app;
