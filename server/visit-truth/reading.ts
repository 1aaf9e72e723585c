// Scores as officers and the visitor herself read them: a region's list, one visitor's month, one's own.
import { sql } from 'kysely'
import { areaOf } from '../../domain/kernel/area.ts'
import { addMonths, firstDayOf, lastDayOf, type Month } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { visitTruthApi } from '../../domain/visit-truth/api.ts'
import type { TruthReason, TruthStage } from '../../domain/visit-truth/signs.ts'
import { reasonWords } from '../../domain/visit-truth/words.ts'
import { namesOf } from '../accounts/accounts.ts'
import type { Context } from '../kernel/context.ts'
import { regionNamesOf } from '../regions/regions.ts'
import { notesOf } from './notes.ts'

type Table = typeof visitTruthApi

interface FoundTruth {
  countyCode: string
  visitorId: string
  month: Month
  regionCode: string
  visits: number
  score: number
  stage: TruthStage
  reasons: TruthReason[]
  trend: { month: Month; score: number; visits: number }[]
  coached: boolean
  answered: boolean
}

const trendMonths = 6

const said = (kind: 'coached' | 'explained') => sql`exists (select from visit_truth_notes n
  where n.county_code = t.county_code and n.visitor_id = t.visitor_id and n.month = t.month
    and n.kind = ${kind})`

const columns = (month: Month) => sql`t.county_code, t.visitor_id, t.month, t.region_code, t.visits, t.score,
  t.stage, t.reasons, ${said('coached')} as coached, ${said('explained')} as answered,
  (select coalesce(jsonb_agg(jsonb_build_object('month', old.month, 'score', old.score, 'visits', old.visits)
      order by old.month), '[]') from visit_truths old
    where old.county_code = t.county_code and old.visitor_id = t.visitor_id
      and old.month > ${addMonths(month, -trendMonths)} and old.month <= ${month}) as trend`

export async function listTruths(
  context: Context,
  { regionCode, month, stage, limit, after }: InputOf<Table['visitTruth.list']>,
): Promise<OutputOf<Table['visitTruth.list']>> {
  const area = areaOf(regionCode)
  const place = placeFrom(after)
  const found = await sql<FoundTruth>`
    select ${columns(month)} from visit_truths t
    where t.month = ${month} and t.region_code >= ${area.from} and t.region_code <= ${area.to}
      and ${stage === undefined ? sql`true` : sql`t.stage = ${stage}`}
      and (t.score, t.visitor_id) > (${place.score}, ${place.visitorId}::uuid)
    order by t.score, t.visitor_id limit ${limit + 1}`.execute(context.tx)
  const page = found.rows.slice(0, limit)
  const last = found.rows.length > limit ? page.at(-1) : undefined
  const counted = await sql<{ stage: TruthStage; count: number; scoredAt: string }>`
    select stage, count(*) as count, max(scored_at) as scored_at from visit_truths t
    where t.month = ${month} and t.region_code >= ${area.from} and t.region_code <= ${area.to}
    group by stage`.execute(context.tx)
  return {
    rows: await named(context, page),
    next: last ? `${last.score} ${last.visitorId}` : null,
    counts: Object.fromEntries(counted.rows.map(row => [row.stage, row.count])),
    scoredAt:
      counted.rows
        .map(row => row.scoredAt)
        .sort()
        .at(-1) ?? null,
  }
}

function placeFrom(after: string | undefined): { score: number; visitorId: string } {
  if (after === undefined) return { score: -1, visitorId: '00000000-0000-0000-0000-000000000000' }
  const match = /^(\d{1,3}) ([0-9a-f-]{36})$/.exec(after)
  if (!match) throw new Refused('invalid', '翻页位置已失效，请回到第一页重新查看。')
  return { score: Number(match[1]), visitorId: match[2] ?? '' }
}

async function named(context: Context, rows: readonly FoundTruth[]) {
  const names = await namesOf(
    context.tx,
    rows.map(row => row.visitorId),
  )
  const regions = await regionNamesOf(
    context.tx,
    rows.map(row => row.regionCode),
  )
  return rows.map(row => ({
    ...row,
    visitorName: names.get(row.visitorId) ?? '',
    regionName: regions.get(row.regionCode) ?? '',
    reasons: row.reasons.map(toldReason),
  }))
}

const toldReason = ({ sign, points, figures, visitIds }: TruthReason) => ({
  sign,
  points,
  words: reasonWords({ sign, figures }),
  figures: { ...figures },
  visitIds: [...visitIds],
})

interface FoundCall {
  id: string
  elderId: string
  elderName: string
  method: 'home' | 'phone' | 'video' | 'remote'
  result: 'met' | 'notReached' | 'refused'
  startedAt: string
  endedAt: string
  lon: number | null
  lat: number | null
  worries: number
  doorCode: 'none' | 'right' | 'wrong'
}

/** A month of forty visits a day is shown to here; the reasons name those that matter. */
const callsShown = 500

export async function getTruth(
  context: Context,
  { countyCode, visitorId, month }: InputOf<Table['visitTruth.get']>,
): Promise<OutputOf<Table['visitTruth.get']>> {
  const { tx } = context
  const found = await sql<FoundTruth>`
    select ${columns(month)} from visit_truths t
    where t.county_code = ${countyCode} and t.visitor_id = ${visitorId} and t.month = ${month}`.execute(tx)
  const [row] = await named(context, found.rows)
  if (!row)
    throw new Refused(
      'not_found',
      '这位探访员这个月没有可看的探访，或不在您的辖区内。请换一个月份或返回名单。',
    )
  const calls = await sql<FoundCall>`
    select v.id, v.elder_id, e.name as elder_name, v.method, v.result, v.started_at, v.ended_at, v.lon, v.lat,
      length(translate(v.answers, 'on', '')) as worries,
      case when v.door_code is null then 'none'
        when exists (select from door_cards d where d.county_code = v.county_code and d.code = v.door_code
          and d.household_id = e.household_id and (d.ended_on is null or d.ended_on >= v.visited_on))
        then 'right' else 'wrong' end as door_code
    from visits v
    join elders e on e.county_code = v.county_code and e.id = v.elder_id
    where v.county_code = ${countyCode} and v.visitor_id = ${visitorId}
      and v.visited_on between ${firstDayOf(month)} and ${lastDayOf(month)}
    order by v.started_at, v.id limit ${callsShown}`.execute(tx)
  const notes = await notesOf(tx, countyCode, visitorId, row.trend[0]?.month ?? month)
  context.concerns(countyCode, [...new Set(calls.rows.map(call => call.elderId))])
  return { ...row, notes, calls: calls.rows }
}

/** The last three months, as her officer sees them. */
export async function ownTruths(context: Context): Promise<OutputOf<Table['visitTruth.mine']>> {
  const { tx, actor } = context
  const found = await sql<Omit<FoundTruth, 'trend' | 'coached' | 'answered'>>`
    select county_code, month, visits, score, stage, reasons from visit_truths
    where visitor_id = ${actor.accountId} and county_code = ${actor.regionCode.slice(0, 6)}
    order by month desc limit 3`.execute(tx)
  const oldest = found.rows.at(-1)
  const notes = oldest ? await notesOf(tx, oldest.countyCode, actor.accountId, oldest.month) : []
  return found.rows.map(row => ({
    ...row,
    reasons: row.reasons.map(toldReason),
    notes: notes.filter(note => note.month === row.month),
  }))
}
