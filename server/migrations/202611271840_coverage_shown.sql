-- Elders of a village stand beside its reach, so that the list of a province finds its page before it looks anything up.

alter table coverage_villages
  -- Known to want the service, and on record: what the list is sorted by.
  add column wanting int not null default 0 check (wanting >= 0),
  add column on_record int not null default 0 check (on_record >= 0),
  -- Measure to elders, without the noughts.
  add column elders jsonb not null default '{}';

-- All that a list chooses and sorts by, so that it reads nothing else of twelve thousand villages.
create index coverage_villages_shown on coverage_villages (service, county_code, region_code)
  include (wanting, on_record, reached_summer, reached_winter, brought_by);

-- The board of a province or prefecture reads its counties only.
create index coverage_counts_counties on coverage_counts (county_code, measure)
  include (region_code, service, elders, on_foot_summer, on_foot_winter, brought, without, villages, villages_without)
  where region_code = county_code || '000000';

-- Filled by the next run of the reckoning, within a minute.
update coverage_marks set counted_at = null;
