-- Spreadsheets on their way into the ledger: the batch, its rows as understood, and the cells as they stood.

-- What an import last brought to an elder, as a keyed hash, and the version it left behind: a row with the same
-- hash on the same version changes nothing, and no seal has to be opened to know it.
alter table elders add column import_hash text, add column import_version int;

create table elder_imports (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null references regions,
  file_name text not null,
  file_hash text not null,
  stage text not null check (stage in ('reading', 'understood', 'committing', 'committed', 'undone',
    'cancelled', 'failed')),
  encoding text,
  sheet text,
  sheets text[] not null,
  -- As the spreadsheet program numbers rows; 0 for a table without a header.
  header_row int,
  columns jsonb not null,
  -- Column → field, as proposed and then corrected by a person.
  mapping jsonb not null,
  -- The last row that is staged: reading goes on behind it after a crash.
  read_to int not null,
  counts jsonb not null,
  suspicious_taken boolean not null,
  failure text,
  undo jsonb,
  created_by uuid references accounts,
  created_at timestamptz not null,
  committed_at timestamptz,
  undone_at timestamptz,
  undone_by uuid references accounts,
  primary key (county_code, id),
  check (county_code = left(region_code, 6))
);
create index elder_imports_created on elder_imports (county_code, created_at, id);
create index elder_imports_waiting on elder_imports (stage) where stage in ('reading', 'committing');

-- Rows lie with their batch; village_code says where the person lives.
create table elder_import_rows (
  county_code text collate "C" not null,
  batch_id uuid not null,
  row_number int not null,
  region_code text collate "C" not null,
  outcome text not null check (outcome in ('new', 'changed', 'unchanged', 'suspicious', 'refused')),
  problems jsonb,
  changes jsonb,
  -- The elder this row is about: found in the ledger, or the id a new one will get.
  elder_id uuid not null,
  matched_version int,
  village_code text collate "C",
  household_key text,
  name text not null,
  pinyin text not null,
  initials text not null,
  sex text not null check (sex in ('unknown', 'male', 'female', 'notStated')),
  born_on date,
  birth_calendar text not null check (birth_calendar in ('solar', 'lunar', 'yearOnly')),
  ethnicity text,
  spoken_language text check (spoken_language in ('zh', 'ko', 'both')),
  number_kind text not null check (number_kind in ('citizen', 'converted15', 'temporary', 'none')),
  citizen_number_sealed text,
  citizen_number_hash text,
  citizen_number_tail text,
  phone_sealed text,
  phone_tail text,
  address text not null,
  hamlet text,
  note text,
  groups text[] not null,
  contacts jsonb,
  content_hash text not null,
  -- What a changed elder was before, as stored (sealed where it is sealed); for undoing.
  before jsonb,
  primary key (county_code, batch_id, row_number),
  check (county_code = left(region_code, 6))
);

-- The cells of a stretch of rows as they stood in the file, deflated and sealed together: sealing each row by
-- itself would cost as much again as understanding it.
create table elder_import_cells (
  county_code text collate "C" not null,
  batch_id uuid not null,
  from_row int not null,
  region_code text collate "C" not null,
  to_row int not null,
  sealed text not null,
  primary key (county_code, batch_id, from_row),
  check (county_code = left(region_code, 6))
);

select guard_by_area('elder_imports');
select guard_by_area('elder_import_rows');
select guard_by_area('elder_import_cells');
grant select, insert, update, delete on elder_imports, elder_import_rows, elder_import_cells to wanqing_app;
