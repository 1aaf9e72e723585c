// Reads what the rule must know of many visitors' months at once: their visits, the homes, the evidence.
import { sql } from 'kysely'
import { addMonths, firstDayOf, lastDayOf, type Month } from '../../domain/kernel/day.ts'
import type { MonthFacts, Point, VisitFact } from '../../domain/visit-truth/facts.ts'
import type { VisitMethod, VisitResult } from '../../domain/visits/visit.ts'
import type { Transaction } from '../kernel/database.ts'

/** One visitor, one month; all of one county. */
export interface VisitorMonth {
  visitorId: string
  month: Month
}

/** A home is known from this many fixes of others, or of the months before. */
const fixesWanted = 3
const homeMonths = 6

interface FoundVisit {
  visitorId: string
  month: Month
  id: string
  elderId: string
  regionCode: string
  homeId: string
  dwelling: string | null
  method: VisitMethod
  result: VisitResult
  startedAt: string
  endedAt: string
  lon: number | null
  lat: number | null
  accuracyMeters: number | null
  answers: string
  lastMonthAnswers: string | null
  villageLon: number | null
  villageLat: number | null
  doorCode: VisitFact['doorCode']
  photoSharedWith: number
  calledBack: VisitFact['calledBack']
}

export interface FactsOfMonth extends MonthFacts {
  visitorId: string
  regionCodes: string[]
}

export async function factsOf(
  tx: Transaction,
  countyCode: string,
  wanted: readonly VisitorMonth[],
  today: string,
): Promise<FactsOfMonth[]> {
  const asked = JSON.stringify(
    wanted.map(({ visitorId, month }) => ({
      visitor_id: visitorId,
      month,
      first_day: firstDayOf(month),
      last_day: lastDayOf(month),
      month_before: firstDayOf(addMonths(month, -1)),
      homes_since: firstDayOf(addMonths(month, -homeMonths)),
    })),
  )
  const found = await visitsOf(tx, countyCode, asked)
  const homes = await homesOf(tx, countyCode, asked)
  const worries = await worriesOf(tx, countyCode, [...new Set(wanted.map(one => one.month))])
  const byKey = new Map<string, FoundVisit[]>()
  for (const visit of found) {
    const key = `${visit.visitorId} ${visit.month}`
    const list = byKey.get(key)
    if (list) list.push(visit)
    else byKey.set(key, [visit])
  }
  return [...byKey.values()].flatMap(visits => {
    const first = visits[0]
    if (!first) return []
    const { visitorId, month } = first
    const regionCodes = [...new Set(visits.map(visit => visit.regionCode))]
    return {
      visitorId,
      month,
      regionCodes,
      isOver: lastDayOf(month) < today,
      visits: visits.map(visit => factOf(visit, homes.get(`${visitorId} ${month} ${visit.homeId}`) ?? null)),
      others: othersIn(worries, month, visitorId, regionCodes),
    }
  })
}

function factOf(visit: FoundVisit, home: Point | null): VisitFact {
  const { lon, lat, accuracyMeters, villageLon, villageLat, dwelling, startedAt, endedAt, ...rest } = visit
  return {
    ...rest,
    isFlat: dwelling === 'flat',
    startedAt: Date.parse(startedAt),
    endedAt: Date.parse(endedAt),
    place: lon === null || lat === null ? null : { lon, lat, accuracyMeters: accuracyMeters ?? 0 },
    home,
    village: villageLon === null || villageLat === null ? null : { lon: villageLon, lat: villageLat },
  }
}

const askedRows = (asked: string) => sql`jsonb_to_recordset(${asked}::jsonb) as asked (
  visitor_id uuid, month text, first_day date, last_day date, month_before date, homes_since date)`

