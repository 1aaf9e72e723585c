-- Visits are facts: written once, never changed; a correction is a new act.

create table visits (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  elder_id uuid not null,
  visitor_id uuid not null,
  method text not null check (method in ('home', 'phone', 'video', 'remote')),
  result text not null check (result in ('met', 'notReached', 'refused')),
  not_reached_reason text check (not_reached_reason in ('notHome', 'hospital', 'withChildren', 'movedOrDied',
    'phoneUnanswered', 'other')),
  visited_on date not null,
  started_at timestamptz not null,
  ended_at timestamptz not null,
  received_at timestamptz not null,
  lon double precision,
  lat double precision,
  accuracy_meters real,
  -- 24 letters, one a field in the order of domain/visits/answers.ts: o OK, a ATTENTION, d DANGER, n NOT_ASKED.
  answers text collate "C" not null check (answers ~ '^[oadn]{24}$'),
  needs text[] not null,
  note_sealed text,
  -- Photos and voice notes the phone announced; they arrive on their own, after the record, or never.
  attachment_ids uuid[] not null default '{}',
  -- What the rules made of it on arrival, and which rules they were (domain/visits/rules.ts).
  counts_for_rate boolean not null,
  worst text not null check (worst in ('ok', 'attention', 'danger', 'notAsked')),
  rules_version int not null,
  device_id uuid,
  synthetic boolean not null,
  primary key (county_code, id),
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6)),
  check (ended_at >= started_at),
  check ((result = 'notReached') = (not_reached_reason is not null))
);
create index visits_elder on visits (county_code, elder_id, visited_on desc);

create table attachments (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  visit_id uuid not null,
  kind text not null check (kind in ('photo', 'voice')),
  content_type text not null,
  size_bytes int not null,
  received_bytes int not null,
  content_hash text not null,
  completed_at timestamptz,
  account_id uuid not null,
  created_at timestamptz not null,
  primary key (county_code, id),
  check (county_code = left(region_code, 6)),
  check (received_bytes <= size_bytes)
);
create index attachments_visit on attachments (county_code, visit_id);

select guard_by_area('visits');
select guard_by_area('attachments');
grant select, insert on visits to wanqing_app;
grant select, insert, update on attachments to wanqing_app;
