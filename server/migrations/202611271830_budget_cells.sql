-- Elders counted by what rules of money ask of them, so that a rule tried on paper asks some thousand cells, not a province.
create table budget_township_cells (
  county_code text collate "C" not null,
  region_code text collate "C" not null,
  month text collate "C" not null,
  -- Text that the program packs and reads; cells of another way of counting count for nothing.
  cells text not null,
  way smallint not null,
  primary key (county_code, region_code, month),
  check (county_code = left(region_code, 6))
);
select guard_by_area('budget_township_cells');
grant select on budget_township_cells to wanqing_app;

-- The sum of its townships. A county without a row of the month is not counted yet.
create table budget_county_cells (
  county_code text collate "C" not null,
  region_code text collate "C" not null,
  month text collate "C" not null,
  cells text not null,
  way smallint not null,
  primary key (county_code, month),
  check (county_code = left(region_code, 6))
);
select guard_by_area('budget_county_cells');
grant select on budget_county_cells to wanqing_app;

-- What has moved since it was counted: a township, or an elder in whichever township she lives when it is asked.
create table budget_cell_changes (
  county_code text collate "C" not null,
  id bigint generated always as identity,
  region_code text collate "C" not null,
  elder_id uuid,
  primary key (county_code, id),
  check (county_code = left(region_code, 6))
);
select guard_by_area('budget_cell_changes');
grant select on budget_cell_changes to wanqing_app;

-- By the database and not by whoever writes a fact: a forgotten note is a wrong sum. Once a statement, for imports
-- write thousands of rows; with the owner's rights, for notes are nobody's to write.
create function note_cells_of_facts() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  insert into budget_cell_changes (county_code, region_code, elder_id)
  select distinct county_code, county_code || '000000', elder_id from moved;
  return null;
end $$;

create function note_cells_of_elders() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  insert into budget_cell_changes (county_code, region_code)
  select distinct county_code, left(region_code, 9) || '000' from moved;
  return null;
end $$;

create function note_cells_of_changed_elders() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  insert into budget_cell_changes (county_code, region_code)
  select distinct m.county_code, left(m.region_code, 9) || '000'
  from before b
  full join after a on a.county_code = b.county_code and a.id = b.id
  cross join lateral (values (b.county_code, b.region_code), (a.county_code, a.region_code)) as m (county_code, region_code)
  where m.county_code is not null
    and (a.region_code, a.born_on, a.registered_on, a.ended_on, a.merged_into, a.merged_ids)
      is distinct from (b.region_code, b.born_on, b.registered_on, b.ended_on, b.merged_into, b.merged_ids);
  return null;
end $$;

create function note_cells_of_villages() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  insert into budget_cell_changes (county_code, region_code)
  values (left(new.code, 6), left(new.code, 9) || '000');
  return null;
end $$;

create trigger elders_come_to_cells after insert on elders
  referencing new table as moved for each statement execute function note_cells_of_elders();
create trigger elders_go_from_cells after delete on elders
  referencing old table as moved for each statement execute function note_cells_of_elders();
create trigger elders_change_cells after update on elders
  referencing old table as before new table as after for each statement
  execute function note_cells_of_changed_elders();
create trigger regions_change_cells after update on regions for each row
  when (old.urban_rural_code is distinct from new.urban_rural_code) execute function note_cells_of_villages();

do $$
declare fact text;
begin
  foreach fact in array array['elder_endings', 'elder_memberships', 'elder_circumstances', 'elder_absences',
    'self_care_assessments', 'ability_assessments', 'benefit_holds', 'benefit_entitlements'] loop
    execute format('create trigger %1$s_come_to_cells after insert on %1$I
      referencing new table as moved for each statement execute function note_cells_of_facts()', fact);
    execute format('create trigger %1$s_change_cells after update on %1$I
      referencing new table as moved for each statement execute function note_cells_of_facts()', fact);
    execute format('create trigger %1$s_were_in_cells after update on %1$I
      referencing old table as moved for each statement execute function note_cells_of_facts()', fact);
    execute format('create trigger %1$s_go_from_cells after delete on %1$I
      referencing old table as moved for each statement execute function note_cells_of_facts()', fact);
  end loop;
end $$;

-- Who is in the records waits to be counted.
insert into budget_cell_changes (county_code, region_code)
select distinct county_code, left(region_code, 9) || '000' from elders;
