-- What village loudspeakers are to say, a row a village, and each time it was read out.

create table broadcasts (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  kind text not null check (kind in ('weatherWarning', 'scamWarning', 'clinicDay', 'villageWord')),
  title text not null,
  words text not null,
  surge_id uuid,
  written_by uuid not null references accounts (id),
  written_at timestamptz not null,
  primary key (county_code, id, region_code),
  check (county_code = left(region_code, 6))
);
create index broadcasts_region on broadcasts (county_code, region_code, written_at desc, id desc);
select guard_by_area('broadcasts');
-- What was read out is a fact: a better text is another sheet.
grant insert, select on broadcasts to wanqing_app;

create table broadcast_readings (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  broadcast_id uuid not null,
  read_at timestamptz not null,
  reader text not null,
  recorded_by uuid not null references accounts (id),
  primary key (county_code, id),
  foreign key (county_code, broadcast_id, region_code) references broadcasts (county_code, id, region_code),
  check (county_code = left(region_code, 6))
);
create index broadcast_readings_sheet on broadcast_readings (county_code, broadcast_id, region_code, read_at);
select guard_by_area('broadcast_readings');
grant insert, select on broadcast_readings to wanqing_app;