/** Fenced by "offset 0", so that each visitor's month is one walk along the index of visitors. */
async function visitsOf(tx: Transaction, countyCode: string, asked: string): Promise<FoundVisit[]> {
  const found = await sql<FoundVisit>`
    select asked.month, v.visitor_id, v.id, v.elder_id, v.region_code, e.household_id as home_id, h.dwelling,
      v.method, v.result, v.started_at, v.ended_at, v.lon, v.lat, v.accuracy_meters, v.answers,
      before.answers as last_month_answers, village.lon as village_lon, village.lat as village_lat,
      case when v.door_code is null then 'none'
        when exists (select from door_cards d where d.county_code = v.county_code and d.code = v.door_code
          and d.household_id = e.household_id and (d.ended_on is null or d.ended_on >= v.visited_on))
        then 'right' else 'wrong' end as door_code,
      case when v.attachment_ids = '{}' then 0 else (
        select count(distinct other.visit_id) from attachments mine
        join attachments other on other.county_code = mine.county_code
          and other.content_hash = mine.content_hash and other.visit_id <> mine.visit_id
        where mine.county_code = v.county_code and mine.visit_id = v.id and mine.kind = 'photo'
          and mine.completed_at is not null and other.completed_at is not null)
      end as photo_shared_with,
      coalesce((select case c.came when 'nobodyCame' then 'denied' when 'came' then 'confirmed' else 'none' end
        from call_backs c where c.county_code = v.county_code and c.visitor_id = v.visitor_id
          and c.visit_id = v.id and c.state = 'gotAnswer' order by c.called_at desc limit 1), 'none') as called_back
    from ${askedRows(asked)}
    cross join lateral (
      select * from visits one where one.county_code = ${countyCode} and one.visitor_id = asked.visitor_id
        and one.visited_on between asked.first_day and asked.last_day
      offset 0
    ) v
    join elders e on e.county_code = v.county_code and e.id = v.elder_id
    join households h on h.county_code = e.county_code and h.id = e.household_id
    left join regions village on village.code = v.region_code
    left join lateral (
      select b.answers from visits b where b.county_code = v.county_code and b.elder_id = v.elder_id
        and b.visited_on >= asked.month_before and b.visited_on < asked.first_day
        and b.result = 'met' and b.method = 'home'
      order by b.visited_on desc, b.ended_at desc, b.id limit 1
    ) before on true
    order by v.visitor_id, asked.month, v.started_at, v.id`.execute(tx)
  return found.rows
}

/** Where each home was found by others, or by her in the months before; the middle, so that one bad fix is nothing. */
async function homesOf(tx: Transaction, countyCode: string, asked: string): Promise<Map<string, Point>> {
  const found = await sql<Point & { visitorId: string; month: Month; householdId: string }>`
    with homes as (
      select distinct asked.visitor_id, asked.month, asked.first_day, asked.last_day, asked.homes_since,
        e.household_id
      from ${askedRows(asked)}
      cross join lateral (
        select * from visits one where one.county_code = ${countyCode} and one.visitor_id = asked.visitor_id
          and one.visited_on between asked.first_day and asked.last_day and one.lon is not null
        offset 0
      ) v
      join elders e on e.county_code = v.county_code and e.id = v.elder_id
    )
    select homes.visitor_id, homes.month, homes.household_id,
      percentile_cont(0.5) within group (order by v.lon) as lon,
      percentile_cont(0.5) within group (order by v.lat) as lat
    from homes
    join elders e on e.county_code = ${countyCode} and e.household_id = homes.household_id
    cross join lateral (
      select one.lon, one.lat from visits one
      where one.county_code = e.county_code and one.elder_id = e.id
        and one.visited_on between homes.homes_since and homes.last_day
        and (one.visitor_id <> homes.visitor_id or one.visited_on < homes.first_day)
        and one.method = 'home' and one.lon is not null and one.accuracy_meters <= 150
      offset 0
    ) v
    group by 1, 2, 3 having count(*) >= ${fixesWanted}`.execute(tx)
  return new Map(
    found.rows.map(({ visitorId, month, householdId, lon, lat }) => [
      `${visitorId} ${month} ${householdId}`,
      { lon, lat },
    ]),
  )
}

interface Worries {
  month: Month
  regionCode: string
  visitorId: string
  visits: number
  worries: number
}

/** What everybody found in every village of the county in these months; a county's month is one pass. */
async function worriesOf(
  tx: Transaction,
  countyCode: string,
  months: readonly Month[],
): Promise<Map<string, Worries[]>> {
  const found = await sql<Worries>`
    select asked.month, v.region_code, v.visitor_id, count(*) as visits,
      count(*) filter (where v.worst in ('attention', 'danger')) as worries
    from unnest(${[...months]}::text[], ${months.map(firstDayOf)}::date[], ${months.map(lastDayOf)}::date[])
      as asked (month, first_day, last_day)
    join visits v on v.county_code = ${countyCode}
      and v.visited_on between asked.first_day and asked.last_day and v.result = 'met' and v.method = 'home'
    group by 1, 2, 3`.execute(tx)
  const byVillage = new Map<string, Worries[]>()
  for (const row of found.rows) {
    const key = `${row.month} ${row.regionCode}`
    const list = byVillage.get(key)
    if (list) list.push(row)
    else byVillage.set(key, [row])
  }
  return byVillage
}

function othersIn(
  worries: ReadonlyMap<string, readonly Worries[]>,
  month: Month,
  visitorId: string,
  regionCodes: readonly string[],
): MonthFacts['others'] {
  const others = regionCodes
    .flatMap(code => worries.get(`${month} ${code}`) ?? [])
    .filter(row => row.visitorId !== visitorId)
  return {
    visits: others.reduce((sum, row) => sum + row.visits, 0),
    worries: others.reduce((sum, row) => sum + row.worries, 0),
  }
}
