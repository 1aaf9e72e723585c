-- The desk reads what was carried newest first.
create index carried_acts_newest on carried_acts (county_code, arrived_at desc, id desc);
