-- Imports that take minutes: how far they are, on whose behalf the job works, what an office once corrected,
-- and how long the rows of a decided batch are kept.

alter table elder_imports drop constraint elder_imports_stage_check;
alter table elder_imports add constraint elder_imports_stage_check check (stage in ('reading', 'understood',
  'committing', 'committed', 'undoing', 'undone', 'cancelled', 'failed'));
drop index elder_imports_waiting;
create index elder_imports_waiting on elder_imports (stage) where stage in ('reading', 'committing', 'undoing');

alter table elder_imports
  add column file_bytes bigint not null default 0,
  -- Who asked for what is being done now; null where the command line did without an account.
  add column asked_by uuid references accounts,
  add column asked_post uuid references posts,
  add column asked_device uuid,
  add column undo_reason text,
  -- Of the header row alone: the same header in the same office is understood the same way again.
  add column fingerprint text,
  add column mapping_source text not null default 'automatic'
    check (mapping_source in ('automatic', 'remembered', 'byHand')),
  -- What nobody needs any more of a decided batch is gone: first the doubled contents, later every row.
  add column trimmed_at timestamptz,
  add column forgotten_at timestamptz;
update elder_imports set asked_by = created_by;
create index elder_imports_untrimmed on elder_imports (committed_at)
  where stage in ('committed', 'undone') and trimmed_at is null;
create index elder_imports_unforgotten on elder_imports (committed_at)
  where stage in ('committed', 'undone') and forgotten_at is null;
create index elder_imports_same_file on elder_imports (county_code, file_hash)
  where stage in ('reading', 'understood', 'committing');

-- Beside the batch and not in it: the batch is locked while it is taken in, and whoever watches must not wait.
create table elder_import_progress (
  county_code text collate "C" not null,
  batch_id uuid not null,
  region_code text collate "C" not null,
  step text not null check (step in ('readingRows', 'findingDoubles', 'checkingAgain', 'writingHouseholds',
    'writingElders', 'changingElders', 'claimingNumbers', 'writingGroups', 'writingContacts', 'notingFigures',
    'findingTouched', 'puttingBack', 'removingNew')),
  -- Of the whole stage, 0 to 1.
  share double precision not null check (share between 0 and 1),
  -- Since it began or was taken up again.
  rows int not null,
  began_share double precision not null,
  began_at timestamptz not null,
  noted_at timestamptz not null,
  primary key (county_code, batch_id),
  check (county_code = left(region_code, 6))
);

-- What an office corrected once: the row is the office's, found by the header of the next file.
create table import_mappings (
  county_code text collate "C" not null,
  -- The region of the post that committed the batch.
  region_code text collate "C" not null references regions,
  fingerprint text not null,
  headers text[] not null,
  fields jsonb not null,
  used_at timestamptz not null,
  used_by uuid references accounts,
  times int not null,
  primary key (county_code, region_code, fingerprint),
  check (county_code = left(region_code, 6))
);
create index import_mappings_used on import_mappings (county_code, region_code, used_at);

select guard_by_area('elder_import_progress');
select guard_by_area('import_mappings');
grant select, insert, update, delete on elder_import_progress, import_mappings to wanqing_app;
