-- People who sign in, their posts (role × region × period), sessions and phones: reference tables.

create table accounts (
  id uuid primary key,
  login text not null unique,
  name text not null,
  password_hash text not null,
  must_change_password boolean not null,
  totp_sealed text,
  totp_confirmed_at timestamptz,
  -- The last accepted step: a code is good for one sign-in only (RFC 6238 §5.2).
  totp_last_step bigint,
  region_code text collate "C" not null references regions,
  language text not null check (language in ('zh', 'ko', 'en')),
  created_at timestamptz not null,
  disabled_at timestamptz,
  synthetic boolean not null
);
create index accounts_region on accounts (region_code, login);

create table posts (
  id uuid primary key,
  account_id uuid not null references accounts,
  role text not null check (role in ('provinceOfficer', 'prefectureOfficer', 'countyOfficer',
    'townshipOfficer', 'villageOfficer', 'visitor', 'auditor', 'administrator')),
  region_code text collate "C" not null references regions,
  valid_from date not null,
  valid_to date,
  granted_by uuid,
  check (valid_to is null or valid_to >= valid_from)
);
create index posts_account on posts (account_id);
create index posts_region on posts (region_code, role);

create table devices (
  id uuid primary key,
  account_id uuid not null references accounts,
  name text not null,
  app_version text,
  registered_at timestamptz not null,
  last_seen_at timestamptz not null,
  lost_at timestamptz,
  lost_reported_by uuid,
  lost_reason text,
  wiped_at timestamptz
);
create index devices_account on devices (account_id);

create table sessions (
  token_hash text primary key,
  account_id uuid not null references accounts,
  post_id uuid not null references posts,
  device_id uuid references devices,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index sessions_account on sessions (account_id);

create table sign_in_failures (
  id uuid primary key,
  login text not null,
  address text not null,
  at timestamptz not null,
  -- A sign-in that succeeded later: the row stays as evidence and no longer counts against the person.
  forgiven_at timestamptz
);
create index sign_in_failures_login on sign_in_failures (login, at);
create index sign_in_failures_address on sign_in_failures (address, at);

grant select, insert, update on accounts, posts, devices to wanqing_app;
grant select, insert, update, delete on sessions, sign_in_failures to wanqing_app;
