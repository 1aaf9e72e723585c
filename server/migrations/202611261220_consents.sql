-- What an elder wants and what she may ask: answers purpose by purpose, and requests about her own record.

create table elder_consents (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  elder_id uuid not null,
  purpose text not null check (purpose in
    ('beVisited', 'healthNotes', 'pictures', 'providerSharing', 'familyLink', 'monitoring')),
  answer text not null check (answer in ('agrees', 'refuses', 'withdraws')),
  way text not null check (way in ('signature', 'thumbPrint', 'beforeWitness', 'byGuardian')),
  second_person text,
  answered_on date not null,
  ask_again_on date,
  note text,
  recorded_by uuid references accounts (id),
  recorded_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, elder_id) references elders (county_code, id),
  check (county_code = left(region_code, 6)),
  check (ask_again_on > answered_on)
);
create index elder_consents_elder on elder_consents (county_code, elder_id, purpose, answered_on desc, recorded_at desc);
create index elder_consents_due on elder_consents (county_code, region_code, purpose, ask_again_on, elder_id);
select guard_by_area('elder_consents');
-- An answer is a fact: a change of mind is another answer.
grant insert, select on elder_consents to wanqing_app;

create table subject_requests (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  elder_id uuid not null,
  kind text not null check (kind in ('copyOfRecord', 'correction', 'whoLooked', 'explanation', 'erasure')),
  wish text not null,
  asked_by text not null,
  asked_on date not null,
  due_on date not null,
  state text not null check (state in ('pending', 'fulfilled', 'notFulfilled')),
  answer text,
  recorded_by uuid references accounts (id),
  recorded_at timestamptz not null,
  answered_by uuid references accounts (id),
  answered_at timestamptz,
  primary key (county_code, id),
  foreign key (county_code, elder_id) references elders (county_code, id),
  check (county_code = left(region_code, 6)),
  check ((state = 'pending') = (answered_at is null)),
  check ((answered_at is null) = (answer is null))
);
create index subject_requests_elder on subject_requests (county_code, elder_id);
create index subject_requests_region on subject_requests (county_code, region_code, due_on, id);
create index subject_requests_pending on subject_requests (county_code, region_code, due_on, id) where state = 'pending';
select guard_by_area('subject_requests');
grant insert, select, update on subject_requests to wanqing_app;
