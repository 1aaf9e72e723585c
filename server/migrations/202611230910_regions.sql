-- The region tree, the codes that once were, dated settings and the working-day calendar: reference tables.

create table regions (
  code text collate "C" primary key,
  name text not null,
  short_name text not null,
  name_ko text,
  level text not null check (level in ('province', 'prefecture', 'county', 'township', 'village')),
  parent_code text collate "C" references regions,
  county_gb2260 text collate "C" not null,
  kind text not null,
  urban_rural_code text,
  statistical_only boolean not null,
  pinyin text not null,
  initials text not null,
  lon double precision,
  lat double precision,
  valid_from date not null,
  valid_to date
);
create index regions_parent on regions (parent_code, code);
create index regions_pinyin on regions (pinyin text_pattern_ops);
create index regions_initials on regions (initials text_pattern_ops);
create index regions_name on regions (short_name text_pattern_ops);

create table id_code_history (
  code text collate "C" primary key,
  name text not null,
  first_year int not null,
  last_year int,
  current boolean not null
);

create table calendar_days (
  day date primary key,
  kind text not null check (kind in ('holiday', 'workday')),
  name text not null
);

create table settings (
  key text not null,
  region_code text collate "C" not null references regions,
  valid_from date not null,
  valid_to date,
  value jsonb not null,
  source text not null,
  changed_by uuid,
  changed_at timestamptz not null,
  primary key (key, region_code, valid_from),
  check (valid_to is null or valid_to >= valid_from)
);

grant select on regions, id_code_history, calendar_days, settings to wanqing_app;
grant insert, update on settings to wanqing_app;
