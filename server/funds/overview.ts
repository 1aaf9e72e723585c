// The whole of an area on one screen: sums by programme, the way from source to county to kind, what stands out.
import { sql } from 'kysely'
import type { fundApi } from '../../domain/funds/api.ts'
import { type FundFlow, type FundOverview, type FundSums, noSums } from '../../domain/funds/overview.ts'
import { costsOf, summaryOf } from '../../domain/funds/standing.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import type { Context } from '../kernel/context.ts'
import { checkInArea } from '../regions/regions.ts'
import { inCounties, judged } from './facts.ts'
import { leftOn, netOf, rowOf } from './moved.ts'

type Api = typeof fundApi
type Asked = InputOf<Api['fund.overview']>

interface SumRow {
  key: { countyCode: string; id: string }
  title: string
  isFrame: boolean
  plannedFen: number
  issuedFen: number
}

/** Of programmes whose office lies in the area: what was planned and what came. */
async function plannedOf({ tx }: Context, regionCode: string): Promise<SumRow[]> {
  const found = await sql<SumRow>`
    select json_build_object('countyCode', g.county_code, 'id', g.id) as key, g.title, g.is_frame,
      coalesce(sum(${netOf('fundPlanned', rowOf('s'), ['fundPlan'])}), 0)::bigint as planned_fen,
      coalesce(sum(${netOf('fundAvailable', rowOf('s'), ['fundIssue'])}), 0)::bigint as issued_fen
    from fund_programmes g
    left join fund_appropriations s on s.county_code = g.county_code and s.programme_id = g.id
    where ${inCounties('g', regionCode)}
    group by g.county_code, g.id order by g.county_code, min(g.planned_at), g.title`.execute(tx)
  return found.rows
}

interface ShareRow extends Omit<FundFlow, 'isSplit'> {
  title: string
  assignedFen: number
  returnedFen: number
}

/** What lies in counties: of each share what is left of its amount after what was sent back. */
async function sharedOf({ tx }: Context, regionCode: string): Promise<ShareRow[]> {
  const found = await sql<ShareRow>`
    select s.programme_title as title, s.source, s.region_code, r.short_name as region_name, s.kind,
      sum(${netOf('fundShare', rowOf('s'), ['fundSplit', 'fundReturn'])})::bigint as amount_fen,
      -sum(${netOf('fundShare', rowOf('s'), ['fundAssign', 'fundRelease'])})::bigint as assigned_fen,
      -sum(${netOf('fundShare', rowOf('s'), ['fundReturn'])})::bigint as returned_fen
    from fund_shares s join regions r on r.code = s.region_code
    where ${inCounties('s', regionCode)} and s.state = 'batchApproved'
    group by 1, 2, 3, 4, 5 order by s.region_code`.execute(tx)
  return found.rows
}

interface UnsplitRow extends Omit<FundFlow, 'isSplit'> {
  title: string
}

/** What came and was not split yet stands at the office that has it. */
async function unsplitOf({ tx }: Context, regionCode: string): Promise<UnsplitRow[]> {
  const found = await sql<UnsplitRow>`
    select g.title, s.source, s.region_code, r.short_name as region_name, s.kind,
      sum(${leftOn('fundAvailable', rowOf('s'))})::bigint as amount_fen
    from fund_appropriations s
    join fund_programmes g on g.county_code = s.county_code and g.id = s.programme_id and not g.is_frame
    join regions r on r.code = s.region_code
    where ${inCounties('s', regionCode)} and s.state = 'sumIssued' group by 1, 2, 3, 4, 5`.execute(tx)
  return found.rows.filter(row => row.amountFen > 0)
}

async function waitingIn({ tx }: Context, regionCode: string): Promise<FundOverview['waiting']> {
  const found = await sql<FundOverview['waiting']>`
    select (select count(*)::int from fund_appropriations s where ${inCounties('s', regionCode)}
        and s.state = 'sumPlanned') as sums,
      (select count(*)::int from fund_batches b where ${inCounties('b', regionCode)}
        and b.state = 'batchDrafted') as batches,
      (select count(*)::int from fund_projects p where ${inCounties('p', regionCode)}
        and p.state = 'planDrafted') as projects,
      (select count(*)::int from fund_returns t where ${inCounties('t', regionCode)}
        and t.received_on is null) as returns`.execute(tx)
  return found.rows[0] ?? { sums: 0, batches: 0, projects: 0, returns: 0 }
}

const plus = (one: FundSums, other: FundSums): FundSums => ({
  plannedFen: one.plannedFen + other.plannedFen,
  issuedFen: one.issuedFen + other.issuedFen,
  splitFen: one.splitFen + other.splitFen,
  assignedFen: one.assignedFen + other.assignedFen,
  paidFen: one.paidFen + other.paidFen,
  returnedFen: one.returnedFen + other.returnedFen,
})

export async function overview(context: Context, { regionCode, programme }: Asked): Promise<FundOverview> {
  checkInArea(context, regionCode)
  const isAsked = ({ title }: { title: string }) => programme === undefined || title === programme
  const planned = (await plannedOf(context, regionCode)).filter(isAsked)
  const shared = (await sharedOf(context, regionCode)).filter(isAsked)
  const unsplit = (await unsplitOf(context, regionCode)).filter(isAsked)
  const found = await judged(context, regionCode)
  const projects = found.all.filter(one => isAsked({ title: one.programmeTitle }))
  const titles = [...new Set([...planned, ...shared].map(({ title }) => title))]
  const programmes = inOrder(
    titles.map(title => {
      // An office and the one above it may call their programmes alike: neither hides the other's money.
      const own = planned.filter(row => row.title === title)
      const shares = shared.filter(row => row.title === title)
      const ofTitle = projects.filter(one => one.programmeTitle === title)
      const splitFen = total(shares, 'amountFen')
      return {
        ...{ key: own[0]?.key ?? null, title, isFrame: own[0]?.isFrame ?? false },
        // What came down from above was planned and issued there; here it begins with the share.
        plannedFen: own.length === 0 ? splitFen : total(own, 'plannedFen'),
        ...{ issuedFen: own.length === 0 ? splitFen : total(own, 'issuedFen'), splitFen },
        ...{ assignedFen: total(shares, 'assignedFen'), returnedFen: total(shares, 'returnedFen') },
        ...{ paidFen: total(ofTitle, 'paidFen'), projects: ofTitle.length },
        opened: ofTitle.filter(({ state }) => state === 'worksAccepted' || state === 'accountsClosed').length,
        late: ofTitle.filter(({ id }) => found.standings.get(id)?.lateSays != null).length,
      }
    }),
  )
  return {
    programmes,
    sums: programmes.filter(({ isFrame }) => !isFrame).reduce<FundSums>(plus, noSums),
    flows: [
      ...shared.map(row => ({ ...row, isSplit: true })).filter(({ amountFen }) => amountFen > 0),
      ...unsplit.map(row => ({ ...row, isSplit: false })),
    ],
    standing: summaryOf(projects, found.standings),
    costs: costsOf(projects),
    waiting: await waitingIn(context, regionCode),
  }
}

/** The largest first; what other programmes may be part of stands last. */
function inOrder(rows: FundOverview['programmes']): FundOverview['programmes'] {
  return rows.toSorted(
    (one, other) =>
      Number(one.isFrame) - Number(other.isFrame) ||
      other.plannedFen - one.plannedFen ||
      one.title.localeCompare(other.title, 'zh-CN'),
  )
}

function total<Field extends string>(rows: readonly Record<Field, number>[], field: Field): number {
  return rows.reduce((sum, row) => sum + row[field], 0)
}
