-- Canteens for elders: places, papers, staff, diets, menus, regulars, and the meals really served.

create table canteens (
  county_code text collate "C" not null,
  id uuid not null,
  -- The village it stands in; whoever carries boxes farther is posted in the township.
  region_code text collate "C" not null,
  name text not null,
  kind text not null check (kind in ('seniorCanteen', 'seniorTable', 'mealPoint')),
  tier text not null check (tier in ('cooksHere', 'broughtIn')),
  host text not null check (host in ('elderCourtyard', 'practiceStation', 'mutualAidStation', 'committeeRooms',
    'townshipWelfareCentre', 'careHomeRooms', 'restaurant', 'villagerHome')),
  operator text not null check (operator in ('committeeItself', 'elderAssociation', 'mutualAidTeam',
    'careHomeOperator', 'cateringFirm', 'charity')),
  operator_name text,
  address text not null,
  lon double precision,
  lat double precision,
  seats int not null check (seats >= 0),
  meals_at_most int not null check (meals_at_most > 0),
  area_square_meters int,
  on_ground_floor boolean not null,
  fire_checked boolean not null,
  -- Kept beside the states so that lists need no history.
  state text not null check (state in ('beingPrepared', 'running', 'paused', 'shutDown')),
  state_since date not null,
  -- The last day something was served: lists of cold canteens read no servings.
  last_served_on date,
  version int not null default 1,
  registered_by uuid references accounts,
  registered_at timestamptz not null,
  primary key (county_code, id),
  check (county_code = left(region_code, 6))
);
create index canteens_place on canteens (county_code, region_code, id);

create table canteen_states (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  canteen_id uuid not null,
  state text not null check (state in ('beingPrepared', 'running', 'paused', 'shutDown')),
  from_on date not null,
  reason text check (reason in ('festival', 'cookAway', 'noMoney', 'noCook', 'fewDiners', 'powerOrWaterCut',
    'roughWeather', 'repairs', 'paperRunOut', 'foodIncident', 'winterRest', 'operatorLeft', 'other')),
  note text,
  said_by uuid references accounts,
  said_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, canteen_id) references canteens,
  check (county_code = left(region_code, 6))
);
create index canteen_states_newest on canteen_states (county_code, canteen_id, from_on desc, said_at desc);

-- Which meals on which weekdays, from a day on; in winter mode boxes go round instead of people.
create table canteen_openings (
  county_code text collate "C" not null,
  canteen_id uuid not null,
  region_code text collate "C" not null,
  valid_from date not null,
  -- Monday to Sunday: '-' closed, 'D' dine in, 'H' delivered home, 'B' both.
  lunch text not null check (lunch ~ '^[-DHB]{7}$'),
  supper text not null check (supper ~ '^[-DHB]{7}$'),
  winter text not null check (winter in ('asUsual', 'deliverOnly', 'restsInWinter')),
  -- Minutes after midnight when the meal is on the table.
  lunch_at int not null check (lunch_at between 540 and 900),
  supper_at int not null check (supper_at between 900 and 1260),
  said_by uuid references accounts,
  said_at timestamptz not null,
  primary key (county_code, canteen_id, valid_from),
  foreign key (county_code, canteen_id) references canteens,
  check (county_code = left(region_code, 6))
);

create table canteen_closures (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  canteen_id uuid not null,
  from_on date not null,
  to_on date not null,
  reason text not null check (reason in ('festival', 'cookAway', 'noMoney', 'noCook', 'fewDiners',
    'powerOrWaterCut', 'roughWeather', 'repairs', 'paperRunOut', 'foodIncident', 'winterRest', 'operatorLeft',
    'other')),
  note text,
  said_by uuid references accounts,
  said_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid references accounts,
  primary key (county_code, id),
  foreign key (county_code, canteen_id) references canteens,
  check (county_code = left(region_code, 6)),
  check (to_on >= from_on)
);
create index canteen_closures_days on canteen_closures (county_code, canteen_id, to_on desc);

create table canteen_papers (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  canteen_id uuid not null,
  kind text not null check (kind in ('foodLicence', 'smallCanteenRecord')),
  number text not null,
  issuer text not null,
  issued_on date not null,
  expires_on date,
  kept_by uuid references accounts,
  kept_at timestamptz not null,
  -- Replaced or handed back; an expired paper stays in force as a fact that it has expired.
  ended_on date,
  primary key (county_code, id),
  foreign key (county_code, canteen_id) references canteens,
  check (county_code = left(region_code, 6))
);
create index canteen_papers_canteen on canteen_papers (county_code, canteen_id) where ended_on is null;

