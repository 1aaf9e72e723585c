-- Lists that officers live in: what they keep, what they do to many at once, and what leaves the system.

-- Somebody looked the whole entry over and found it right; an entry nobody has confirmed for a year is stale.
alter table elders add column confirmed_on date, add column confirmed_by uuid;

create table saved_lists (
  county_code text collate "C" not null,
  id uuid not null,
  -- Of the post that keeps it: a shared list is seen by everyone who holds a post of this very region.
  region_code text collate "C" not null references regions,
  account_id uuid not null references accounts (id),
  name text not null,
  list_region_code text collate "C" not null,
  filter jsonb not null,
  columns text[] not null,
  shared boolean not null,
  created_at timestamptz not null,
  primary key (county_code, id),
  check (county_code = left(region_code, 6))
);
create index saved_lists_region on saved_lists (county_code, region_code, name);
select guard_by_area('saved_lists');
grant delete, insert, select, update on saved_lists to wanqing_app;

create table bulk_acts (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  kind text not null check (kind in ('assignVisitor', 'confirmEntry')),
  -- What was asked for, and for each elder touched what stood before, so that undoing puts back exactly that.
  act jsonb not null,
  effects jsonb not null,
  elder_count int not null,
  sentence text not null,
  done_by uuid not null references accounts (id),
  done_at timestamptz not null,
  undone_by uuid references accounts (id),
  undone_at timestamptz,
  undo_sentence text,
  primary key (county_code, id),
  check (county_code = left(region_code, 6)),
  check ((undone_at is null) = (undo_sentence is null))
);
create index bulk_acts_done on bulk_acts (county_code, region_code, done_at desc, id);
select guard_by_area('bulk_acts');
grant insert, select, update on bulk_acts to wanqing_app;

create table list_exports (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  filter jsonb not null,
  columns text[] not null,
  reason text not null,
  row_count int not null,
  state text not null check (state in ('unasked', 'asked', 'agreed', 'turnedDown')),
  asked_by uuid not null references accounts (id),
  asked_at timestamptz not null,
  decided_by uuid references accounts (id),
  decided_at timestamptz,
  decision_note text,
  -- After this instant the list cannot be taken any more; null while nobody has agreed.
  expires_at timestamptz,
  primary key (county_code, id),
  check (county_code = left(region_code, 6)),
  check ((decided_at is null) = (decided_by is null)),
  check (decided_by <> asked_by)
);
create index list_exports_asked on list_exports (county_code, region_code, asked_at desc, id);
create index list_exports_waiting on list_exports (county_code, region_code, asked_at, id) where state = 'asked';
select guard_by_area('list_exports');
grant insert, select, update on list_exports to wanqing_app;
