-- Figures of a closed month as they were published, with the people they counted, so that whatever the records
-- say later can be told apart from what was said then (docs/decisions/0019). Facts: written once, never changed.

create table indicator_freezes (
  county_code text collate "C" not null,
  month text collate "C" not null,
  version integer not null check (version >= 1),
  region_code text collate "C" not null,
  frozen_at timestamptz not null,
  -- Null where the calendar did it; a later version is published by an officer, who says why.
  frozen_by uuid references accounts (id),
  note text,
  rules_version integer not null,
  primary key (county_code, month, version),
  check (version = 1 or (frozen_by is not null and note is not null)),
  check (county_code = left(region_code, 6))
);

-- One row for a village, township or county; figures that are zero are left out.
create table indicator_frozen (
  county_code text collate "C" not null,
  region_code text collate "C" not null,
  month text collate "C" not null,
  version integer not null,
  figures jsonb not null,
  primary key (county_code, region_code, month, version),
  foreign key (county_code, month, version) references indicator_freezes,
  check (county_code = left(region_code, 6))
);

-- Everyone on record in a village on the month's last day, in the order of their ids: where each stood (one
-- letter, domain/indicators/frozen.ts) and the groups each belonged to (one bit each).
create table indicator_frozen_people (
  county_code text collate "C" not null,
  region_code text collate "C" not null,
  month text collate "C" not null,
  version integer not null,
  elder_ids uuid[] not null,
  standings text not null,
  groups smallint[] not null,
  primary key (county_code, region_code, month, version),
  foreign key (county_code, month, version) references indicator_freezes,
  check (county_code = left(region_code, 6)),
  check (cardinality(elder_ids) = length(standings) and cardinality(elder_ids) = cardinality(groups))
);
select guard_by_area('indicator_freezes');
select guard_by_area('indicator_frozen');
select guard_by_area('indicator_frozen_people');
-- An officer publishes a correction of the own county; nobody rewrites what was published.
grant insert, select on indicator_freezes, indicator_frozen, indicator_frozen_people to wanqing_app;

-- A figure is new (the national six): every open month is counted again at the next start.
delete from indicator_counts;
