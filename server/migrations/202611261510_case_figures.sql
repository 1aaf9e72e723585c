-- Figures of cases by county and month, so that a province's board adds up some thousand rows and not all its cases.

-- What was opened in a month, by how it stands now; and what was solved in it, with the whole hours each took.
create table aid_case_months (
  county_code text collate "C" not null,
  month text collate "C" not null check (month ~ '^\d{4}-\d\d$'),
  level text not null check (level in ('p0', 'p1', 'p2', 'p3')),
  region_code text collate "C" not null,
  opened int not null,
  left_out int not null,
  solved int not null,
  repeated int not null,
  -- Four hexadecimal digits a case, sorted, so that the texts of many rows are joined to one and read at once: as
  -- numbers, half of a province's answer went into reading them. More than seven years are written as seven.
  hours text not null,
  primary key (county_code, month, level),
  check (county_code = left(region_code, 6))
);
select guard_by_area('aid_case_months');
grant select on aid_case_months to wanqing_app;

-- County and month of a case that was opened, ended or taken up again since they were counted: until a job has
-- counted them a board asks the cases themselves.
create table aid_case_changes (
  county_code text collate "C" not null,
  id bigint generated always as identity,
  month text collate "C" not null,
  region_code text collate "C" not null,
  primary key (county_code, id),
  check (county_code = left(region_code, 6))
);
select guard_by_area('aid_case_changes');
grant select on aid_case_changes to wanqing_app;

-- By the database and not by the nine places that move cases: a forgotten note is a board that is wrong for ever.
-- With the owner's rights, for notes and figures are nobody's to write.
create function note_case_months() returns trigger language plpgsql security definer
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
    where happened is not null and (a.opened_at, a.ended_at, a.ending, a.level, a.repeat_of)
      is distinct from (b.opened_at, b.ended_at, b.ending, b.level, b.repeat_of);
  end if;
  return null;
end $$;
create trigger aid_cases_opened_noted after insert on aid_cases
  referencing new table as after_rows for each statement execute function note_case_months();
create trigger aid_cases_moved_noted after update on aid_cases
  referencing old table as before_rows new table as after_rows for each statement
  execute function note_case_months();

-- What there is waits to be counted.
insert into aid_case_changes (county_code, month, region_code)
select distinct county_code, to_char(happened at time zone 'Asia/Shanghai', 'YYYY-MM'), county_code || '000000'
from aid_cases cross join lateral (values (opened_at), (ended_at)) as moment (happened)
where happened is not null;

-- A county's cases of some days, and what stands open or owes a look, without touching the cases themselves.
create index aid_cases_county_opened on aid_cases (county_code, opened_at)
  include (region_code, level, ending, repeat_of);
create index aid_cases_county_ended on aid_cases (county_code, ended_at)
  include (region_code, level, ending, opened_at) where ended_at is not null;
drop index aid_cases_open, aid_cases_owed;
create index aid_cases_open on aid_cases (county_code, region_code, level, opened_at) include (due_at)
  where stage not in ('closed', 'rejected', 'joined');
create index aid_cases_owed on aid_cases (county_code, region_code) include (level) where recheck_owed;
