-- Figures kept ready for boards, and which villages' figures are out of date.

create table indicator_values (
  county_code text collate "C" not null,
  region_code text collate "C" not null,
  month text collate "C" not null,
  indicator text not null,
  value bigint not null,
  counted_at timestamptz not null,
  primary key (county_code, region_code, month, indicator)
);
create index indicator_values_month on indicator_values (month, indicator, region_code);

-- Written beside every change that moves a figure. No unique key: a thousand phones of one village must not
-- wait for one row. The refresh takes the distinct ones away.
create table indicator_changes (
  county_code text collate "C" not null,
  id bigint generated always as identity,
  region_code text collate "C" not null,
  month text collate "C" not null,
  primary key (county_code, id)
);

-- When each county's month was last counted in full: figures that move with the calendar alone (an eightieth
-- birthday, a membership that ends) need a count on every new day.
create table indicator_counts (
  county_code text collate "C" not null,
  region_code text collate "C" not null,
  month text collate "C" not null,
  counted_on date not null,
  counted_at timestamptz not null,
  primary key (county_code, month)
);

select guard_by_area('indicator_counts');
select guard_by_area('indicator_values');
select guard_by_area('indicator_changes');
grant select on indicator_values, indicator_counts to wanqing_app;
grant insert on indicator_changes to wanqing_app;
