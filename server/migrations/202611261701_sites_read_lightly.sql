-- Where only figures are asked, the village's coordinates and the canteen of a house are not looked for: a left join
-- by a unique key is left out when nothing is read from it.
create or replace view network_sites with (security_invoker = true) as
  select f.county_code, f.region_code, f.id, f.kind, f.tier, f.name, f.address, f.telephone,
    coalesce(f.lon, r.lon) as lon, coalesce(f.lat, r.lat) as lat, f.lon is not null as placed,
    f.state, f.state_since, f.beds, f.full_day_lodging, f.day_places as capacity, f.services,
    f.opening_week, f.winter,
    greatest(f.last_active_on, c.last_served_on) as last_active_on, f.canteen_id
  from facilities f
  left join regions r on r.code = f.region_code
  left join canteens c on c.county_code = f.county_code and c.id = f.canteen_id
  union all
  select c.county_code, c.region_code, c.id, 'canteen', 'villageTier', c.name, c.address, null,
    coalesce(c.lon, r.lon), coalesce(c.lat, r.lat), c.lon is not null,
    c.state, c.state_since, 0, false, c.seats, array['meal'],
    null, null,
    c.last_served_on, null
  from canteens c
  left join regions r on r.code = c.region_code;
