-- A station that governs itself: who runs it, charter, committee, duty, meetings, complaint box, its open account;
-- twinning with a home in the city; house and land for care (docs/decisions/0047).

-- Whoever runs a station works in that one only, whatever else lies in the area of the post.
create table station_keepers (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  facility_id uuid not null,
  account_id uuid not null references accounts,
  valid_from date not null,
  valid_to date,
  primary key (county_code, id),
  foreign key (county_code, facility_id) references facilities,
  check (county_code = left(region_code, 6))
);
create unique index station_keepers_once on station_keepers (county_code, facility_id, account_id)
  where valid_to is null;
create index station_keepers_account on station_keepers (account_id) where valid_to is null;

create table station_charters (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  facility_id uuid not null,
  version int not null,
  words text not null,
  adopted_on date not null,
  present int not null check (present >= 0),
  in_favour int not null check (in_favour between 0 and present),
  recorded_by uuid references accounts,
  recorded_at timestamptz not null,
  primary key (county_code, id),
  unique (county_code, facility_id, version),
  foreign key (county_code, facility_id) references facilities,
  check (county_code = left(region_code, 6))
);

create table station_terms (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  facility_id uuid not null,
  elected_on date not null,
  from_on date not null,
  to_on date not null,
  voters int not null check (voters >= 0),
  recorded_by uuid references accounts,
  recorded_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, facility_id) references facilities,
  check (county_code = left(region_code, 6)),
  check (to_on >= from_on)
);
create index station_terms_facility on station_terms (county_code, facility_id, from_on desc);

create table station_members (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  term_id uuid not null,
  name text not null,
  post text not null check (post in ('stationHead', 'deputyHead', 'bookKeeper', 'cashKeeper', 'bookWatcher',
    'committeeMember')),
  left_on date,
  primary key (county_code, id),
  foreign key (county_code, term_id) references station_terms,
  check (county_code = left(region_code, 6))
);
create index station_members_term on station_members (county_code, term_id);

create table station_duties (
  county_code text collate "C" not null,
  facility_id uuid not null,
  day date not null,
  turn text not null check (turn in ('dayTurn', 'nightTurn', 'kitchenTurn', 'cleaningTurn')),
  region_code text collate "C" not null,
  name text not null,
  recorded_by uuid references accounts,
  recorded_at timestamptz not null,
  primary key (county_code, facility_id, day, turn),
  foreign key (county_code, facility_id) references facilities,
  check (county_code = left(region_code, 6))
);

create table station_records (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  facility_id uuid not null,
  kind text not null check (kind in ('membersMeeting', 'committeeMeeting', 'publicNotice')),
  held_on date not null,
  about_month text collate "C",
  title text not null,
  words text not null,
  present int,
  recorded_by uuid references accounts,
  recorded_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, facility_id) references facilities,
  check (county_code = left(region_code, 6))
);
create index station_records_facility on station_records (county_code, facility_id, held_on desc, id desc);

create table station_record_photos (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  record_id uuid not null,
  content_type text not null check (content_type in ('image/jpeg', 'image/png', 'image/webp')),
  size_bytes int not null,
  content_hash text not null,
  added_by uuid references accounts,
  added_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, record_id) references station_records,
  check (county_code = left(region_code, 6))
);
create index station_record_photos_record on station_record_photos (county_code, record_id, added_at);

create table station_complaints (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  facility_id uuid not null,
  way text not null check (way in ('fromBox', 'toldInPerson', 'byPhoneCall', 'heardOnVisit')),
  received_on date not null,
  words text not null,
  from_name text,
  answer text,
  answered_on date,
  answered_by uuid references accounts,
  recorded_by uuid references accounts,
  recorded_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, facility_id) references facilities,
  check (county_code = left(region_code, 6)),
  check ((answer is null) = (answered_on is null))
);
create index station_complaints_facility on station_complaints (county_code, facility_id, received_on desc, id desc);
create index station_complaints_open on station_complaints (county_code, received_on) where answered_on is null;

-- Money that came to a station from one of the five sides beside the fees, or went out of it.
create table station_entries (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  facility_id uuid not null,
  serial int generated always as identity (maxvalue 99999999),
  kind text not null check (kind in ('moneyIn', 'moneyOut', 'giftOfGoods')),
  source text check (source in ('fromPerson', 'fromFirm', 'fromGovernment', 'fromCollective', 'fromSociety')),
  cost text check (cost in ('foodCost', 'wageCost', 'fuelCost', 'rentCost', 'otherCost')),
  amount_fen bigint not null check (amount_fen >= 0),
  day date not null,
  party text,
  is_anonymous boolean not null,
  note text,
  recorded_by uuid references accounts,
  recorded_at timestamptz not null,
  cancelled_by uuid references accounts,
  cancelled_at timestamptz,
  cancel_reason text,
  primary key (county_code, id),
  unique (county_code, serial),
  foreign key (county_code, facility_id) references facilities,
  check (county_code = left(region_code, 6)),
  check (num_nonnulls(source, cost) <= 1),
  check (kind = 'moneyOut' or cost is null),
  check ((kind = 'giftOfGoods') or amount_fen > 0),
  check ((cancelled_at is null) = (cancel_reason is null))
);
create index station_entries_facility on station_entries (county_code, facility_id, day desc, id desc);

