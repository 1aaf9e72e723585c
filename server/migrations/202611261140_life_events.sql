-- What happens to people: events with all that followed from them, reports from the field, moves between counties.

create table life_events (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  elder_id uuid not null,
  kind text not null check (kind in ('died', 'hospitalised', 'dischargedFromHospital', 'enteredInstitution',
    'leftInstitution', 'movedWithinCounty', 'movedToOtherCounty', 'leftProvince', 'awayForLong', 'returned')),
  happened_on date not null,
  reason text not null,
  -- Hospital or home, destination, expected return: what the form of the kind asks for.
  details jsonb not null,
  -- Every row that followed, with what stood before and after, so that undoing puts back exactly that.
  effects jsonb not null,
  -- What stopped being paid and what was paid too long, as the module of benefits journals it.
  benefit_effects jsonb not null,
  -- Recorded later than the region's rule allows.
  late boolean not null,
  recorded_by uuid references accounts (id),
  recorded_at timestamptz not null,
  undone_by uuid references accounts (id),
  undone_at timestamptz,
  undo_reason text,
  -- What undoing left as it stood because somebody had changed it since.
  kept jsonb,
  primary key (county_code, id),
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6)),
  check ((undone_at is null) = (undo_reason is null))
);
create index life_events_elder on life_events (county_code, elder_id, happened_on desc);
create index life_events_day on life_events (county_code, region_code, happened_on desc, id desc);
select guard_by_area('life_events');
grant select, insert, update on life_events to wanqing_app;

-- A visitor may say what she saw; an officer makes an event of it, or not.
create table life_event_reports (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  elder_id uuid not null,
  kind text not null check (kind in ('died', 'hospitalised', 'enteredInstitution', 'moved', 'awayForLong',
    'returned')),
  happened_on date not null,
  note_sealed text,
  state text not null check (state in ('waiting', 'confirmed', 'dismissed')),
  reported_by uuid not null references accounts (id),
  reported_at timestamptz not null,
  decided_by uuid references accounts (id),
  decided_at timestamptz,
  answer text,
  event_id uuid,
  primary key (county_code, id),
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6)),
  check ((state = 'waiting') = (decided_at is null))
);
create index life_event_reports_open on life_event_reports (county_code, region_code, reported_at desc, id)
  where state = 'waiting';
create index life_event_reports_elder on life_event_reports (county_code, elder_id);
select guard_by_area('life_event_reports');
grant select, insert, update on life_event_reports to wanqing_app;

-- A move to another county: asked for by the old one, answered by the new one. The row lies in the old county.
create table elder_transfers (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  elder_id uuid not null,
  to_region_code text collate "C" not null references regions,
  moved_on date not null,
  reason text not null,
  -- Identity, household, contacts, groups, last visits and open cases, sealed as one text.
  payload_sealed text not null,
  state text not null check (state in ('toReceive', 'received', 'sentBack', 'withdrawn')),
  answer_by date not null,
  proposed_by uuid references accounts (id),
  proposed_at timestamptz not null,
  answered_by uuid references accounts (id),
  answered_at timestamptz,
  answer text,
  -- The record made in the new county.
  accepted_elder_id uuid,
  accepted_region_code text collate "C",
  -- When the old county's record was closed, by a job woken by the acceptance.
  closed_at timestamptz,
  event_id uuid,
  primary key (county_code, id),
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6)),
  check ((state = 'toReceive') = (answered_at is null)),
  check ((state = 'received') = (accepted_elder_id is not null))
);
create unique index elder_transfers_open on elder_transfers (county_code, elder_id) where state = 'toReceive';
create index elder_transfers_from on elder_transfers (county_code, region_code, proposed_at desc, id);
create index elder_transfers_to on elder_transfers (to_region_code, proposed_at desc, id);
create index elder_transfers_unclosed on elder_transfers (answered_at)
  where state = 'received' and closed_at is null;
select guard_by_area('elder_transfers');
-- The receiving side reads and answers what is addressed to its own area, and sees nothing else of the old county.
create policy receiving_read on elder_transfers for select to wanqing_app
  using (to_region_code >= (select current_setting('wanqing.area_from', true))
     and to_region_code <= (select current_setting('wanqing.area_to', true)));
create policy receiving_answer on elder_transfers for update to wanqing_app
  using (to_region_code >= (select current_setting('wanqing.area_from', true))
     and to_region_code <= (select current_setting('wanqing.area_to', true)))
  with check (to_region_code >= (select current_setting('wanqing.area_from', true))
     and to_region_code <= (select current_setting('wanqing.area_to', true)));
grant select, insert, update on elder_transfers to wanqing_app;

-- One leg in each county, so that either finds the other's record without reading its rows.
create table elder_links (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  elder_id uuid not null,
  way text not null check (way in ('cameFrom', 'wentTo')),
  other_county_code text collate "C" not null,
  other_region_code text collate "C" not null,
  other_id uuid not null,
  transfer_id uuid not null,
  moved_on date not null,
  -- The old county's summary of visits and cases, as it was handed over.
  history_sealed text,
  linked_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, elder_id) references elders,
  unique (county_code, transfer_id, way),
  check (county_code = left(region_code, 6))
);
create index elder_links_elder on elder_links (county_code, elder_id);
select guard_by_area('elder_links');
grant select, insert on elder_links to wanqing_app;

