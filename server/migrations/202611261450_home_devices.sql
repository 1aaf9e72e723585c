-- Devices in elders' homes: the register, their keys, what they said, and the alarms made of it.

create table device_gateways (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  name text not null,
  registered_by uuid references accounts (id),
  registered_at timestamptz not null,
  closed_at timestamptz,
  closed_why text,
  primary key (county_code, id),
  check (county_code = left(region_code, 6)),
  check ((closed_at is null) = (closed_why is null))
);
create index device_gateways_region on device_gateways (county_code, region_code, id);
select guard_by_area('device_gateways');
grant insert, select, update on device_gateways to wanqing_app;

create table home_devices (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  elder_id uuid not null,
  kind text not null check (kind in ('callButton', 'smokeSensor', 'coSensor', 'doorSensor', 'bedSensor')),
  serial text not null,
  place text not null,
  gateway_id uuid,
  state text not null check (state in ('inUse', 'takenDown')),
  installed_on date not null,
  taken_down_on date,
  taken_down_why text,
  replaces_id uuid,
  test_until timestamptz,
  battery real,
  last_heard_at timestamptz,
  last_moved_at timestamptz,
  last_moved_kind text check (last_moved_kind in
    ('heartbeat', 'alarm', 'allClear', 'doorOpened', 'doorClosed', 'layDown', 'gotUp', 'selfTest')),
  registered_by uuid references accounts (id),
  registered_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, elder_id) references elders (county_code, id),
  foreign key (county_code, gateway_id) references device_gateways (county_code, id),
  foreign key (county_code, replaces_id) references home_devices (county_code, id),
  check (county_code = left(region_code, 6)),
  check ((state = 'takenDown') = (taken_down_on is not null)),
  check ((taken_down_on is null) = (taken_down_why is null)),
  check (battery between 0 and 100)
);
-- A number printed on a device is one device; taken down it may come back to another home.
create unique index home_devices_serial on home_devices (county_code, serial) where state = 'inUse';
create index home_devices_region on home_devices (county_code, region_code, id);
create index home_devices_elder on home_devices (county_code, elder_id);
create index home_devices_gateway on home_devices (county_code, gateway_id) where gateway_id is not null;
create index home_devices_replaced on home_devices (county_code, replaces_id) where replaces_id is not null;
select guard_by_area('home_devices');
grant insert, select, update on home_devices to wanqing_app;

-- Found by the hash of the key before any county is known, as sessions are; names a device and no person.
create table device_keys (
  key_hash text primary key,
  county_code text collate "C" not null,
  device_id uuid,
  gateway_id uuid,
  made_at timestamptz not null,
  revoked_at timestamptz,
  revoked_why text,
  check ((device_id is null) <> (gateway_id is null)),
  check ((revoked_at is null) = (revoked_why is null))
);
create index device_keys_device on device_keys (county_code, device_id) where device_id is not null;
create index device_keys_gateway on device_keys (county_code, gateway_id) where gateway_id is not null;
grant insert, select, update on device_keys to wanqing_app;

-- Written once, before the device hears that it was taken; a job judges them afterwards.
create table device_events (
  county_code text collate "C" not null,
  device_id uuid not null,
  event_key text not null,
  region_code text collate "C" not null,
  kind text not null check (kind in
    ('heartbeat', 'alarm', 'allClear', 'doorOpened', 'doorClosed', 'layDown', 'gotUp', 'selfTest')),
  said_at timestamptz,
  received_at timestamptz not null,
  value double precision,
  battery real,
  judged_at timestamptz,
  primary key (county_code, device_id, event_key),
  foreign key (county_code, device_id) references home_devices (county_code, id),
  check (county_code = left(region_code, 6))
);
create index device_events_line on device_events (county_code, device_id, received_at desc, event_key desc);
create index device_events_waiting on device_events (county_code, received_at) where judged_at is null;
create index device_events_old on device_events (county_code, received_at);
select guard_by_area('device_events');
grant insert, select, update, delete on device_events to wanqing_app;

create table device_alarms (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  device_id uuid not null,
  elder_id uuid not null,
  kind text not null check (kind in ('pressed', 'smoke', 'carbonMonoxide', 'noMovement', 'bedLeft')),
  state text not null check (state in ('standing', 'cleared', 'falseAlarm', 'tested')),
  first_at timestamptz not null,
  last_at timestamptz not null,
  times integer not null,
  cleared_at timestamptz,
  case_id uuid,
  settled_by uuid references accounts (id),
  settled_at timestamptz,
  note text,
  primary key (county_code, id),
  foreign key (county_code, device_id) references home_devices (county_code, id),
  foreign key (county_code, elder_id) references elders (county_code, id),
  foreign key (county_code, case_id) references aid_cases (county_code, id),
  check (county_code = left(region_code, 6)),
  check (last_at >= first_at),
  check (times >= 1)
);
create index device_alarms_device on device_alarms (county_code, device_id, last_at desc);
create index device_alarms_case on device_alarms (county_code, case_id) where case_id is not null;
select guard_by_area('device_alarms');
grant insert, select, update on device_alarms to wanqing_app;
