-- Who is on duty at a village, township, county or the province, and who stands in for whoever is away.

create table duty_shifts (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  account_id uuid not null references accounts,
  duty_on date not null,
  -- Minutes since midnight of that day; past 1440 the shift goes on into the next.
  from_minute int not null,
  to_minute int not null,
  made_by uuid not null references accounts,
  made_at timestamptz not null,
  removed_by uuid references accounts,
  removed_at timestamptz,
  primary key (county_code, id),
  check (county_code = left(region_code, 6)),
  check (from_minute >= 0 and from_minute < 1440 and to_minute > from_minute and to_minute <= 2880)
);
create index duty_shifts_place on duty_shifts (county_code, region_code, duty_on) where removed_at is null;

create table duty_leaves (
  county_code text collate "C" not null,
  id uuid not null,
  -- Where the person who is away has the post.
  region_code text collate "C" not null,
  account_id uuid not null references accounts,
  from_on date not null,
  to_on date not null,
  stand_in_id uuid references accounts,
  reason text,
  made_by uuid not null references accounts,
  made_at timestamptz not null,
  removed_by uuid references accounts,
  removed_at timestamptz,
  primary key (county_code, id),
  check (county_code = left(region_code, 6)),
  check (to_on >= from_on)
);
create index duty_leaves_place on duty_leaves (county_code, region_code, to_on) where removed_at is null;

select guard_by_area('duty_shifts');
select guard_by_area('duty_leaves');
grant select, insert, update on duty_shifts to wanqing_app;
grant select, insert, update on duty_leaves to wanqing_app;

/*
  A visitor in a village opens a case that the township's officer on duty must take, whose roster lies outside the
  visitor's area. These two say who and when and nothing else: no reason for an absence passes this door.
*/
create function shifts_at(places text[], on_day date)
returns table (region_code text, account_id uuid, duty_on date, from_minute int, to_minute int)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.region_code, s.account_id, s.duty_on, s.from_minute, s.to_minute from duty_shifts s
  where s.county_code = any(array(select distinct left(place, 6) from unnest(places) place))
    and s.region_code = any(places) and s.duty_on between on_day - 1 and on_day and s.removed_at is null
  order by s.duty_on desc, s.from_minute desc, s.id
$$;
create function leaves_at(places text[], on_day date)
returns table (account_id uuid, from_on date, to_on date, stand_in_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select l.account_id, l.from_on, l.to_on, l.stand_in_id from duty_leaves l
  where l.county_code = any(array(select distinct left(place, 6) from unnest(places) place))
    and l.region_code = any(places) and on_day between l.from_on and l.to_on and l.removed_at is null
  order by l.made_at desc, l.id
$$;
revoke execute on function shifts_at(text[], date), leaves_at(text[], date) from public;
grant execute on function shifts_at(text[], date), leaves_at(text[], date) to wanqing_app;
