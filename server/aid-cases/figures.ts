// What was opened and what was solved within some days: from the months that are counted, and from the cases
// themselves where nothing is counted or something has happened since.
import { type RawBuilder, sql } from 'kysely'
import { type AidCaseLevel, leftOutEndings, solvedEndings } from '../../domain/aid-cases/aid-case.ts'
import type { CaseFigures } from '../../domain/aid-cases/board-api.ts'
import { type HoursTaken, hoursTaken } from '../../domain/aid-cases/median.ts'
import { type PeriodParts, partsOfPeriod } from '../../domain/aid-cases/period.ts'
import { areaOf, childLevelOf, levelOf } from '../../domain/kernel/area.ts'
import { addDays, type Day, startOfDay } from '../../domain/kernel/day.ts'
import type { Context } from '../kernel/context.ts'

/** One line for each level in each part; `part` is the beginning of the part's code. */
export type Counted = Partial<CaseFigures> & { level: AidCaseLevel; part: string }

/** Of one level in one part: figures of the period, and the hours that cases solved in it have taken. */
export type PeriodLine = Counted & { taken: HoursTaken }

/** Digits of a code that tell the regions one level down apart. */
const digitsOfChild = { prefecture: 4, county: 6, township: 9, village: 12 } as const

export function digitsOf(regionCode: string): number {
  const child = childLevelOf(levelOf(regionCode))
  return child && child !== 'province' ? digitsOfChild[child] : 12
}

/** Months and what stands are counted for counties and townships; a board of villages asks the cases. */
export const isCounted = (regionCode: string) =>
  ['province', 'prefecture', 'county'].includes(levelOf(regionCode))

export const isAboveCounty = (regionCode: string) => ['province', 'prefecture'].includes(levelOf(regionCode))

const isLeftOut = sql`c.ending = any(${[...leftOutEndings]})`
const isSolved = sql`c.ending = any(${[...solvedEndings]})`

/**
 * Cases of the stretches of time of a table `asked` (county_code, starts_at, ends_at, key), one row for each time a
 * case was opened or solved in one. Fenced by "offset 0": joined openly, all cases are read for a few days.
 */
export const happenedIn = (asked: RawBuilder<unknown>, where = sql`true`) => sql`
  select asked.county_code, asked.key, one.* from ${asked} asked cross join lateral (
    select c.region_code, c.level, 1 as opened, (${isLeftOut})::int as left_out, (${isSolved})::int as solved,
      (c.repeat_of is not null)::int as repeated, null::int as hours
    from aid_cases c
    where c.county_code = asked.county_code and c.opened_at >= asked.starts_at and c.opened_at < asked.ends_at
      and ${where}
    union all
    select c.region_code, c.level, 0, 0, 0, 0, floor(extract(epoch from c.ended_at - c.opened_at)::float8 / 3600)::int
    from aid_cases c
    where c.county_code = asked.county_code and c.ended_at >= asked.starts_at and c.ended_at < asked.ends_at
      and ${isSolved} and ${where}
    offset 0
  ) one`

/** Nulls of an ending that has not come are no ending: sums of them count nothing. */
export const figures = sql`coalesce(sum(opened), 0)::int as opened, coalesce(sum(left_out), 0)::int as left_out,
  coalesce(sum(solved), 0)::int as solved, coalesce(sum(repeated), 0)::int as repeated`

/** Whole hours of the cases solved, four hexadecimal digits each; in order only where two writings are compared. */
const written = (order: RawBuilder<unknown>) => sql`coalesce(
  string_agg(lpad(to_hex(least(hours, 65535)), 4, '0'), '' ${order}) filter (where hours is not null), '')`
export const hoursWritten = written(sql`order by hours`)

function hoursFrom(written: string): Uint16Array {
  const bytes = Buffer.from(written, 'hex')
  const hours = new Uint16Array(bytes.length / 2)
  for (let at = 0; at < hours.length; at++) hours[at] = bytes.readUInt16BE(at * 2)
  return hours
}

/** The instants a month begins and ends in Shanghai. */
export const monthStarts = (month: RawBuilder<unknown>) =>
  sql`((${month} || '-01')::date::timestamp at time zone 'Asia/Shanghai')`
export const monthEnds = (month: RawBuilder<unknown>) =>
  sql`(((${month} || '-01')::date + interval '1 month') at time zone 'Asia/Shanghai')`

/** In one statement, so that a county counted this moment is neither left out nor taken twice. */
export async function figuresOfPeriod(
  context: Context,
  regionCode: string,
  from: Day,
  to: Day,
): Promise<PeriodLine[]> {
  const area = areaOf(regionCode)
  const parts: PeriodParts = isCounted(regionCode)
    ? partsOfPeriod(from, to, context.today)
    : { whole: null, rest: [{ from, to }] }
  const stretches = parts.rest.map(one => ({
    starts: startOfDay(one.from).toISOString(),
    ends: startOfDay(addDays(one.to, 1)).toISOString(),
  }))
  const counties = isAboveCounty(regionCode)
    ? sql`select left(code, 6) as code from regions
        where level = 'county' and code >= ${area.from} and code <= ${area.to}`
    : sql`select ${regionCode.slice(0, 6)} as code`
  const inMonths = sql`m.county_code >= ${area.from.slice(0, 6)} and m.county_code <= ${area.to.slice(0, 6)}
    and m.month >= ${parts.whole?.from ?? ''} and m.month <= ${parts.whole?.to ?? ''}`
  const ofGrain = isAboveCounty(regionCode) ? sql`m.part = ''` : sql`m.part <> ''`
  const digits = digitsOf(regionCode)
  const { rows } = await sql<Counted & { hours: string }>`
    with changed as materialized (
      select distinct m.county_code, m.month from aid_case_changes m where ${inMonths}
    ), asked as materialized (
      select county.code as county_code, stretch.starts as starts_at, stretch.ends as ends_at, null as key
      from (${counties}) county
      cross join jsonb_to_recordset(${JSON.stringify(stretches)}::jsonb) as stretch (starts timestamptz, ends timestamptz)
      union all
      select county_code, ${monthStarts(sql`month`)}, ${monthEnds(sql`month`)}, null from changed
    )
    select left(m.region_code, ${digits}) as part, level, ${figures}, string_agg(m.hours, '') as hours
    from aid_case_months m
    where ${inMonths} and ${ofGrain} and not exists (
      select from changed where changed.county_code = m.county_code and changed.month = m.month)
    group by 1, 2
    union all
    select left(region_code, ${digits}), level, ${figures}, ${written(sql``)}
    from (${happenedIn(sql`asked`, sql`c.region_code >= ${area.from} and c.region_code <= ${area.to}`)}) happened
    group by 1, 2`.execute(context.tx)
  return rows.map(({ hours, ...line }) => ({ ...line, taken: hoursTaken(hoursFrom(hours)) }))
}