create table station_entry_photos (
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
  foreign key (county_code, entry_id) references station_entries,
  check (county_code = left(region_code, 6))
);
create index station_entry_photos_entry on station_entry_photos (county_code, entry_id, added_at);

-- Work of residents and neighbours for the station: minutes in the ledger.
create table station_works (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  facility_id uuid not null,
  elder_id uuid not null,
  worker_name text not null,
  day date not null,
  minutes int not null check (minutes between 1 and 1440),
  deed text not null,
  recorded_by uuid references accounts,
  recorded_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, facility_id) references facilities,
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6))
);
create index station_works_facility on station_works (county_code, facility_id, day desc, id desc);
create index station_works_elder on station_works (county_code, elder_id);

create table twinnings (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  facility_id uuid not null,
  partner_name text not null,
  partner_place text not null,
  agreed_on date not null,
  until_on date not null,
  gifts text[] not null,
  words text not null,
  ended_on date,
  end_reason text,
  recorded_by uuid references accounts,
  recorded_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, facility_id) references facilities,
  check (county_code = left(region_code, 6)),
  check ((ended_on is null) = (end_reason is null))
);
create index twinnings_newest on twinnings (county_code, agreed_on desc, id desc);
create index twinnings_facility on twinnings (county_code, facility_id);

create table twinning_deeds (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  twinning_id uuid not null,
  done_on date not null,
  gift text not null check (gift in ('staffTraining', 'respiteBeds', 'equipmentGiven', 'staffSent', 'medicalHelp',
    'managementHelp')),
  quantity int not null check (quantity >= 0),
  people int not null check (people >= 0),
  words text not null,
  recorded_by uuid references accounts,
  recorded_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, twinning_id) references twinnings,
  check (county_code = left(region_code, 6))
);
create index twinning_deeds_twinning on twinning_deeds (county_code, twinning_id, done_on desc);

create table asset_contracts (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  elder_id uuid not null,
  kind text not null check (kind in ('houseForCare', 'landForCare')),
  asset text not null,
  title text not null check (title in ('titleElder', 'titleCouple', 'titleOthers')),
  value_fen bigint,
  counterparty text not null,
  facility_id uuid,
  promise text not null,
  signed_on date not null,
  -- Kept with the contract: a later setting does not shorten what was promised.
  cooling_until date not null,
  witness_name text,
  state text not null check (state in ('assetChecking', 'assetInForce', 'assetRefused', 'assetWithdrawn',
    'assetEnded')),
  settled_by uuid references accounts,
  settled_on date,
  settle_note text,
  version int not null,
  drafted_by uuid references accounts,
  drafted_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, elder_id) references elders,
  foreign key (county_code, facility_id) references facilities,
  check (county_code = left(region_code, 6))
);
create index asset_contracts_newest on asset_contracts (county_code, signed_on desc, id desc);
create index asset_contracts_elder on asset_contracts (county_code, elder_id);

create table asset_answers (
  county_code text collate "C" not null,
  contract_id uuid not null,
  "check" text not null check ("check" in ('ownTitle', 'coOwnersAgree', 'understands', 'noPressure', 'familyTold',
    'hasWitness', 'readToElder', 'namedHome', 'noPool', 'noPrepaidCard', 'fairPrice', 'keepsHome', 'mayLeave',
    'registeredParty')),
  region_code text collate "C" not null,
  holds boolean not null,
  rests_on text not null,
  answered_by uuid references accounts,
  answered_at timestamptz not null,
  primary key (county_code, contract_id, "check"),
  foreign key (county_code, contract_id) references asset_contracts,
  check (county_code = left(region_code, 6))
);

select guard_by_area('station_keepers');
select guard_by_area('station_charters');
select guard_by_area('station_terms');
select guard_by_area('station_members');
select guard_by_area('station_duties');
select guard_by_area('station_records');
select guard_by_area('station_record_photos');
select guard_by_area('station_complaints');
select guard_by_area('station_entries');
select guard_by_area('station_entry_photos');
select guard_by_area('station_works');
select guard_by_area('twinnings');
select guard_by_area('twinning_deeds');
select guard_by_area('asset_contracts');
select guard_by_area('asset_answers');
grant select, insert, update on station_keepers, station_members, station_complaints, station_entries, twinnings,
  asset_contracts, asset_answers to wanqing_app;
grant select, insert, delete on station_duties to wanqing_app;
grant select, insert on station_charters, station_terms, station_records, station_record_photos,
  station_entry_photos, station_works, twinning_deeds to wanqing_app;
