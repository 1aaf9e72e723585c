-- Boards that count places and beds read this and not the places, ten thousand of a province.
create index facilities_there on facilities (county_code, region_code)
  include (kind, state, beds, full_day_lodging, services) where state in ('running', 'onPause');
create index canteens_there on canteens (county_code, region_code)
  include (state) where state in ('running', 'onPause');
-- The list in its own order, with all it chooses by: it stops at the end of the page, whatever is asked for.
drop index site_standings_place;
drop index site_standings_light;
create index site_standings_place on site_standings (county_code, region_code, site_id)
  include (kind, state, light, beds, flags);
-- Who has a kind of equipment and, for the list of who lacks it, who has not.
create index facility_equipment_kind on facility_equipment (kind, county_code, facility_id) include (region_code)
  where ended_on is null;

-- site_counts has a row for each prefecture and for the province too, so that their boards read one row; made here by
-- having every place counted again with its county.
insert into site_changes (county_code, region_code, site_id)
select county_code, region_code, site_id from site_standings;
