-- People met in the field who are not in the ledger yet: kept sealed until an officer enters them or says why not.
create table newcomer_reports (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null references regions,
  -- Name, birth, number, telephone, address and note as one sealed text: nobody has looked at them yet.
  person_sealed text not null,
  not_these uuid[] not null,
  met_at timestamptz not null,
  state text not null check (state in ('awaits', 'entered', 'turnedAway')),
  reported_by uuid not null references accounts (id),
  reported_at timestamptz not null,
  decided_by uuid references accounts (id),
  decided_at timestamptz,
  answer text,
  elder_id uuid,
  primary key (county_code, id),
  check (county_code = left(region_code, 6)),
  check ((state = 'awaits') = (decided_at is null))
);
create index newcomer_reports_awaiting on newcomer_reports (county_code, region_code, reported_at, id)
  where state = 'awaits';
select guard_by_area('newcomer_reports');
grant insert, select, update on newcomer_reports to wanqing_app;