create table canteen_staff (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  canteen_id uuid not null,
  name text not null,
  duty text not null check (duty in ('canteenHead', 'cook', 'carrier', 'canteenHelper')),
  -- Whose phone or desk this is; nobody's for a helper without one.
  account_id uuid references accounts,
  health_certificate text,
  health_checked_on date,
  health_expires_on date,
  valid_from date not null,
  valid_to date,
  kept_by uuid references accounts,
  kept_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, canteen_id) references canteens,
  check (county_code = left(region_code, 6))
);
create index canteen_staff_canteen on canteen_staff (county_code, canteen_id) where valid_to is null;
create index canteen_staff_account on canteen_staff (county_code, account_id) where account_id is not null;

create table elder_diets (
  county_code text collate "C" not null,
  elder_id uuid not null,
  region_code text collate "C" not null,
  texture text not null check (texture in ('normalFood', 'softFood', 'pasteFood')),
  diabetes boolean not null,
  low_salt boolean not null,
  allergens text[] not null,
  customs text[] not null,
  note_sealed text,
  version int not null default 1,
  kept_by uuid references accounts,
  kept_at timestamptz not null,
  primary key (county_code, elder_id),
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6))
);

-- Who eats on which weekdays without asking anew, until it changes.
create table meal_regulars (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  canteen_id uuid not null,
  elder_id uuid not null,
  -- Monday to Sunday: '-' does not eat here, 'D' dines in, 'H' is brought a box.
  lunch text not null check (lunch ~ '^[-DH]{7}$'),
  supper text not null check (supper ~ '^[-DH]{7}$'),
  valid_from date not null,
  valid_to date,
  kept_by uuid references accounts,
  kept_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, canteen_id) references canteens,
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6)),
  check (valid_to is null or valid_to >= valid_from - 1)
);
create index meal_regulars_canteen on meal_regulars (county_code, canteen_id, valid_from);
-- A person is a regular of one place at a time.
create unique index meal_regulars_elder on meal_regulars (county_code, elder_id) where valid_to is null;

create table meal_absences (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  canteen_id uuid not null,
  elder_id uuid not null,
  from_on date not null,
  to_on date,
  -- Null: neither meal.
  meal text check (meal in ('lunch', 'supper')),
  reason text not null check (reason in ('hospital', 'away', 'eatsAtHome', 'sick', 'familyVisits', 'other')),
  told_way text not null check (told_way in ('toldInPerson', 'toldByTelephone', 'toldOnPaper')),
  said_by uuid references accounts,
  said_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid references accounts,
  primary key (county_code, id),
  foreign key (county_code, canteen_id) references canteens,
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6)),
  check (to_on is null or to_on >= from_on)
);
create index meal_absences_canteen on meal_absences (county_code, canteen_id, to_on) where withdrawn_at is null;
create index meal_absences_elder on meal_absences (county_code, elder_id, from_on desc);

-- One meal more than the regulars say: an elder who comes for once, or guests who pay the full price.
create table meal_extras (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  canteen_id uuid not null,
  day date not null,
  meal text not null check (meal in ('lunch', 'supper')),
  elder_id uuid,
  guest_kind text check (guest_kind in ('guestOfElder', 'villagerGuest', 'staffGuest')),
  guest_name text,
  portions int not null check (portions between 1 and 50),
  way text not null check (way in ('dineIn', 'delivered')),
  said_by uuid references accounts,
  said_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid references accounts,
  primary key (county_code, id),
  foreign key (county_code, canteen_id) references canteens,
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6))
);
create index meal_extras_day on meal_extras (county_code, canteen_id, day) where withdrawn_at is null;

create table menu_meals (
  county_code text collate "C" not null,
  canteen_id uuid not null,
  day date not null,
  meal text not null check (meal in ('lunch', 'supper')),
  region_code text collate "C" not null,
  -- domain/canteens/menu.ts: name, kind, contents, cautions, textures.
  dishes jsonb not null,
  kept_by uuid references accounts,
  kept_at timestamptz not null,
  primary key (county_code, canteen_id, day, meal),
  foreign key (county_code, canteen_id) references canteens,
  check (county_code = left(region_code, 6))
);

