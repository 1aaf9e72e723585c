-- The quality of the ledger, counted each night for every village; a month's last count stays to compare with.

create table quality_counts (
  county_code text collate "C" not null,
  region_code text collate "C" not null,
  month text collate "C" not null,
  -- 'elders' counts everyone on record; the others are the measures of domain/quality/measures.ts.
  measure text not null check (measure in ('elders', 'missingNumber', 'missingBirth', 'missingCall',
    'missingAddress', 'contradiction', 'stale', 'suspectedDouble', 'maybeDead', 'veryHighAge')),
  value bigint not null,
  counted_at timestamptz not null,
  primary key (county_code, region_code, month, measure),
  check (county_code = left(region_code, 6))
);
create index quality_counts_month on quality_counts (month, region_code);
select guard_by_area('quality_counts');
grant select on quality_counts to wanqing_app;
