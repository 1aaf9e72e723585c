-- Family far away: who was let in by whom, and what they paid in. Consent itself stays with elder_consents.

create table family_links (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  elder_id uuid not null,
  account_id uuid references accounts,
  name text not null,
  kinship text not null check (kinship in ('spouse', 'son', 'daughter', 'child', 'daughterInLaw', 'sonInLaw',
    'grandchild', 'parent', 'sibling', 'otherKin', 'neighbour', 'villageCadre', 'otherPerson')),
  may_order boolean not null,
  time_zone text check (time_zone in ('Asia/Shanghai', 'Asia/Seoul', 'Asia/Tokyo', 'Asia/Vladivostok',
    'Europe/Moscow', 'Europe/London', 'Europe/Berlin', 'America/New_York', 'America/Chicago',
    'America/Los_Angeles', 'Australia/Sydney')),
  invited_by uuid references accounts,
  invited_at timestamptz not null,
  code_until timestamptz not null,
  accepted_at timestamptz,
  ended_at timestamptz,
  ended_by uuid references accounts,
  end_reason text,
  primary key (county_code, id),
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6)),
  check ((account_id is null) = (accepted_at is null)),
  check ((ended_at is null) = (end_reason is null))
);
create index family_links_elder on family_links (county_code, elder_id, invited_at);

-- Found by a code before anybody has signed in, and by an account before any county is known.
create table family_keys (
  code_hash text primary key,
  county_code text collate "C" not null,
  region_code text collate "C" not null,
  link_id uuid not null,
  account_id uuid references accounts,
  expires_at timestamptz not null
);
create index family_keys_account on family_keys (account_id) where account_id is not null;
create index family_keys_link on family_keys (county_code, link_id);

create table family_payments (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  elder_id uuid not null,
  link_id uuid not null,
  fen int not null check (fen > 0),
  way text not null check (way in ('bankTransfer', 'mobilePayment', 'throughRelative')),
  paid_on date not null,
  reference text,
  reported_at timestamptz not null,
  state text not null check (state in ('reported', 'arrived', 'notArrived')),
  settled_by uuid references accounts,
  settled_at timestamptz,
  answer text,
  primary key (county_code, id),
  foreign key (county_code, link_id) references family_links,
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6)),
  check ((state = 'reported') = (settled_at is null))
);
create index family_payments_newest on family_payments (county_code, state, reported_at desc, id desc);
create index family_payments_link on family_payments (county_code, link_id, reported_at desc);

select guard_by_area('family_links');
select guard_by_area('family_payments');
grant select, insert, update on family_links, family_keys, family_payments to wanqing_app;

alter table posts drop constraint posts_role_check;
alter table posts add constraint posts_role_check check (role in ('provinceOfficer', 'prefectureOfficer',
  'countyOfficer', 'townshipOfficer', 'villageOfficer', 'benefitPayer', 'providerManager', 'careWorker',
  'canteenManager', 'canteenCook', 'family', 'visitor', 'assessor', 'auditor', 'administrator'));
