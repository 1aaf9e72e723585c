// What the money of an area starts from: counties, money in no project yet, unit costs, reach of today's sites.
import { sql } from 'kysely'
import type { MoneyFacts } from '../../domain/budgets/money.ts'
import { type MoneyBasis, type MoneyHeld, moneyHeld } from '../../domain/budgets/money-basis.ts'
import type { serviceOfKind, UnitCost } from '../../domain/budgets/plan.ts'
import { areaOf, countyCodeOf, levelOf } from '../../domain/kernel/area.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { isBorderCounty } from '../../domain/regions/border.ts'
import type { Context } from '../kernel/context.ts'
import { checkInArea, regionNamesOf } from '../regions/regions.ts'

const pricedKinds = [
  'canteen',
  'mutualAidStation',
  'elderCourtyard',
  'dayCare',
  'countyWelfareCentre',
  'townshipWelfareCentre',
  'embeddedCentre',
  'careHome',
  'dementiaZone',
] as const satisfies readonly (keyof typeof serviceOfKind)[]

export type BudgetCounty = MoneyFacts['counties'][number]

/** A budget is a county's or wider. */
export function checkBudgetArea(context: Context, regionCode: string): { from: string; to: string } {
  checkInArea(context, regionCode)
  if (!['province', 'prefecture', 'county'].includes(levelOf(regionCode)))
    throw new Refused('invalid', '预算试算按县（市、区）做。请选择一个县或更大的地区。')
  const { from, to } = areaOf(regionCode)
  return { from: countyCodeOf(from), to: countyCodeOf(to) }
}

export async function countiesOf(context: Context, regionCode: string): Promise<BudgetCounty[]> {
  const { from, to } = areaOf(regionCode)
  const rows = await context.tx
    .selectFrom('regions')
    .select(['code as regionCode', 'shortName as name', 'countyGb2260'])
    .where('level', '=', 'county')
    .where('code', '>=', from)
    .where('code', '<=', to)
    .orderBy('code')
    .execute()
  return rows.map(row => ({
    ...row,
    countyCode: countyCodeOf(row.regionCode),
    isBorder: isBorderCounty(row.regionCode, context.setting('coverage.border', row.regionCode)),
  }))
}

export async function moneyFacts(
  context: Context,
  regionCode: string,
  basis: MoneyBasis,
): Promise<MoneyFacts> {
  const range = checkBudgetArea(context, regionCode)
  const counties = await countiesOf(context, regionCode)
  const held = [
    ...(await sharesOf(context, range)),
    ...(basis === 'moneyPlanned' ? await sumsToSplit(context, range) : []),
  ]
  const shares = moneyHeld(held, basis, Number(context.today.slice(0, 4)))
  return {
    counties,
    offices: await officesOf(context, counties, shares),
    shares,
    unitCosts: await unitCostsOf(context, range, regionCode),
    services: await servicesOf(context, range),
  }
}

type Range = ReturnType<typeof checkBudgetArea>

/** Whatever was proposed as a project is spoken for, also before it is agreed to. */
async function sharesOf({ tx }: Context, { from, to }: Range): Promise<MoneyHeld[]> {
  const found = await sql<MoneyHeld>`
    with returned as (
      select county_code, share_id, sum(amount_fen) as fen from fund_returns
      where county_code between ${from} and ${to} group by 1, 2),
    used as (
      select county_code, share_id, sum(planned_fen) as fen from fund_projects
      where county_code between ${from} and ${to} and state <> 'planDropped' group by 1, 2)
    select s.county_code, s.kind, case s.state when 'batchApproved' then 'shareIssued' else 'shareWaits' end as stage,
      g.is_frame, a.year_to, sum(s.amount_fen - coalesce(r.fen, 0))::bigint as share_fen,
      sum(greatest(0, s.amount_fen - coalesce(r.fen, 0) - coalesce(u.fen, 0)))::bigint as free_fen
    from fund_shares s
    left join returned r on r.county_code = s.county_code and r.share_id = s.id
    left join used u on u.county_code = s.county_code and u.share_id = s.id
    left join fund_batches b on b.county_code = s.batch_county_code and b.id = s.batch_id
    left join fund_appropriations a on a.county_code = b.county_code and a.id = b.appropriation_id
    left join fund_programmes g on g.county_code = a.county_code and g.id = a.programme_id
    where s.county_code between ${from} and ${to} and s.state in ('batchApproved', 'batchDrafted')
    group by s.county_code, s.kind, s.state, g.is_frame, a.year_to`.execute(tx)
  return found.rows
}