-- How many were cooked for, said before the cooking: what was planned stays beside what was eaten.
create table head_counts (
  county_code text collate "C" not null,
  canteen_id uuid not null,
  day date not null,
  meal text not null check (meal in ('lunch', 'supper')),
  region_code text collate "C" not null,
  portions int not null check (portions between 0 and 1000),
  boxes int not null check (boxes between 0 and 1000),
  confirmed_by uuid references accounts,
  confirmed_at timestamptz not null,
  primary key (county_code, canteen_id, day, meal),
  foreign key (county_code, canteen_id) references canteens,
  check (county_code = left(region_code, 6))
);

-- Printed with a check digit (domain/canteens/card.ts); the number says nothing of the person.
create table meal_cards (
  county_code text collate "C" not null,
  serial int generated always as identity (maxvalue 9999999),
  region_code text collate "C" not null,
  elder_id uuid not null,
  issued_on date not null,
  issued_by uuid references accounts,
  ended_on date,
  primary key (county_code, serial),
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6))
);
create unique index meal_cards_elder on meal_cards (county_code, elder_id) where ended_on is null;

-- The biggest table of all: a row is a meal eaten or handed over, written once. See docs/decisions/0039.
create table meal_servings (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  canteen_id uuid not null,
  day date not null,
  meal text not null check (meal in ('lunch', 'supper')),
  -- Null: a guest.
  elder_id uuid,
  extra_id uuid,
  portions smallint not null default 1 check (portions between 1 and 50),
  way text not null check (way in ('dineIn', 'delivered')),
  known_by text not null check (known_by in ('byCard', 'byNameList', 'byTickList', 'atTheDoor', 'fromPaper')),
  handed_to text check (handed_to in ('toHerself', 'toFamily', 'toNeighbour', 'leftAtDoor')),
  served_at timestamptz not null,
  recorded_by uuid references accounts,
  device_id uuid,
  received_at timestamptz not null,
  lon double precision,
  lat double precision,
  undone_at timestamptz,
  undone_by uuid references accounts,
  undo_reason text,
  primary key (county_code, id),
  foreign key (county_code, canteen_id) references canteens,
  foreign key (county_code, elder_id) references elders,
  foreign key (county_code, extra_id) references meal_extras,
  check (county_code = left(region_code, 6)),
  check (num_nonnulls(elder_id, extra_id) >= 1),
  check ((undone_at is null) = (undo_reason is null))
);
-- A person eats one lunch a day, wherever and however often it is told.
create unique index meal_servings_once on meal_servings (county_code, elder_id, day, meal)
  where undone_at is null and elder_id is not null;
create unique index meal_servings_guest on meal_servings (county_code, extra_id) where undone_at is null and elder_id is null;
create index meal_servings_day on meal_servings (county_code, canteen_id, day, meal);

-- A box that came back: nobody there, or not wanted. Never a meal, often a sign.
create table meal_misses (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  canteen_id uuid not null,
  day date not null,
  meal text not null check (meal in ('lunch', 'supper')),
  elder_id uuid not null,
  reason text not null check (reason in ('nobodyHome', 'boxRefused', 'wayBlocked')),
  note text,
  missed_at timestamptz not null,
  recorded_by uuid references accounts,
  device_id uuid,
  received_at timestamptz not null,
  lon double precision,
  lat double precision,
  primary key (county_code, id),
  foreign key (county_code, canteen_id) references canteens,
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6))
);
create index meal_misses_day on meal_misses (county_code, canteen_id, day, meal);
create index meal_misses_elder on meal_misses (county_code, elder_id, day desc);

select guard_by_area('canteens');
select guard_by_area('canteen_states');
select guard_by_area('canteen_openings');
select guard_by_area('canteen_closures');
select guard_by_area('canteen_papers');
select guard_by_area('canteen_staff');
select guard_by_area('elder_diets');
select guard_by_area('meal_regulars');
select guard_by_area('meal_absences');
select guard_by_area('meal_extras');
select guard_by_area('menu_meals');
select guard_by_area('head_counts');
select guard_by_area('meal_cards');
select guard_by_area('meal_servings');
select guard_by_area('meal_misses');
grant select, insert, update on canteens, canteen_openings, canteen_closures, canteen_papers, canteen_staff,
  elder_diets, meal_regulars, meal_absences, meal_extras, menu_meals, head_counts, meal_cards to wanqing_app;
grant select, insert on canteen_states, meal_misses to wanqing_app;
grant select, insert, update (undone_at, undone_by, undo_reason) on meal_servings to wanqing_app;
