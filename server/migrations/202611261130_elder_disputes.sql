-- Two counties claim one elder. The row lies in the county that opened it and is seen by both, and by whoever
-- stands above either; of the other county's record it holds nothing but a masked brief (docs/decisions/0024).

create table elder_disputes (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  other_county_code text collate "C" not null,
  other_region_code text collate "C" not null,
  -- Null where the number was refused before there was a record.
  elder_id uuid,
  -- Of another county: never joined, only handed to the job that works inside that county.
  other_elder_id uuid not null,
  pair_id uuid,
  stage text not null check (stage in ('awaitingAnswer', 'awaitingReply', 'atPrefecture', 'atProvince',
    'concluded', 'withdrawn')),
  stance text check (stance in ('opener', 'responder', 'separatePeople')),
  outcome text check (outcome in ('opener', 'responder', 'separatePeople')),
  brief jsonb,
  other_brief jsonb,
  statement text not null,
  evidence text not null,
  other_statement text,
  other_evidence text,
  answered_at timestamptz,
  -- What had been typed when the number was refused, sealed.
  registration_sealed text,
  registered_as uuid,
  due_on date,
  opened_by uuid not null references accounts,
  opened_at timestamptz not null,
  decided_by uuid references accounts,
  decided_at timestamptz,
  decision text,
  carried_out_at timestamptz,
  primary key (county_code, id),
  foreign key (county_code, elder_id) references elders (county_code, id),
  check (county_code = left(region_code, 6)),
  check (other_county_code = left(other_region_code, 6)),
  check (county_code <> other_county_code),
  check ((stage = 'concluded') = (outcome is not null))
);
create unique index elder_disputes_open on elder_disputes (county_code, other_county_code, other_elder_id)
  where stage not in ('concluded', 'withdrawn');
create index elder_disputes_opened on elder_disputes (county_code, opened_at, id);
create index elder_disputes_other on elder_disputes (other_county_code, opened_at, id);
create index elder_disputes_due on elder_disputes (due_on) where stage not in ('concluded', 'withdrawn');
create index elder_disputes_waiting on elder_disputes (stage) where carried_out_at is null;

alter table elder_disputes enable row level security;
create policy either_area on elder_disputes to wanqing_app
  using ((region_code >= (select current_setting('wanqing.area_from', true))
      and region_code <= (select current_setting('wanqing.area_to', true)))
    or (other_region_code >= (select current_setting('wanqing.area_from', true))
      and other_region_code <= (select current_setting('wanqing.area_to', true))))
  with check ((region_code >= (select current_setting('wanqing.area_from', true))
      and region_code <= (select current_setting('wanqing.area_to', true)))
    or (other_region_code >= (select current_setting('wanqing.area_from', true))
      and other_region_code <= (select current_setting('wanqing.area_to', true))));
grant insert, select, update on elder_disputes to wanqing_app;
