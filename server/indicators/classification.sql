-- One row for each elder and asked month, with everything a figure asks about them. Counting and listing both
-- stand on these rows, so a number and the list behind it cannot disagree (domain.md §1.7).
-- $1: villages or ranges of villages, each with a month, its days and the county's rules (asked.ts).
asked as (
  select * from jsonb_to_recordset($1::jsonb) as asked (
    county_code text collate "C", from_code text collate "C", to_code text collate "C", month text collate "C",
    first_day date, counted_on date, starts_at timestamptz, ends_at timestamptz,
    very_old_by date, newcomer_after date, absent_before date, child_contact_since date)
),
known as (
  select asked.month, e.county_code, e.region_code, e.id, e.household_id,
    e.registered_on <= asked.counted_on and (e.ended_on is null or e.ended_on > asked.counted_on) as on_record,
    e.registered_on > asked.newcomer_after as is_newcomer,
    coalesce(e.born_on <= asked.very_old_by, false) as is_very_old,
    coalesce(membership.groups, '{}') as groups,
    -- Two stays that follow each other cover a month together, so the days are joined before they are compared.
    coalesce(absence.institution @> daterange(asked.first_day, asked.counted_on, '[]'), false) as in_institution,
    coalesce(absence.elsewhere @> daterange(asked.first_day, asked.counted_on, '[]'), false) as in_care,
    coalesce(absence.long_away, false) as long_away,
    coalesce(absence.refuses, false) as refuses,
    e.citizen_number_sealed is null or e.number_kind in ('temporary', 'none') or e.born_on is null
      as is_incomplete,
    e.updated_at < asked.ends_at - interval '1 year'
      and coalesce(latest.visited_on < asked.counted_on - interval '1 year', true)
      and coalesce(e.confirmed_on < asked.counted_on - interval '1 year', true) as is_unconfirmed,
    latest.worst as latest_worst,
    coalesce(latest.needs, '{}') as latest_needs,
    latest.worst is null as is_never_visited,
    coalesce(monthly.counts, false) as is_visited,
    monthly.recorded as visits_recorded, monthly.at_home as visits_at_home,
    monthly.not_reached as visits_not_reached, monthly.met as visits_met,
    coalesce(monthly.missed_because, '{}') as missed_because,
    children.last_contact_on < asked.child_contact_since as is_without_children,
    cases.opened as cases_opened, cases.closed as cases_closed, cases.open as cases_open
  from asked
  -- Fenced by "offset 0": joined openly, the planner reads all elders of the province for five villages.
  cross join lateral (
    select * from elders one
    where one.county_code = asked.county_code
      and one.region_code >= asked.from_code and one.region_code <= asked.to_code
      -- A merged record is nobody of its own: what it holds counts for the person, in past months too.
      and one.merged_into is null
    offset 0
  ) e
  left join lateral (
    select array_agg(m."group") as groups from elder_memberships m
    where m.county_code = e.county_code and m.elder_id = any(e.id || e.merged_ids)
      and m.valid_from <= asked.counted_on and (m.valid_to is null or m.valid_to >= asked.counted_on)
  ) membership on true
  left join lateral (
    select
      range_agg(daterange(a.valid_from, a.valid_to, '[]')) filter (where a.kind = 'institution') as institution,
      range_agg(daterange(a.valid_from, a.valid_to, '[]')) filter (where a.kind in ('institution', 'hospital'))
        as elsewhere,
      bool_or(a.kind = 'away' and a.valid_from <= asked.absent_before
        and (a.valid_to is null or a.valid_to >= asked.counted_on)) as long_away,
      bool_or(a.kind = 'refusal' and a.valid_from <= asked.counted_on
        and (a.valid_to is null or a.valid_to >= asked.counted_on)) as refuses
    from elder_absences a
    where a.county_code = e.county_code and a.elder_id = any(e.id || e.merged_ids)
  ) absence on true
  left join lateral (
    select newest.visited_on, newest.worst, newest.needs from (
      (select v.visited_on, v.worst, v.needs, v.ended_at, v.id from visits v
      where v.county_code = e.county_code and v.elder_id = e.id and v.visited_on <= asked.counted_on
        and v.result = 'met'
      order by v.visited_on desc, v.ended_at desc, v.id desc limit 1)
      union all
      -- Apart, so that the index gives nearly everybody's newest visit without sorting the others.
      (select v.visited_on, v.worst, v.needs, v.ended_at, v.id from visits v
      where e.merged_ids <> '{}' and v.county_code = e.county_code and v.elder_id = any(e.merged_ids)
        and v.visited_on <= asked.counted_on and v.result = 'met'
      order by v.visited_on desc, v.ended_at desc, v.id desc limit 1)
    ) newest
    order by newest.visited_on desc, newest.ended_at desc, newest.id desc limit 1
  ) latest on true
  left join lateral (
    select count(*) as recorded,
      count(*) filter (where v.method = 'home' and v.result = 'met') as at_home,
      count(*) filter (where v.result = 'notReached') as not_reached,
      count(*) filter (where v.result = 'met') as met,
      array_agg(v.not_reached_reason) filter (where v.result = 'notReached') as missed_because,
      bool_or(v.counts_for_rate) as counts
    from visits v
    where v.county_code = e.county_code and v.elder_id = any(e.id || e.merged_ids)
      and v.visited_on >= asked.first_day and v.visited_on <= asked.counted_on
  ) monthly on true
  left join lateral (
    -- The last time any child was heard of; null where nobody wrote such a day down, which proves nothing.
    select max(k.last_contact_on) as last_contact_on from elder_contacts k
    where k.county_code = e.county_code and k.elder_id = any(e.id || e.merged_ids)
      and k.kinship in ('son', 'daughter', 'child') and k.ended_on is null
  ) children on true
  left join lateral (
    select
      count(*) filter (where c.opened_at >= asked.starts_at and c.opened_at < asked.ends_at) as opened,
      -- A case that ended with its elder, was none after all or was merged was not solved by anyone.
      count(*) filter (where c.ending in ('closed', 'signOfLife') and c.ended_at >= asked.starts_at
        and c.ended_at < asked.ends_at) as closed,
      count(*) filter (where c.opened_at < asked.ends_at
        and (c.ended_at is null or c.ended_at >= asked.ends_at)) as open
    from aid_cases c
    where c.county_code = e.county_code and c.elder_id = any(e.id || e.merged_ids)
  ) cases on true
),
classified as (
  select *, on_record and (is_very_old or groups <> '{}') as in_scope,
    -- Each elder in scope stands in exactly one place, in this order.
    case
      when not on_record or not (is_very_old or groups <> '{}') then 'outOfScope'
      when in_institution then 'institution'
      when in_care then 'hospital'
      when long_away then 'away'
      when refuses then 'refusal'
      when is_newcomer then 'newcomer'
      else 'due'
    end as standing
  from known
)
