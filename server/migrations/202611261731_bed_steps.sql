-- Visits to beds at home as the worker's phone tells them, and whose phone carries which bed.
alter table home_beds add column worker_id uuid;
alter table home_beds add foreign key (county_code, worker_id) references service_workers;
create index home_beds_worker on home_beds (county_code, worker_id) where worker_id is not null;
create index home_beds_provider on home_beds (county_code, provider_id, signed_on desc, id desc);

create table home_bed_calls (
  county_code text collate "C" not null,
  -- Chosen by the phone; the visit it becomes has the same.
  id uuid not null,
  region_code text collate "C" not null,
  bed_id uuid not null,
  elder_id uuid not null,
  worker_id uuid not null,
  started_at timestamptz not null,
  started_lon numeric(9, 6),
  started_lat numeric(8, 6),
  ended_at timestamptz,
  ended_lon numeric(9, 6),
  ended_lat numeric(8, 6),
  clock_offset_ms bigint,
  vitals_sealed text,
  device_id uuid,
  recorded_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, bed_id) references home_beds,
  foreign key (county_code, elder_id) references elders,
  foreign key (county_code, worker_id) references service_workers,
  check (county_code = left(region_code, 6))
);
create index home_bed_calls_worker on home_bed_calls (county_code, worker_id, started_at) where ended_at is null;
create index home_bed_calls_bed on home_bed_calls (county_code, bed_id);
select guard_by_area('home_bed_calls');
grant select, insert, update on home_bed_calls to wanqing_app;
