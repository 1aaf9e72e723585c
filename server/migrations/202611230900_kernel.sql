-- What every later table stands on: the row guard by area, acts done once, the audit trail, settings.

-- The role that uses tables and owns none. The runner creates it before this file (kernel/migrate.ts).
grant usage on schema public to wanqing_app;

-- Refuses every row outside the caller's area. The sub-selects are evaluated once per statement; the bare
-- call costs three times as much over the province. Without a scope both sides are null: no rows.
create function guard_by_area(guarded regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', guarded);
  execute format(
    'create policy area on %s to wanqing_app
       using (region_code >= (select current_setting(''wanqing.area_from'', true))
          and region_code <= (select current_setting(''wanqing.area_to'', true)))
       with check (region_code >= (select current_setting(''wanqing.area_from'', true))
          and region_code <= (select current_setting(''wanqing.area_to'', true)))', guarded);
end $$;

create table server_epochs (
  epoch uuid primary key,
  started_at timestamptz not null,
  reason text not null check (reason in ('installed', 'restored'))
);
grant select on server_epochs to wanqing_app;

create table acts (
  county_code text collate "C" not null,
  id uuid not null,
  receipt bigint generated always as identity,
  operation text not null,
  input_hash text not null,
  account_id uuid not null,
  device_id uuid,
  done_at timestamptz not null,
  received_at timestamptz not null,
  -- Sealed: the answer of an unmasking must not lie open in a log. Null for acts of phones: they are answered
  -- by their receipt.
  output_sealed text,
  primary key (county_code, id)
);
alter table acts enable row level security;
create policy own on acts to wanqing_app
  using (account_id = (select nullif(current_setting('wanqing.account_id', true), '')::uuid))
  with check (account_id = (select nullif(current_setting('wanqing.account_id', true), '')::uuid));
grant select, insert on acts to wanqing_app;

create table audit_entries (
  county_code text collate "C" not null,
  id bigint generated always as identity,
  region_code text collate "C" not null,
  at timestamptz not null,
  account_id uuid,
  post_id uuid,
  device_id uuid,
  operation text not null,
  subjects uuid[] not null,
  subject_count int not null,
  reason text,
  request_id text not null,
  seal_number bigint,
  primary key (county_code, id)
);
create index audit_entries_unsealed on audit_entries (county_code, id) where seal_number is null;
create index audit_entries_at on audit_entries (county_code, at);
alter table audit_entries enable row level security;
create policy area_read on audit_entries for select to wanqing_app
  using (region_code >= (select current_setting('wanqing.area_from', true))
     and region_code <= (select current_setting('wanqing.area_to', true)));
-- An entry is written for whatever was done, also by someone whose post lies above the county concerned.
create policy write on audit_entries for insert to wanqing_app with check (true);
grant select, insert on audit_entries to wanqing_app;

create table audit_seals (
  county_code text collate "C" not null,
  number bigint not null,
  entry_count int not null,
  entries_hash text not null,
  previous_hash text not null,
  hash text not null,
  sealed_at timestamptz not null,
  primary key (county_code, number)
);
grant select on audit_seals to wanqing_app;
