-- Who wishes to live in a home and who does: wishes, rooms, beds, stays, contracts, days out, fees
-- (docs/decisions/0047).

create table stay_rooms (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  facility_id uuid not null,
  name text not null,
  note text,
  removed_on date,
  primary key (county_code, id),
  foreign key (county_code, facility_id) references facilities,
  check (county_code = left(region_code, 6))
);
create index stay_rooms_facility on stay_rooms (county_code, facility_id, name) where removed_on is null;

-- A wish is told of the elder and lives where she does; who meets it may lie elsewhere in the county.
create table stay_wishes (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  elder_id uuid not null,
  wants text not null check (wants in ('wantsStation', 'wantsTownshipCentre', 'wantsCountyCentre', 'wantsCareHome')),
  facility_id uuid,
  reason text not null,
  is_urgent boolean not null,
  said_on date not null,
  said_by text not null check (said_by in ('elderSaid', 'familySaid', 'villageSaid', 'visitorHeard')),
  need_id uuid,
  state text not null check (state in ('wishWaiting', 'wishMet', 'wishTakenBack', 'wishNotMet')),
  settled_on date,
  settle_note text,
  settled_by uuid references accounts,
  synthetic boolean not null,
  recorded_by uuid references accounts,
  recorded_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, elder_id) references elders,
  foreign key (county_code, facility_id) references facilities,
  check (county_code = left(region_code, 6)),
  check ((state = 'wishWaiting') = (settled_on is null))
);
create index stay_wishes_waiting on stay_wishes (county_code, state, said_on, id);
create index stay_wishes_elder on stay_wishes (county_code, elder_id);
create unique index stay_wishes_one_open on stay_wishes (county_code, elder_id) where state = 'wishWaiting';

create table stay_beds (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  facility_id uuid not null,
  room_id uuid not null,
  name text not null,
  state text not null check (state in ('bedUsable', 'bedOutOfUse')),
  reserved_wish_id uuid,
  reserved_until date,
  removed_on date,
  primary key (county_code, id),
  foreign key (county_code, facility_id) references facilities,
  foreign key (county_code, room_id) references stay_rooms,
  foreign key (county_code, reserved_wish_id) references stay_wishes,
  check (county_code = left(region_code, 6)),
  check ((reserved_wish_id is null) = (reserved_until is null))
);
create index stay_beds_facility on stay_beds (county_code, facility_id);
create index stay_beds_room on stay_beds (county_code, room_id);
create index stay_beds_wish on stay_beds (county_code, reserved_wish_id) where reserved_wish_id is not null;

create table stays (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  facility_id uuid not null,
  elder_id uuid not null,
  -- As it stands in the contract: whoever runs a station of one village need not see the records of the next.
  resident_name text not null,
  bed_id uuid,
  wish_id uuid,
  is_tekun boolean not null,
  care_need text not null check (care_need in ('ableSelf', 'halfDependent', 'fullyDependent')),
  admitted_on date not null,
  left_on date,
  ending text check (ending in ('wentHome', 'familyTookIn', 'movedToOtherHome', 'diedHere', 'leftCounty',
    'couldNotStay', 'otherEnding')),
  ending_note text,
  -- Ended because a life event said so, and not by hand: then it goes on again when the event is undone.
  ended_by_event boolean not null default false,
  version int not null,
  synthetic boolean not null,
  recorded_by uuid references accounts,
  recorded_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, facility_id) references facilities,
  foreign key (county_code, elder_id) references elders,
  foreign key (county_code, bed_id) references stay_beds,
  foreign key (county_code, wish_id) references stay_wishes,
  check (county_code = left(region_code, 6)),
  check ((left_on is null) = (ending is null)),
  check (left_on >= admitted_on)
);
create unique index stays_one_bed on stays (county_code, bed_id) where left_on is null;
create unique index stays_one_home on stays (county_code, elder_id) where left_on is null;
create index stays_facility on stays (county_code, facility_id, admitted_on desc, id desc);
create index stays_elder on stays (county_code, elder_id);
create index stays_newest on stays (county_code, admitted_on desc, id desc);

