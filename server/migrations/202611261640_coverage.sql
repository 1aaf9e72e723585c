-- Coverage: for every village and service the nearest site as the night's reckoning left it, and the elders it stands for.

create table coverage_villages (
  county_code text collate "C" not null,
  region_code text collate "C" not null,
  service text not null check (service in ('meal', 'bath', 'bed', 'doctor')),
  -- The nearest site may lie in the next county, so its name is kept here and nothing points to it.
  site_name text,
  site_region_code text collate "C",
  meters int check (meters >= 0),
  summer_minutes int check (summer_minutes >= 0),
  winter_minutes int check (winter_minutes >= 0),
  reached_summer boolean not null,
  reached_winter boolean not null,
  -- Who brings it to the door, null where nobody does.
  brought_by text,
  primary key (county_code, region_code, service),
  check (county_code = left(region_code, 6)),
  check ((meters is null) = (site_name is null))
);

-- Elders of townships and counties by what is within their reach: sums over the villages, never kept by hand.
create table coverage_counts (
  county_code text collate "C" not null,
  region_code text collate "C" not null,
  service text not null check (service in ('meal', 'bath', 'bed', 'doctor')),
  measure text not null,
  elders int not null,
  on_foot_summer int not null,
  on_foot_winter int not null,
  brought int not null,
  without int not null,
  villages int not null,
  villages_without int not null,
  primary key (county_code, region_code, service, measure),
  check (county_code = left(region_code, 6))
);

-- What a county was last reckoned with: the sites and rules (as a fingerprint) and the count of its elders.
create table coverage_marks (
  county_code text collate "C" not null,
  region_code text collate "C" not null,
  fingerprint text not null,
  reckoned_at timestamptz not null,
  month text collate "C",
  counted_at timestamptz,
  primary key (county_code),
  check (county_code = left(region_code, 6))
);

select guard_by_area('coverage_villages');
select guard_by_area('coverage_counts');
select guard_by_area('coverage_marks');
grant select on coverage_villages, coverage_counts, coverage_marks to wanqing_app;
