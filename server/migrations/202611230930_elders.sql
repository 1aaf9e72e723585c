-- The ledger of elders: person, household, contacts, dated memberships, and what takes someone out of it.

create table households (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null references regions,
  address text not null,
  hamlet text,
  synthetic boolean not null,
  created_at timestamptz not null,
  primary key (county_code, id),
  check (county_code = left(region_code, 6))
);
create index households_region on households (county_code, region_code);

create table elders (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null references regions,
  household_id uuid not null,
  -- Collated "C": then plain comparisons, which are leakproof and so pass below the row policies, find a
  -- beginning through the index. LIKE does not.
  name text collate "C" not null,
  -- 'shanguiqin danguiqin' where the family name has two readings, else one word.
  pinyin text collate "C" not null,
  initials text collate "C" not null,
  other_pinyin text collate "C" generated always as (nullif(split_part(pinyin, ' ', 2), '')) stored,
  other_initials text collate "C" generated always as (nullif(split_part(initials, ' ', 2), '')) stored,
  sex text not null check (sex in ('unknown', 'male', 'female', 'notStated')),
  born_on date,
  birth_calendar text not null check (birth_calendar in ('solar', 'lunar', 'yearOnly')),
  ethnicity text not null,
  spoken_language text not null check (spoken_language in ('zh', 'ko', 'both')),
  number_kind text not null check (number_kind in ('citizen', 'converted15', 'temporary', 'none')),
  -- Sealed by the application: key version, nonce, cipher text, tag (kernel/sealing.ts).
  citizen_number_sealed text,
  citizen_number_hash text,
  citizen_number_tail text,
  phone_sealed text,
  phone_tail text,
  health_note_sealed text,
  note text,
  willing_to_be_visited boolean not null,
  registered_on date not null,
  -- The day the elder left the ledger by death or moving out; the rows behind it say why.
  ended_on date,
  version int not null,
  batch_id uuid,
  synthetic boolean not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, household_id) references households,
  check (county_code = left(region_code, 6)),
  check ((citizen_number_sealed is null) = (citizen_number_hash is null))
);
create index elders_region on elders (county_code, region_code, id);
create index elders_household on elders (county_code, household_id);
-- County first: a county's officer reads only the county's part, the province reads 69 beginnings and merges.
create index elders_name on elders (county_code, name, id);
create index elders_pinyin on elders (county_code, pinyin, id);
create index elders_initials on elders (county_code, initials, id);
create index elders_other_pinyin on elders (county_code, other_pinyin, id) where other_pinyin is not null;
create index elders_other_initials on elders (county_code, other_initials, id) where other_initials is not null;
create index elders_ended on elders (county_code, region_code, id) where ended_on is not null;
create index elders_number_tail on elders (citizen_number_tail);
create index elders_phone_tail on elders (phone_tail);
create index elders_batch on elders (county_code, batch_id) where batch_id is not null;

-- A citizen number belongs to one elder in the whole province, so the claim is distributed by its own key.
create table citizen_number_claims (
  number_hash text primary key,
  county_code text collate "C" not null,
  elder_id uuid not null
);
create index citizen_number_claims_elder on citizen_number_claims (county_code, elder_id);

create table elder_memberships (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  elder_id uuid not null,
  "group" text not null check ("group" in ('livesAlone', 'emptyNest', 'leftBehind', 'tekun',
    'careDependent', 'severeDisability', 'specialFamily')),
  valid_from date not null,
  valid_to date,
  evidence text not null,
  confirmed_by uuid,
  batch_id uuid,
  recorded_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6)),
  check (valid_to is null or valid_to >= valid_from)
);
create index elder_memberships_elder on elder_memberships (county_code, elder_id);
create index elder_memberships_group on elder_memberships ("group", county_code, region_code, elder_id);
create unique index elder_memberships_open on elder_memberships (county_code, elder_id, "group")
  where valid_to is null;

create table elder_contacts (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  elder_id uuid not null,
  name text not null,
  relation text not null,
  phone_sealed text,
  phone_tail text,
  lives_in text,
  call_order int not null,
  batch_id uuid,
  primary key (county_code, id),
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6))
);
create index elder_contacts_elder on elder_contacts (county_code, elder_id, call_order);

-- Periods out of reach of a home visit, and written refusals: the exclusions of the monthly visit rate.
create table elder_absences (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  elder_id uuid not null,
  kind text not null check (kind in ('institution', 'hospital', 'away', 'refusal')),
  valid_from date not null,
  valid_to date,
  reason text not null,
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6)),
  check (valid_to is null or valid_to >= valid_from)
);
create index elder_absences_elder on elder_absences (county_code, elder_id);

create table elder_endings (
  county_code text collate "C" not null,
  elder_id uuid not null,
  region_code text collate "C" not null,
  kind text not null check (kind in ('died', 'movedOut')),
  ended_on date not null,
  reason text not null,
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (county_code, elder_id),
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6))
);

create table visitor_assignments (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  elder_id uuid not null,
  account_id uuid not null references accounts,
  valid_from date not null,
  valid_to date,
  assigned_by uuid,
  primary key (county_code, id),
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6))
);
create index visitor_assignments_account on visitor_assignments (county_code, account_id);
create unique index visitor_assignments_open on visitor_assignments (county_code, elder_id)
  where valid_to is null;

select guard_by_area('households');
select guard_by_area('elders');
select guard_by_area('elder_memberships');
select guard_by_area('elder_contacts');
select guard_by_area('elder_absences');
select guard_by_area('elder_endings');
select guard_by_area('visitor_assignments');
grant select, insert, update, delete on households, elders, elder_memberships, elder_contacts, elder_absences,
  elder_endings, visitor_assignments to wanqing_app;
-- Whoever registers an elder must learn that the number is taken elsewhere, but not by whom.
grant select, insert, update, delete on citizen_number_claims to wanqing_app;
