-- Spreadsheets of public money: the cells sealed as they stood, how they were understood, and what a table became.

create table fund_imports (
  county_code text collate "C" not null,
  id uuid not null,
  -- The office that plans: a county or above.
  region_code text collate "C" not null references regions,
  file_name text not null,
  stage text not null check (stage in ('understood', 'committed', 'undone', 'cancelled')),
  encoding text not null,
  header_row int not null,
  -- Column number → field, as proposed and then corrected by a person.
  mapping jsonb not null,
  columns jsonb not null,
  cells_sealed text,
  counts jsonb not null,
  -- Totals that the lines did not bear out, one sentence each.
  told text[] not null,
  undo jsonb,
  created_by uuid references accounts,
  created_at timestamptz not null,
  committed_at timestamptz,
  undone_at timestamptz,
  undone_by uuid references accounts,
  primary key (county_code, id),
  check (county_code = left(region_code, 6))
);
create index fund_imports_created on fund_imports (county_code, created_at desc, id);

-- What each line that was taken became: a new sum or one that was there, and the batch it went into.
create table fund_import_rows (
  county_code text collate "C" not null,
  import_id uuid not null,
  row_number int not null,
  region_code text collate "C" not null,
  outcome text not null check (outcome in ('new', 'suspicious')),
  sum_id uuid not null,
  is_new_sum boolean not null,
  batch_id uuid,
  primary key (county_code, import_id, row_number),
  foreign key (county_code, import_id) references fund_imports,
  foreign key (county_code, sum_id) references fund_appropriations,
  foreign key (county_code, batch_id) references fund_batches,
  check (county_code = left(region_code, 6))
);

-- How many places the paper says the money of a county builds.
alter table fund_shares add column places int check (places >= 0);

select guard_by_area('fund_imports');
select guard_by_area('fund_import_rows');
grant select, insert, update on fund_imports to wanqing_app;
grant select, insert on fund_import_rows to wanqing_app;
