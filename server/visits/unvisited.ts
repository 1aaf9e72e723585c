// The list behind the monthly visit rate: elders of D(m) without a visit that counts (domain.md §1.7).
import { type RawBuilder, sql } from 'kysely'
import { areaOf, levelOf } from '../../domain/kernel/area.ts'
import { addDays, firstDayOf, lastDayOf, type Month } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { visitApi } from '../../domain/visits/api.ts'
import { notReachedReasons } from '../../domain/visits/visit.ts'
import { elderRows } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'

type Operation = (typeof visitApi)['visit.unvisited']
type Input = InputOf<Operation>

interface Found {
  countyCode: string
  id: string
  regionCode: string
  visitorName: string | null
  lastResult: 'met' | 'notReached' | 'refused' | null
  lastReason: keyof typeof notReachedReasons.words | null
  tries: number
}

export async function listUnvisited(context: Context, input: Input): Promise<OutputOf<Operation>> {
  const { month, regionCode, limit, after } = input
  const { tx } = context
  const unvisited = unvisitedIn(context, regionCode, month)
  const counted = await sql<{ total: number }>`select count(*) as total ${unvisited}`.execute(tx)
  const { regionCode: fromRegion, id: fromId } = cursorFrom(after)
  const found = await sql<Found>`
    select e.county_code, e.id, e.region_code, visitor.name as visitor_name, tried.tries,
      tried.last_result, tried.last_reason
    ${unvisited} and (e.region_code, e.id) > (${fromRegion}, ${fromId}::uuid)
    order by e.region_code, e.id limit ${limit + 1}`.execute(tx)
  const page = found.rows.slice(0, limit)
  const rows = await elderRows(context, page)
  const last = found.rows.length > limit ? page.at(-1) : undefined
  const known = new Map(page.map(one => [one.id, one]))
  return {
    rows: rows.map(row => {
      const one = known.get(row.id)
      return { ...row, visitorName: one?.visitorName ?? null, why: whyUnvisited(one) }
    }),
    next: last ? `${last.regionCode} ${last.id}` : null,
    total: counted.rows[0]?.total ?? 0,
  }
}

function cursorFrom(after: string | undefined): { regionCode: string; id: string } {
  if (after === undefined) return { regionCode: '', id: '00000000-0000-0000-0000-000000000000' }
  const match = /^(\d{12}) ([0-9a-f-]{36})$/.exec(after)
  if (!match) throw new Refused('invalid', '翻页位置不对，请回到第一页重试。')
  return { regionCode: match[1] ?? '', id: match[2] ?? '' }
}

/** What the officer reads beside the name, so that she knows whom to call. */
function whyUnvisited(one: Found | undefined): string {
  if (!one || one.tries === 0) return one?.visitorName ? '本月还没有探访' : '本月还没有探访，也没有分配探访员'
  const times = `本月去过 ${one.tries} 次`
  if (one.lastResult === 'refused') return `${times}，老人谢绝`
  if (one.lastResult === 'notReached' && one.lastReason)
    return `${times}，未见到：${notReachedReasons.words[one.lastReason]}`
  return `${times}，记录不完整，不算有效探访`
}

/** `from … where …` of the elders a month still owes a visit; `e` is the elder. */
function unvisitedIn(context: Context, regionCode: string, month: Month): RawBuilder<unknown> {
  const first = firstDayOf(month)
  const last = lastDayOf(month)
  const area = areaOf(regionCode)
  const inOneCounty = !['province', 'prefecture'].includes(levelOf(regionCode))
  const veryOldAge = context.setting('elder.veryOldAge', regionCode)
  // Old enough on the last day: born on it, so many years before, or earlier.
  const bornBy = `${Number(last.slice(0, 4)) - veryOldAge}${last.slice(4) === '-02-29' ? '-02-28' : last.slice(4)}`
  const newcomerDay = context.setting('visitRate.newcomerDay', regionCode)
  const enteredBy = [addDays(first, newcomerDay - 1), last].sort()[0] ?? last
  return sql`
    from elders e
    left join visitor_assignments a on a.county_code = e.county_code and a.elder_id = e.id and a.valid_to is null
    left join accounts visitor on visitor.id = a.account_id
    cross join lateral (
      select count(*) as tries, bool_or(v.counts_for_rate) as counted,
        (array_agg(v.result order by v.started_at desc))[1] as last_result,
        (array_agg(v.not_reached_reason order by v.started_at desc))[1] as last_reason
      from visits v where v.county_code = e.county_code and v.elder_id = e.id
        and v.visited_on between ${first} and ${last}
    ) tried
    where e.region_code between ${area.from} and ${area.to}
      ${inOneCounty ? sql`and e.county_code = ${regionCode.slice(0, 6)}` : sql``}
      and e.registered_on <= ${enteredBy} and (e.ended_on is null or e.ended_on > ${last})
      and (e.born_on <= ${bornBy} or exists (
        select from elder_memberships m where m.county_code = e.county_code and m.elder_id = e.id
          and m.valid_from <= ${last} and (m.valid_to is null or m.valid_to >= ${last})))
      and not exists (
        select from elder_absences b where b.county_code = e.county_code and b.elder_id = e.id and (
          (b.kind in ('institution', 'hospital') and b.valid_from <= ${first}
            and (b.valid_to is null or b.valid_to >= ${last}))
          or (b.kind = 'refusal' and b.valid_from <= ${last} and (b.valid_to is null or b.valid_to >= ${last}))))
      and tried.counted is not true`
}
