-- Village phones that several people share, keys by which records travel sealed, and what phones say of themselves.

-- One row a person on a phone: `phone_id` ties the persons of one phone together, for it is lost as a whole.
alter table devices
  add phone_id uuid,
  -- P-256, uncompressed, base64url: only this person on this phone can open what is sealed to it.
  add public_key text,
  add clock_offset_ms bigint,
  add contact_at timestamptz,
  add report jsonb,
  add report_at timestamptz;
create index devices_phone on devices (phone_id) where phone_id is not null;
create index sessions_device on sessions (device_id) where device_id is not null;

-- The phone's clock was behind by this when the visit was written; the times of the row are already corrected.
alter table visits add clock_offset_ms bigint;

-- Acts that came sealed on somebody else's phone: who brought them, and what became of them.
create table carried_acts (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  account_id uuid not null references accounts,
  device_id uuid not null,
  carrier_account_id uuid not null references accounts,
  carrier_device_id uuid,
  outcome text not null check (outcome in ('done', 'again', 'refused')),
  refusal text,
  arrived_at timestamptz not null,
  primary key (county_code, id, carrier_account_id),
  check (county_code = left(region_code, 6))
);
create index carried_acts_device on carried_acts (county_code, device_id, arrived_at desc);
select guard_by_area('carried_acts');
-- Carried again by the same person, the row says what became of it last.
grant select, insert, update on carried_acts to wanqing_app;

-- The first life of a new server; a restore begins another (server/sync/epochs.ts).
insert into server_epochs select gen_random_uuid(), now(), 'installed' where not exists (select from server_epochs);
