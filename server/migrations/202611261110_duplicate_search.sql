-- Looking for records of one person: what was searched when, and the way in by day of birth.

-- One row a run: what the last search saw tells the next which records have arrived since.
create table duplicate_searches (
  id uuid primary key,
  kind text not null check (kind in ('wholeProvince', 'arrivals')),
  -- Records changed up to here have been compared.
  read_until timestamptz not null,
  finished_at timestamptz not null,
  elders int not null,
  compared bigint not null,
  found int not null,
  obsolete int not null,
  model_version int not null
);
create index duplicate_searches_kind on duplicate_searches (kind, finished_at desc);
grant select on duplicate_searches to wanqing_app;

-- Day first: a birthday is looked for in one county or in all of them.
create index elders_born on elders (born_on, county_code) where born_on is not null;
-- What has arrived or changed since the last search.
create index elders_updated on elders (updated_at);