-- A visit owed because something happened, on top of the rhythm of the risk.
create table due_visits (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  elder_id uuid not null,
  reason text not null check (reason in ('discharged', 'bereaved', 'cameBack')),
  raised_on date not null,
  due_on date not null,
  event_id uuid not null,
  withdrawn_at timestamptz,
  primary key (county_code, id),
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6))
);
create index due_visits_elder on due_visits (county_code, elder_id, raised_on desc);
select guard_by_area('due_visits');
grant select, insert, update on due_visits to wanqing_app;

-- An open case of someone who died or moved away ends without being solved; undoing the event takes it up again.
alter table aid_case_acts drop constraint aid_case_acts_kind_check;
alter table aid_case_acts add constraint aid_case_acts_kind_check
  check (kind in ('opened', 'acknowledged', 'noted', 'onSite', 'handedOver', 'escalated', 'resolved', 'verified',
    'closed', 'rejected', 'reopened', 'elderLeft', 'resumed'));

/*
  Carries all that is written of an elder to another village of the county. region_code is no part of a fact but
  says who may read it, and that follows the person; facts themselves stay as they were written. The tables are
  found by their foreign keys, so that no module can be forgotten (docs/decisions/0018). The caller's area must
  hold where the elder lives now; it need not hold where she goes, for townships hand over to each other.
*/
create function carry_elder(county text, elder uuid, to_region text, household uuid, home text, home_hamlet text,
  months text[])
returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  from_region text;
  ids uuid[];
  is_synthetic boolean;
  link record;
begin
  select region_code, id || merged_ids, synthetic into from_region, ids, is_synthetic
  from elders where county_code = county and id = elder for update;
  if from_region is null
    or from_region < current_setting('wanqing.area_from') or from_region > current_setting('wanqing.area_to')
    or left(to_region, 6) <> county
  then
    raise exception 'outside the area' using errcode = '42501';
  end if;
  insert into households (county_code, id, region_code, address, hamlet, synthetic, created_at)
  values (county, household, to_region, home, home_hamlet, is_synthetic, now())
  on conflict do nothing;
  if to_region <> (select region_code from households where county_code = county and id = household) then
    raise exception 'household of another village' using errcode = '23514';
  end if;
  update elders set region_code = to_region, version = version + 1, updated_at = now()
  where county_code = county and id = any(ids);
  update elders set household_id = household where county_code = county and id = elder;
  -- What hangs on the elder (a contact linked to her belongs to somebody else), then what hangs on that and names no elder itself.
  for link in
    select child.conrelid::regclass as held, key.attname as elder_column
    from pg_constraint child
    join pg_attribute key on key.attrelid = child.conrelid and key.attnum = any(child.conkey)
      and key.attname in ('elder_id', 'survivor_id', 'merged_id')
    where child.contype = 'f' and child.confrelid = 'elders'::regclass
      and child.conrelid not in ('elders'::regclass, 'duplicate_pairs'::regclass)
  loop
    execute format('update %s set region_code = $1 where county_code = $2 and %I = any($3)', link.held,
      link.elder_column) using to_region, county, ids;
  end loop;
  for link in
    select distinct below.conrelid::regclass as held, own.attname as own_column, parent.conrelid::regclass as above,
      theirs.attname as above_column, key.attname as elder_column
    from pg_constraint parent
    join pg_attribute key on key.attrelid = parent.conrelid and key.attnum = any(parent.conkey)
      and key.attname = 'elder_id'
    join pg_constraint below on below.contype = 'f' and below.confrelid = parent.conrelid
    join pg_attribute own on own.attrelid = below.conrelid and own.attnum = any(below.conkey)
      and own.attname <> 'county_code'
    join pg_attribute theirs on theirs.attrelid = below.confrelid and theirs.attnum = any(below.confkey)
      and theirs.attname <> 'county_code'
    where parent.contype = 'f' and parent.confrelid = 'elders'::regclass and parent.conrelid <> 'elders'::regclass
      and exists (select from pg_attribute a where a.attrelid = below.conrelid and a.attname = 'region_code')
      and not exists (select from pg_constraint straight
        where straight.contype = 'f' and straight.conrelid = below.conrelid
          and straight.confrelid = 'elders'::regclass)
  loop
    execute format('update %s c set region_code = $1 from %s p where c.county_code = $2 and p.county_code = $2
      and p.%I = any($3) and c.%I = p.%I', link.held, link.above, link.elder_column, link.own_column,
      link.above_column) using to_region, county, ids;
  end loop;
  -- Both villages are counted anew; the caller may note changes in her own area only.
  insert into indicator_changes (county_code, region_code, month)
  select county, place, month from unnest(array[from_region, to_region]) as place, unnest(months) as month;
  -- A photo may come before its visit and so has no foreign key.
  update attachments a set region_code = to_region from visits v
  where a.county_code = county and v.county_code = county and v.elder_id = any(ids) and a.visit_id = v.id;
  -- A pair now lies in two places: the county decides.
  update duplicate_pairs set region_code = rpad(county, 12, '0')
  where county_code = county and (elder_id = any(ids) or other_id = any(ids)) and region_code <> rpad(county, 12, '0');
end $$;
revoke all on function carry_elder from public;
grant execute on function carry_elder to wanqing_app;
