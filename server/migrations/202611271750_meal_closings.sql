-- One act that closes a month of all canteens of a county or township: asked for, worked on by a job, read canteen by
-- canteen. What a closed month holds stays in meal_closes, whoever closed it.

create table meal_closings (
  county_code text collate "C" not null,
  id uuid not null,
  -- The county or township whose canteens are closed.
  region_code text collate "C" not null references regions,
  month text collate "C" not null,
  state text not null check (state in ('closingWaits', 'closingNow', 'closingDone')),
  leave_hinted boolean not null,
  asked_by uuid references accounts,
  asked_at timestamptz not null,
  done_at timestamptz,
  -- Known once the job has looked.
  canteens int not null default 0,
  primary key (county_code, id),
  check (county_code = left(region_code, 6)),
  check ((done_at is not null) = (state = 'closingDone'))
);
create index meal_closings_newest on meal_closings (county_code, asked_at desc, id desc);
-- One at a time in a county.
create unique index meal_closings_waiting on meal_closings (county_code) where state <> 'closingDone';

create table meal_closing_lines (
  county_code text collate "C" not null,
  closing_id uuid not null,
  region_code text collate "C" not null,
  canteen_id uuid not null,
  outcome text not null check (outcome in ('closedNow', 'closedBefore', 'waitsForEarlier', 'withoutPriceRule',
    'nothingToClose', 'leftOpen', 'closeRefused')),
  says text,
  primary key (county_code, closing_id, region_code, canteen_id),
  foreign key (county_code, closing_id) references meal_closings,
  foreign key (county_code, canteen_id) references canteens,
  check (county_code = left(region_code, 6))
);

select guard_by_area('meal_closings');
select guard_by_area('meal_closing_lines');
grant select, insert on meal_closings to wanqing_app;
grant select on meal_closing_lines to wanqing_app;
