-- One person, one record: what is merged into what, and which pairs may be one person (docs/decisions/0015).

-- A merged record keeps its visits, cases and memberships under its own id; readers of the surviving record
-- ask for id || merged_ids. merged_into is the record that stands for the person in the end, however long the
-- chain of merges; both columns follow from the standing rows of elder_merges and are written only with them.
alter table elders
  add column merged_into uuid,
  add column merged_ids uuid[] not null default '{}',
  add constraint elders_merged_not_into_itself check (merged_into <> id),
  add constraint elders_merged_holds_nothing check (merged_into is null or merged_ids = '{}');
create index elders_merged on elders (county_code, merged_into) where merged_into is not null;

alter table elder_endings drop constraint elder_endings_kind_check;
alter table elder_endings add constraint elder_endings_kind_check
  check (kind in ('died', 'movedOut', 'merged'));

create table elder_merges (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  survivor_id uuid not null,
  merged_id uuid not null,
  -- Field → which record it was taken from, with what stood before and after on the survivor; sealed fields stay sealed.
  fields jsonb not null,
  -- What else was touched, so that undoing puts back exactly that.
  effects jsonb not null,
  reason text not null,
  merged_by uuid references accounts (id),
  merged_at timestamptz not null,
  undone_by uuid references accounts (id),
  undone_at timestamptz,
  undo_reason text,
  primary key (county_code, id),
  foreign key (county_code, survivor_id) references elders (county_code, id),
  foreign key (county_code, merged_id) references elders (county_code, id),
  check ((undone_at is null) = (undo_reason is null)),
  check (county_code = left(region_code, 6))
);
create unique index elder_merges_standing on elder_merges (county_code, merged_id) where undone_at is null;
create index elder_merges_survivor on elder_merges (county_code, survivor_id);
select guard_by_area('elder_merges');
grant insert, select, update on elder_merges to wanqing_app;

-- Two records that may be one person. A pair inside a county is kept once, elder_id < other_id; a pair across
-- counties once in each, so that each county sees its own leg and nothing of the other's record but the brief.
create table duplicate_pairs (
  county_code text collate "C" not null,
  id uuid not null,
  -- The smallest region that holds both records of one county; of a pair across counties the own county.
  region_code text collate "C" not null,
  elder_id uuid not null,
  other_county_code text collate "C" not null,
  other_id uuid not null,
  score double precision not null,
  reasons jsonb not null,
  source text not null check (source in ('atNight', 'atEntry', 'atImport', 'onPhone')),
  state text not null check (state in ('toReview', 'samePerson', 'twoPeople', 'disputed', 'obsolete')),
  model_version integer not null,
  found_at timestamptz not null,
  decided_by uuid references accounts (id),
  decided_at timestamptz,
  note text,
  primary key (county_code, id),
  unique (county_code, elder_id, other_id),
  foreign key (county_code, elder_id) references elders (county_code, id),
  check (elder_id <> other_id),
  check (county_code = left(region_code, 6))
);
create index duplicate_pairs_open on duplicate_pairs (county_code, region_code, score desc, id) where state = 'toReview';
create index duplicate_pairs_other on duplicate_pairs (county_code, other_id);
select guard_by_area('duplicate_pairs');
grant delete, insert, select, update on duplicate_pairs to wanqing_app;
