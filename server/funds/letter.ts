// The forty figures beside the ledger and beside what the platform counts today; and the letter entered as a ledger.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { fundApi } from '../../domain/funds/api.ts'
import { letterAgainst, type PlannedSum } from '../../domain/funds/letter-check.ts'
import { letterNumber, letterProgrammes } from '../../domain/funds/letter-sums.ts'
import { areaOf, levelOf } from '../../domain/kernel/area.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { checkInArea } from '../regions/regions.ts'
import { inCounties } from './facts.ts'
import { type Acting, wholeRegion } from './keeping.ts'
import { netOf, rowOf } from './moved.ts'
import { newProgramme, planSums } from './sums.ts'

type Api = typeof fundApi

/** The letter's sums are the province's: who sees less of them sees the figures as they are written. */
export async function letterOf(
  context: Context,
  { regionCode }: InputOf<Api['fund.letter']>,
): Promise<OutputOf<Api['fund.letter']>> {
  checkInArea(context, regionCode)
  const planned = await sql<PlannedSum>`
    select s.figure, s.year_from, s.year_to, ${netOf('fundPlanned', rowOf('s'), ['fundPlan'])} as planned_fen
    from fund_appropriations s
    where ${inCounties('s', regionCode)} and s.figure is not null and s.state <> 'sumWithdrawn'`.execute(
    context.tx,
  )
  const today = await countedToday(context, regionCode)
  return {
    isEntered: planned.rows.length > 0,
    rows: letterAgainst(planned.rows).map(figure => ({
      ...figure,
      today: today[figure.id]?.value ?? null,
      todaySays: today[figure.id]?.says ?? null,
    })),
  }
}

interface Counted {
  value: number
  says: string
}

interface Counts {
  elders: number | null
  households: number | null
  visits: number | null
  visitors: number
  townshipCentres: number
  stations: number
  courtyards: number
  counties: number
  lowestFee: number | null
  highestFee: number | null
}

const running = sql`f.state not in ('shutDown', 'removed')`

async function countedToday(context: Context, regionCode: string): Promise<Record<string, Counted>> {
  const { from, to } = areaOf(regionCode)
  const facilities = (kind: string) => sql`(select count(*)::int from facilities f
    where ${inCounties('f', regionCode)} and f.kind = ${kind} and ${running})`
  // Figures are kept by county and below; an area of several counties adds them up.
  const level = levelOf(regionCode)
  const ofPlace =
    level === 'township' || level === 'village'
      ? sql`v.county_code = ${regionCode.slice(0, 6)} and v.region_code = ${regionCode}`
      : sql`v.county_code between ${from.slice(0, 6)} and ${to.slice(0, 6)}
          and v.region_code = rpad(v.county_code, 12, '0')`
  const figure = (indicator: string) => sql`(select sum(newest.value)::bigint from (
    select distinct on (v.county_code) v.value from indicator_values v
    where ${ofPlace} and v.indicator = ${indicator} order by v.county_code, v.month desc) newest)`
  const fee = (way: 'min' | 'max') => sql`(select ${sql.raw(way)}(c.elder_fen + c.family_fen) / 100.0
    from stays t
    join facilities f on f.county_code = t.county_code and f.id = t.facility_id and f.kind = 'mutualAidStation'
    join stay_contracts c on c.county_code = t.county_code and c.stay_id = t.id
    where ${inCounties('t', regionCode)} and t.left_on is null and c.elder_fen + c.family_fen > 0
      and ${context.today}::date between c.from_on and c.to_on)::float8`
  const found = await sql<Counts>`
    select ${figure('eldersOnRecord')} as elders, ${figure('householdsOnRecord')} as households,
      (select sum(v.value)::bigint from indicator_values v
        where ${ofPlace} and v.indicator = 'visitsRecorded') as visits,
      (select count(distinct p.account_id)::int from posts p where p.role = 'visitor'
        and p.region_code between ${from} and ${to} and p.valid_from <= ${context.today}
        and (p.valid_to is null or p.valid_to >= ${context.today})) as visitors,
      ${facilities('townshipWelfareCentre')} as township_centres, ${facilities('mutualAidStation')} as stations,
      ${facilities('elderCourtyard')} as courtyards,
      (select count(distinct f.county_code)::int from facilities f where ${inCounties('f', regionCode)}
        and f.kind = 'countyWelfareCentre' and ${running}) as counties,
      ${fee('min')} as lowest_fee, ${fee('max')} as highest_fee`.execute(context.tx)
  const counts = found.rows[0]
  return counts ? shownCounts(counts) : {}
}

function shownCounts(counts: Counts): Record<string, Counted> {
  const lines: [string, number | null, string][] = [
    ['F005', counts.townshipCentres, '在册的乡镇福利服务中心'],
    ['F006', counts.counties, '有县级福利中心的县（市、区）'],
    ['F014', counts.stations, '在册的村级互助站点'],
    ['F015', counts.lowestFee, '在住合同里个人和家庭每月最少付'],
    ['F016', counts.highestFee, '在住合同里个人和家庭每月最多付'],
    ['F017', counts.courtyards, '在册的养老大院'],
    ['F020', counts.households, '在册户数'],
    ['F021', counts.elders, '在册老年人'],
    ['F022', counts.visits, '平台记下的探访人次（有统计的各月合计）'],
    ['F023', counts.visitors, '在岗探访员'],
  ]
  return Object.fromEntries(
    lines.flatMap(([id, value, says]) => (value === null ? [] : [[id, { value, says }]])),
  )
}

/** Once: what the letter says was planned stands in the ledger as planned, for a second person to issue. */
export async function enterLetter(
  context: Context,
  { regionCode }: InputOf<Api['fund.enterLetter']>,
): Promise<OutputOf<Api['fund.enterLetter']>> {
  checkInArea(context, regionCode)
  if (levelOf(regionCode) !== 'province')
    throw new Refused('rule_broken', '来信里的资金是省级的，请由省级岗位记入。')
  return { entered: await enterLetterSums(context, regionCode.slice(0, 6), false) }
}

export async function enterLetterSums(
  context: Acting,
  countyCode: string,
  synthetic: boolean,
): Promise<number> {
  const known = await context.tx
    .selectFrom('fundAppropriations')
    .select('id')
    .where('countyCode', '=', countyCode)
    .where('figure', 'is not', null)
    .where('state', '!=', 'sumWithdrawn')
    .executeTakeFirst()
  if (known) throw new Refused('conflict', `${letterNumber} 里的资金已经记入，不用再记。`)
  const programmes = letterProgrammes.map(programme => ({
    row: newProgramme(context, countyCode, { ...programme, synthetic }),
    sums: programme.sums,
  }))
  const written = await context.tx
    .insertInto('fundProgrammes')
    .values(programmes.map(({ row }) => row))
    .onConflict(conflict => conflict.columns(['countyCode', 'title']).doUpdateSet({ countyCode }))
    .returning(['id', 'title'])
    .execute()
  const idOf = new Map(written.map(({ id, title }) => [title, id]))
  const sums = programmes.flatMap(({ row, sums: ofRow }) =>
    ofRow.map(sum => ({
      ...sum,
      ...{ countyCode, id: randomUUID(), regionCode: wholeRegion(countyCode), synthetic },
      ...{ programmeId: idOf.get(row.title) ?? row.id, source: 'provinceFinance' as const },
    })),
  )
  await planSums(context, sums)
  return sums.length
}
