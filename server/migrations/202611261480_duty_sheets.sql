-- Sheets of paper for visitors without a smartphone: what was printed, what came back, who typed it in.

create table duty_sheets (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  -- Printed with a check digit (domain/duty-sheets/code.ts).
  serial int generated always as identity (maxvalue 9999999),
  visitor_id uuid not null references accounts,
  printed_on date not null,
  printed_by uuid references accounts,
  printed_at timestamptz not null,
  lines_left int not null check (lines_left >= 0),
  voided_at timestamptz,
  voided_by uuid references accounts,
  void_reason text,
  primary key (county_code, id),
  unique (county_code, serial),
  check (county_code = left(region_code, 6)),
  check ((voided_at is null) = (void_reason is null))
);
create index duty_sheets_newest on duty_sheets (county_code, printed_on desc, id desc);
create index duty_sheets_visitor on duty_sheets (county_code, visitor_id, printed_on desc);

create table duty_sheet_lines (
  county_code text collate "C" not null,
  sheet_id uuid not null,
  line int not null,
  region_code text collate "C" not null,
  elder_id uuid not null,
  outcome text check (outcome in ('typedIn', 'blank')),
  visit_id uuid,
  entered_by uuid references accounts,
  entered_at timestamptz,
  primary key (county_code, sheet_id, line),
  foreign key (county_code, sheet_id) references duty_sheets,
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6)),
  check ((outcome is not null and outcome = 'typedIn') = (visit_id is not null))
);
create index duty_sheet_lines_elder on duty_sheet_lines (county_code, elder_id);
create index duty_sheet_lines_visit on duty_sheet_lines (county_code, visit_id) where visit_id is not null;

create table duty_sheet_photos (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  sheet_id uuid not null,
  content_type text not null check (content_type in ('image/jpeg', 'image/png', 'image/webp')),
  size_bytes int not null,
  content_hash text not null,
  added_by uuid references accounts,
  added_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, sheet_id) references duty_sheets,
  check (county_code = left(region_code, 6))
);
create index duty_sheet_photos_sheet on duty_sheet_photos (county_code, sheet_id, added_at);

select guard_by_area('duty_sheets');
select guard_by_area('duty_sheet_lines');
select guard_by_area('duty_sheet_photos');
grant select, insert, update on duty_sheets, duty_sheet_lines to wanqing_app;
grant select, insert on duty_sheet_photos to wanqing_app;