/** Of sums of offices in the area what is in no batch, be it agreed to or waiting; what came back is there again. */
async function sumsToSplit({ tx }: Context, { from, to }: Range): Promise<MoneyHeld[]> {
  const found = await sql<MoneyHeld>`
    with split as (
      select b.county_code, b.appropriation_id, sum(s.amount_fen - coalesce(r.fen, 0)) as fen
      from fund_batches b
      join fund_shares s on s.batch_county_code = b.county_code and s.batch_id = b.id and s.state <> 'batchDropped'
      left join (select county_code, share_id, sum(amount_fen) as fen from fund_returns
        where received_on is not null group by 1, 2) r on r.county_code = s.county_code and r.share_id = s.id
      where b.county_code between ${from} and ${to} group by 1, 2),
    sums as (
      select a.county_code, a.kind, a.state as stage, g.is_frame, a.year_to,
        greatest(0, a.amount_fen - coalesce(p.fen, 0)) as fen
      from fund_appropriations a
      join fund_programmes g on g.county_code = a.county_code and g.id = a.programme_id
      left join split p on p.county_code = a.county_code and p.appropriation_id = a.id
      where a.county_code between ${from} and ${to} and a.state <> 'sumWithdrawn')
    select county_code, kind, stage, is_frame, year_to, fen::bigint as share_fen, fen::bigint as free_fen
    from sums`.execute(tx)
  return found.rows
}

/** Sums stand with whoever keeps them; above a county that is an office. */
async function officesOf(
  { tx }: Context,
  counties: readonly BudgetCounty[],
  shares: MoneyFacts['shares'],
): Promise<MoneyFacts['offices']> {
  const known = new Set(counties.map(({ countyCode }) => countyCode))
  const codes = new Set(
    shares.flatMap(({ countyCode }) => (known.has(countyCode) ? [] : [`${countyCode}000000`])),
  )
  const names = await regionNamesOf(tx, [...codes])
  return [...codes].map(regionCode => ({
    ...{ countyCode: countyCodeOf(regionCode), regionCode },
    name: `${names.get(regionCode) ?? regionCode}本级`,
  }))
}

async function unitCostsOf(
  { tx, setting }: Context,
  { from, to }: Range,
  regionCode: string,
): Promise<UnitCost[]> {
  const found = await sql<UnitCost>`
    select kind, percentile_disc(0.5) within group (order by planned_fen)::bigint as fen, count(*)::int as projects
    from fund_projects
    where county_code between ${from} and ${to} and state in ('worksAccepted', 'accountsClosed')
    group by kind`.execute(tx)
  return pricedKinds.map(
    kind =>
      found.rows.find(row => row.kind === kind) ?? {
        ...{ kind, projects: 0, fen: setting(`budget.${kind}Yuan`, regionCode) * 100 },
      },
  )
}

async function servicesOf({ tx }: Context, { from, to }: Range): Promise<MoneyFacts['services']> {
  const found = await sql<MoneyFacts['services'][number]>`
    with offered as (
      select county_code, unnest(case when beds > 0 and (full_day_lodging or 'longStay' = any(services))
        then services || array['bed'] else services end) as service
      from network_sites where county_code between ${from} and ${to} and state = 'running'),
    sites as (select county_code, service, count(*)::int as sites from offered group by 1, 2)
    select c.county_code, c.service, c.elders, c.elders - c.without as reached, coalesce(s.sites, 0) as sites
    from coverage_counts c
    left join sites s on s.county_code = c.county_code and s.service = c.service
    where c.county_code between ${from} and ${to} and c.region_code = c.county_code || '000000'
      and c.measure = 'eldersOnRecord' and c.service in ('meal', 'bed')`.execute(tx)
  return found.rows
}
