-- Where families live by plain names, and the village of a key under a name of its own: a key is not a row of a place.
alter table family_keys rename column region_code to village_code;
alter table family_links drop constraint family_links_time_zone_check;
alter table family_links add constraint family_links_time_zone_check check (time_zone in ('beijing', 'seoul', 'tokyo',
  'vladivostok', 'moscow', 'london', 'berlin', 'newYork', 'chicago', 'losAngeles', 'sydney'));
