-- How every place stands, as it was last judged, so that a board adds up small rows and judges only what has changed.
create table site_standings (
  county_code text collate "C" not null,
  -- A facility or a canteen.
  site_id uuid not null,
  kind text not null check (kind in ('countyWelfareCentre', 'townshipWelfareCentre', 'embeddedCentre',
    'mutualAidStation', 'elderCourtyard', 'dayCare', 'careHome', 'dementiaZone', 'practiceStation', 'canteen')),
  region_code text collate "C" not null,
  state text not null check (state in ('inPlanning', 'beingPrepared', 'running', 'onPause', 'shutDown', 'removed')),
  beds int not null,
  full_day_lodging boolean not null,
  light text not null check (light in ('standsStill', 'needsLook', 'runsWell', 'notRunning')),
  flags text[] not null,
  -- Lights change by the day and by the settings: a row of another day or of other settings counts for nothing.
  judged_on date not null,
  settings_mark text not null,
  primary key (county_code, site_id, kind),
  check (county_code = left(region_code, 6))
-- Every night says the new day in every row: room for it on the same page.
) with (fillfactor = 50);
create index site_standings_place on site_standings (county_code, region_code, site_id);
create index site_standings_light on site_standings (light, region_code, site_id);
select guard_by_area('site_standings');
grant select on site_standings to wanqing_app;

-- The places of a county that are alike, counted: [kind, state, lodges, light, flags, places, beds], a line for each.
create table site_counts (
  county_code text collate "C" not null,
  region_code text collate "C" not null,
  judged_on date not null,
  settings_mark text not null,
  alike jsonb not null,
  primary key (county_code),
  check (county_code = left(region_code, 6))
);
select guard_by_area('site_counts');
grant select on site_counts to wanqing_app;

-- Places whose facts have moved since they were judged: until a job has been there, boards judge them themselves.
create table site_changes (
  county_code text collate "C" not null,
  id bigint generated always as identity,
  region_code text collate "C" not null,
  site_id uuid not null,
  primary key (county_code, id),
  check (county_code = left(region_code, 6))
);
create index site_changes_place on site_changes (county_code, region_code, site_id);
select guard_by_area('site_changes');
grant select on site_changes to wanqing_app;

-- By the database and not by whoever writes a fact: a forgotten note is a light that is wrong until the next night.
-- With the owner's rights, for notes are nobody's to write.
create function note_site() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
declare
  before jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  after jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  told jsonb := coalesce(after, before);
begin
  insert into site_changes (county_code, region_code, site_id)
  select distinct row ->> 'county_code', row ->> 'region_code', (row ->> tg_argv[0])::uuid
  from (values (before), (after)) as moment (row) where row is not null;
  -- What is eaten in a house shows that the house lives.
  if tg_table_name = 'canteens' then
    insert into site_changes (county_code, region_code, site_id)
    select county_code, region_code, id from facilities
    where county_code = told ->> 'county_code' and canteen_id = (told ->> 'id')::uuid;
  end if;
  return null;
end $$;

create trigger facilities_come_noted after insert or delete on facilities
  for each row execute function note_site('id');
create trigger facilities_moved_noted after update on facilities for each row
  when ((old.region_code, old.kind, old.state, old.state_since, old.beds, old.full_day_lodging, old.winter,
      old.last_active_on, old.canteen_id, old.manager_name is null)
    is distinct from (new.region_code, new.kind, new.state, new.state_since, new.beds, new.full_day_lodging,
      new.winter, new.last_active_on, new.canteen_id, new.manager_name is null))
  execute function note_site('id');
create trigger canteens_come_noted after insert or delete on canteens
  for each row execute function note_site('id');
create trigger canteens_moved_noted after update on canteens for each row
  when ((old.region_code, old.state, old.state_since, old.last_served_on)
    is distinct from (new.region_code, new.state, new.state_since, new.last_served_on))
  execute function note_site('id');
create trigger facility_papers_noted after insert or update or delete on facility_papers
  for each row execute function note_site('facility_id');
create trigger facility_equipment_noted after insert or update or delete on facility_equipment
  for each row execute function note_site('facility_id');
create trigger dormancy_questions_noted after insert or update or delete on dormancy_questions
  for each row execute function note_site('facility_id');

-- What there is waits to be judged.
insert into site_changes (county_code, region_code, site_id)
select county_code, region_code, id from facilities
union all
select county_code, region_code, id from canteens;