create table stay_contracts (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  stay_id uuid not null,
  contract_number text not null,
  signed_on date not null,
  from_on date not null,
  to_on date not null,
  elder_fen bigint not null check (elder_fen >= 0),
  family_fen bigint not null check (family_fen >= 0),
  government_fen bigint not null check (government_fen >= 0),
  signer text not null check (signer in ('signedByElder', 'signedByFamily', 'signedByGuardian', 'signedByCommittee')),
  signer_name text not null,
  home_signer_name text not null,
  recorded_by uuid references accounts,
  recorded_at timestamptz not null,
  primary key (county_code, id),
  unique (county_code, contract_number),
  foreign key (county_code, stay_id) references stays,
  check (county_code = left(region_code, 6)),
  check (to_on >= from_on)
);
create index stay_contracts_stay on stay_contracts (county_code, stay_id, from_on);

create table stay_photos (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  contract_id uuid not null,
  content_type text not null check (content_type in ('image/jpeg', 'image/png', 'image/webp')),
  size_bytes int not null,
  content_hash text not null,
  added_by uuid references accounts,
  added_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, contract_id) references stay_contracts,
  check (county_code = left(region_code, 6))
);
create index stay_photos_contract on stay_photos (county_code, contract_id, added_at);

create table stay_leaves (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  stay_id uuid not null,
  reason text not null check (reason in ('homeForFestival', 'homeVisit', 'hospitalStay', 'otherLeave')),
  left_on date not null,
  expected_on date,
  with_whom text,
  returned_on date,
  note text,
  -- Opened by a life event (住进医院) told elsewhere.
  by_event boolean not null default false,
  recorded_by uuid references accounts,
  recorded_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, stay_id) references stays,
  check (county_code = left(region_code, 6)),
  check (returned_on >= left_on)
);
create unique index stay_leaves_one_open on stay_leaves (county_code, stay_id) where returned_on is null;
create index stay_leaves_stay on stay_leaves (county_code, stay_id, left_on desc);

-- What a month costs, as it stands in the ledger; charged again when the days or the contract turn out otherwise.
create table stay_bills (
  county_code text collate "C" not null,
  stay_id uuid not null,
  month text collate "C" not null,
  region_code text collate "C" not null,
  facility_id uuid not null,
  elder_id uuid not null,
  days int not null,
  elder_fen bigint not null,
  family_fen bigint not null,
  government_fen bigint not null,
  -- Counts the corrections; part of the ids of the transfers.
  version int not null,
  charged_by uuid references accounts,
  charged_at timestamptz not null,
  primary key (county_code, stay_id, month),
  foreign key (county_code, stay_id) references stays,
  foreign key (county_code, facility_id) references facilities,
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6))
);
create index stay_bills_facility on stay_bills (county_code, facility_id, month);
create index stay_bills_elder on stay_bills (county_code, elder_id);

create table stay_receipts (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  stay_id uuid not null,
  facility_id uuid not null,
  serial int generated always as identity (maxvalue 99999999),
  kind text not null check (kind in ('feeIn', 'feeBack')),
  payer text not null check (payer in ('paidByElder', 'paidByFamily', 'paidByGovernment')),
  payer_name text,
  way text not null check (way in ('feeInCash', 'feeByBank', 'feeByPhone')),
  amount_fen bigint not null check (amount_fen > 0),
  day date not null,
  note text,
  recorded_by uuid references accounts,
  recorded_at timestamptz not null,
  cancelled_by uuid references accounts,
  cancelled_at timestamptz,
  cancel_reason text,
  primary key (county_code, id),
  unique (county_code, serial),
  foreign key (county_code, stay_id) references stays,
  foreign key (county_code, facility_id) references facilities,
  check (county_code = left(region_code, 6)),
  check ((cancelled_at is null) = (cancel_reason is null))
);
create index stay_receipts_stay on stay_receipts (county_code, stay_id, day desc, id desc);
create index stay_receipts_facility on stay_receipts (county_code, facility_id, day desc, id desc);

select guard_by_area('stay_rooms');
select guard_by_area('stay_wishes');
select guard_by_area('stay_beds');
select guard_by_area('stays');
select guard_by_area('stay_contracts');
select guard_by_area('stay_photos');
select guard_by_area('stay_leaves');
select guard_by_area('stay_bills');
select guard_by_area('stay_receipts');
grant select, insert, update on stay_rooms, stay_wishes, stay_beds, stays, stay_leaves, stay_bills, stay_receipts
  to wanqing_app;
grant select, insert on stay_contracts, stay_photos to wanqing_app;
