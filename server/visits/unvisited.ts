// The list behind the monthly visit rate: whom the month still owes a visit, and why (domain.md §1.7).
import { sql } from 'kysely'
import { firstDayOf, lastDayOf, type Month } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { visitApi } from '../../domain/visits/api.ts'
import { notReachedReasons } from '../../domain/visits/not-met.ts'
import { type ElderKey, elderRows } from '../elders/elders.ts'
import { unvisitedElders } from '../indicators/indicators.ts'
import type { Context } from '../kernel/context.ts'

type Operation = (typeof visitApi)['visit.unvisited']

export async function listUnvisited(
  context: Context,
  { regionCode, month, limit, after }: InputOf<Operation>,
): Promise<OutputOf<Operation>> {
  const place = placeFrom(after)
  const { keys, next, total } = await unvisitedElders(context, { regionCode, month, limit, after: place })
  const rows = await elderRows(context, keys)
  const tries = await triesOf(context, keys, month)
  return {
    rows: rows.map(row => {
      const tried = tries.get(row.id)
      return { ...row, visitorName: tried?.visitorName ?? null, why: whyUnvisited(tried) }
    }),
    next: next && `${next.regionCode} ${next.id}`,
    total,
  }
}

function placeFrom(after: string | undefined): { regionCode: string; id: string } | null {
  if (after === undefined) return null
  const match = /^(\d{12}) ([0-9a-f-]{36})$/.exec(after)
  if (!match) throw new Refused('invalid', '翻页位置已失效，请回到第一页重新查看。')
  return { regionCode: match[1] ?? '', id: match[2] ?? '' }
}

interface Tried {
  id: string
  visitorName: string | null
  tries: number
  lastResult: 'met' | 'notReached' | 'refused' | null
  lastReason: keyof typeof notReachedReasons.words | null
}

/** The month's visits that did not count, and who looks after each elder. */
async function triesOf(
  { tx }: Context,
  keys: readonly ElderKey[],
  month: Month,
): Promise<Map<string, Tried>> {
  if (keys.length === 0) return new Map()
  const found = await sql<Tried>`
    select wanted.id, visitor.name as visitor_name, count(v.id) as tries,
      (array_agg(v.result order by v.started_at desc))[1] as last_result,
      (array_agg(v.not_reached_reason order by v.started_at desc))[1] as last_reason
    from unnest(${keys.map(key => key.countyCode)}::text[], ${keys.map(key => key.id)}::uuid[])
      as wanted (county_code, id)
    left join visitor_assignments a
      on a.county_code = wanted.county_code and a.elder_id = wanted.id and a.valid_to is null
    left join accounts visitor on visitor.id = a.account_id
    join elders e on e.county_code = wanted.county_code and e.id = wanted.id
    left join visits v on v.county_code = e.county_code and v.elder_id = any(e.id || e.merged_ids)
      and v.visited_on between ${firstDayOf(month)} and ${lastDayOf(month)}
    group by wanted.id, visitor.name`.execute(tx)
  return new Map(found.rows.map(row => [row.id, row]))
}

/** What the officer reads beside the name, so that she knows whom to call. */
function whyUnvisited(tried: Tried | undefined): string {
  if (!tried?.tries) return tried?.visitorName ? '当月还没有探访' : '当月还没有探访，也没有分配探访员'
  const times = `当月去过 ${tried.tries} 次`
  if (tried.lastResult === 'refused') return `${times}，老人谢绝`
  if (tried.lastResult === 'notReached' && tried.lastReason)
    return `${times}，未见到：${notReachedReasons.words[tried.lastReason]}`
  return `${times}，记录不完整或仅有远程监测，不算有效探访`
}
