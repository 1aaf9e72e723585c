-- What a kitchen bought is proposed to the book of the canteen as spending; a person confirms it or says it is there.
alter table meal_entries
  add column purchase_id uuid,
  add constraint meal_entries_purchase_fkey foreign key (county_code, purchase_id) references food_purchases;
create unique index meal_entries_purchase on meal_entries (county_code, purchase_id)
  where purchase_id is not null and cancelled_at is null;

create table meal_purchases_passed (
  county_code text collate "C" not null,
  purchase_id uuid not null,
  region_code text collate "C" not null,
  canteen_id uuid not null,
  passed_by uuid references accounts,
  passed_at timestamptz not null,
  primary key (county_code, purchase_id),
  foreign key (county_code, purchase_id) references food_purchases,
  foreign key (county_code, canteen_id) references canteens,
  check (county_code = left(region_code, 6))
);
select guard_by_area('meal_purchases_passed');
grant select, insert on meal_purchases_passed to wanqing_app;
