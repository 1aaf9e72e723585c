-- A county's board adds up its townships' months and not ten thousand cases; and what stands open, late or owes a
-- look is kept too: a province has thirty thousand of them, and they were counted at every look.

delete from aid_case_months;
alter table aid_case_months add column part text collate "C" not null,
  drop constraint aid_case_months_pkey,
  add primary key (county_code, month, part, level),
  -- Empty for the county as a whole, the first nine digits of a township's code for what lies in it.
  add check (part = '' or part like county_code || '___');
create index aid_case_months_whole on aid_case_months (county_code, month) where part = '';

-- What stood in a township when its county was last counted.
create table aid_case_standings (
  county_code text collate "C" not null,
  part text collate "C" not null check (part like county_code || '___'),
  level text not null check (level in ('p0', 'p1', 'p2', 'p3')),
  region_code text collate "C" not null,
  open int not null,
  -- Overdue at counted_at; a board adds the few that have come due since.
  overdue int not null,
  recheck_owed int not null,
  counted_at timestamptz not null,
  primary key (county_code, part, level),
  check (county_code = left(region_code, 6))
);
select guard_by_area('aid_case_standings');
grant select on aid_case_standings to wanqing_app;

-- A case that moves in any figure of a board is noted: also one that was opened as before but comes due at another
-- time, owes a look no more, or lives elsewhere now.
create or replace function note_case_months() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    insert into aid_case_changes (county_code, month, region_code)
    select distinct county_code, to_char(happened at time zone 'Asia/Shanghai', 'YYYY-MM'), county_code || '000000'
    from after_rows cross join lateral (values (opened_at), (ended_at)) as moment (happened)
    where happened is not null;
  else
    insert into aid_case_changes (county_code, month, region_code)
    select distinct a.county_code, to_char(happened at time zone 'Asia/Shanghai', 'YYYY-MM'),
      a.county_code || '000000'
    from after_rows a join before_rows b on b.county_code = a.county_code and b.id = a.id
    cross join lateral (values (a.opened_at), (a.ended_at), (b.opened_at), (b.ended_at)) as moment (happened)
    where happened is not null
      and (a.opened_at, a.ended_at, a.ending, a.level, a.repeat_of, a.region_code, a.due_at, a.recheck_owed,
        a.stage in ('closed', 'rejected', 'joined'))
      is distinct from (b.opened_at, b.ended_at, b.ending, b.level, b.repeat_of, b.region_code, b.due_at,
        b.recheck_owed, b.stage in ('closed', 'rejected', 'joined'));
  end if;
  return null;
end $$;

-- A case that is deleted (an import taken back takes its elders' cases along) is in no figure any more.
create function note_case_gone() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  insert into aid_case_changes (county_code, month, region_code)
  select distinct county_code, to_char(happened at time zone 'Asia/Shanghai', 'YYYY-MM'), county_code || '000000'
  from before_rows cross join lateral (values (opened_at), (ended_at)) as moment (happened)
  where happened is not null;
  return null;
end $$;
create trigger aid_cases_gone_noted after delete on aid_cases
  referencing old table as before_rows for each statement execute function note_case_gone();

insert into aid_case_changes (county_code, month, region_code)
select distinct county_code, to_char(happened at time zone 'Asia/Shanghai', 'YYYY-MM'), county_code || '000000'
from aid_cases cross join lateral (values (opened_at), (ended_at)) as moment (happened)
where happened is not null;

-- What has come due since a county was counted; and the counties, without reading every village of the province.
create index aid_cases_county_due on aid_cases (county_code, due_at) include (region_code, level)
  where stage not in ('closed', 'rejected', 'joined');
create index regions_counties on regions (code) where level = 'county';
