-- Homes over time, kin with dates, what a person reads: who lives here, who has left for where and since when.

alter table elders
  -- Spoken and read are two things: many speak a language they never learned to read. Null: nobody asked yet.
  add column read_language text check (read_language in ('zh', 'ko', 'both', 'cannotRead')),
  add column hard_of_hearing boolean not null default false,
  add column weak_sight boolean not null default false;

alter table households
  add column dwelling text check (dwelling in ('bungalow', 'flat', 'rented', 'borrowed')),
  add column phone_sealed text,
  add column phone_tail text,
  add column version int not null default 1;
drop index households_region;
create index households_region on households (county_code, region_code, id);

-- What befell a household: who went where, what was changed, and enough to put it back.
create table household_events (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  household_id uuid not null,
  -- The household that took people in; null where nobody moved.
  other_household_id uuid,
  kind text not null check (kind in ('split', 'join', 'detailsChanged')),
  happened_on date not null,
  reason text not null,
  effects jsonb not null,
  recorded_by uuid,
  recorded_at timestamptz not null,
  undone_by uuid,
  undone_at timestamptz,
  undo_reason text,
  primary key (county_code, id),
  foreign key (county_code, household_id) references households,
  foreign key (county_code, other_household_id) references households,
  check (county_code = left(region_code, 6)),
  check ((undone_at is null) = (undo_reason is null))
);
create index household_events_household on household_events (county_code, household_id);
create index household_events_other on household_events (county_code, other_household_id)
  where other_household_id is not null;

-- Where an elder lived before. The home of today is elders.household_id, since the last of these ended or since
-- the registration; so nothing need be written for the many who never move. The day of moving belongs to the
-- new home: lived here from came_on up to the day before left_on.
create table household_stays (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  elder_id uuid not null,
  household_id uuid not null,
  came_on date not null,
  left_on date not null,
  event_id uuid not null,
  primary key (county_code, id),
  foreign key (county_code, elder_id) references elders,
  foreign key (county_code, household_id) references households,
  check (county_code = left(region_code, 6)),
  check (left_on >= came_on)
);
create index household_stays_elder on household_stays (county_code, elder_id);
create index household_stays_household on household_stays (county_code, household_id);
create index household_stays_event on household_stays (county_code, event_id);

alter table elder_contacts
  -- The closed word for reckoning; relation stays as somebody wrote it.
  add column kinship text not null default 'otherPerson' check (kinship in ('spouse', 'son', 'daughter',
    'child', 'daughterInLaw', 'sonInLaw', 'grandchild', 'parent', 'sibling', 'otherKin', 'neighbour', 'villageCadre',
    'otherPerson')),
  add column sex text not null default 'unknown' check (sex in ('unknown', 'male', 'female', 'notStated')),
  -- Null: nobody asked yet.
  add column whereabouts text check (whereabouts in ('sameHousehold', 'sameVillage', 'sameCounty',
    'elsewhere', 'abroad')),
  add column country text check (country in ('kr', 'jp', 'ru', 'us', 'otherCountry')),
  add column left_on date,
  add column works_as text,
  add column last_contact_on date,
  add column has_key boolean not null default false,
  add column is_supporter boolean not null default false,
  -- The same person's own record, where the ledger has one; the other record has a row that points back.
  add column linked_elder_id uuid,
  add column ended_on date,
  add column ended_why text check (ended_why in ('died', 'divorced', 'lostTouch', 'enteredByMistake')),
  add column version int not null default 1,
  add column recorded_by uuid,
  add column recorded_at timestamptz,
  add foreign key (county_code, linked_elder_id) references elders,
  add check ((ended_on is null) = (ended_why is null)),
  add check (country is null or whereabouts = 'abroad');
create index elder_contacts_linked on elder_contacts (county_code, linked_elder_id)
  where linked_elder_id is not null;

-- What domain/elders/kin.ts kinshipOf says of a written relation; a test holds the two together.
update elder_contacts set kinship = case
  when relation ~ '配偶|老伴|丈夫|妻子|爱人|夫妻' then 'spouse'
  when relation ~ '儿媳|媳妇' then 'daughterInLaw'
  when relation ~ '女婿|姑爷' then 'sonInLaw'
  when relation ~ '孙' then 'grandchild'
  when relation ~ '侄|甥|表|堂|姨|舅|叔|伯|婶|嫂|姑$|姑[^娘]|亲戚|亲属|家属|家人' then 'otherKin'
  when relation ~ '子女|孩子' then 'child'
  when relation ~ '女儿|闺女|姑娘|[长次二三四大小养继老]女|^女$' then 'daughter'
  when relation ~ '儿子|[长次二三四大小养继]子|[大二三四小老]儿|^[子儿]$' then 'son'
  when relation ~ '父|母|爸|妈' then 'parent'
  when relation ~ '兄|弟|姐|妹|哥' then 'sibling'
  when relation ~ '邻' then 'neighbour'
  when relation ~ '村|社区|书记|主任|干部|网格|屯长|组长' then 'villageCadre'
  else 'otherPerson' end;
update elder_contacts set sex = case
  when kinship in ('son', 'sonInLaw') then 'male'
  when kinship in ('daughter', 'daughterInLaw') then 'female'
  else sex end;

-- Each change of what is known of kin, as a fact: telephones only by their last digits.
create table kin_changes (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  elder_id uuid not null,
  contact_id uuid,
  kind text not null check (kind in ('added', 'corrected', 'stopped', 'reordered')),
  changes jsonb not null,
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6))
);
create index kin_changes_elder on kin_changes (county_code, elder_id, recorded_at desc);

select guard_by_area('household_events');
select guard_by_area('household_stays');
select guard_by_area('kin_changes');
grant select, insert, update on household_events to wanqing_app;
grant select, insert, delete on household_stays to wanqing_app;
grant select, insert on kin_changes to wanqing_app;
