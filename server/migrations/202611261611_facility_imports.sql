-- Spreadsheets of places: the cells sealed as they stood, how they were understood, and what a batch did, for undoing.

create table facility_imports (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null references regions,
  file_name text not null,
  stage text not null check (stage in ('understood', 'committed', 'undone', 'cancelled')),
  encoding text not null,
  header_row int not null,
  -- Column number → field, as proposed and then corrected by a person.
  mapping jsonb not null,
  columns jsonb not null,
  -- Names and telephones stand in them; emptied when the batch is dropped.
  cells_sealed text,
  counts jsonb not null,
  undo jsonb,
  created_by uuid references accounts,
  created_at timestamptz not null,
  committed_at timestamptz,
  undone_at timestamptz,
  undone_by uuid references accounts,
  primary key (county_code, id),
  check (county_code = left(region_code, 6))
);
create index facility_imports_created on facility_imports (county_code, created_at desc, id);

-- Rows lie with their batch; the place they are about may lie in any county of its region.
create table facility_import_rows (
  county_code text collate "C" not null,
  batch_id uuid not null,
  row_number int not null,
  region_code text collate "C" not null,
  facility_county text collate "C" not null,
  facility_id uuid not null,
  outcome text not null check (outcome in ('new', 'changed', 'unchanged', 'suspicious', 'refused')),
  -- The columns of the place as they stood, sealed where they are sealed; null for a new one.
  before jsonb,
  version_left int not null,
  primary key (county_code, batch_id, row_number),
  foreign key (county_code, batch_id) references facility_imports,
  check (county_code = left(region_code, 6))
);

select guard_by_area('facility_imports');
select guard_by_area('facility_import_rows');
grant select, insert, update on facility_imports to wanqing_app;
grant select, insert on facility_import_rows to wanqing_app;
