-- A year of meals closes within minutes: what was decided once is decided again only where its facts changed, and
-- late guests of a closed month are carried as late meals are (docs/decisions/0040).

-- A mark of everything the bill was decided on; null: to be decided anew.
alter table meal_bills add column decided_from text;

-- What the guests of the day pay of its counter leg; null: written before it was kept apart.
alter table meal_days add column guest_fen bigint;

-- Portions of guests that came to light after a month was closed, carried in the month that was open then.
create table meal_guest_corrections (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  canteen_id uuid not null,
  day date not null,
  in_month text collate "C" not null,
  -- Below zero: told too many before.
  portions int not null,
  -- Paid over the counter, or given back there.
  fen bigint not null,
  noted_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, canteen_id) references canteens,
  check (county_code = left(region_code, 6)),
  check (portions <> 0 or fen <> 0)
);
create index meal_guest_corrections_day on meal_guest_corrections (county_code, canteen_id, day);
create index meal_guest_corrections_month on meal_guest_corrections (county_code, canteen_id, in_month);
select guard_by_area('meal_guest_corrections');
-- Charged only by the engine that sees all canteens of a county at once.
grant select on meal_guest_corrections to wanqing_app;

-- Guests are few among the meals: their month is read without the others.
create index meal_servings_guests on meal_servings (county_code, canteen_id, day)
  where undone_at is null and (elder_id is null or portions > 1);
