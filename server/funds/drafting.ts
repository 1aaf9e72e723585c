// Projects drawn up: one by one from a county's share, or many at once from a plan of siting.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { fundApi } from '../../domain/funds/api.ts'
import { type BatchState, type FundKind, fundKinds, openKinds } from '../../domain/funds/fund.ts'
import type { ProjectPlan } from '../../domain/funds/project-api.ts'
import { checkOpening, checkSplit, milestonesOf } from '../../domain/funds/rules.ts'
import { sumWords } from '../../domain/funds/words.ts'
import { countyCodeOf } from '../../domain/kernel/area.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { checkInArea } from '../regions/regions.ts'
import { type ShareToDraft, writeBatch } from './batches.ts'
import { type Acting, type Key, noteDeeds, unknown, wholeRegion } from './keeping.ts'
import { type Done, lockSum } from './sums.ts'

type Api = typeof fundApi

interface LockedShare extends Key {
  state: BatchState
  kind: FundKind
  leftFen: number
}

async function lockShare({ tx }: Acting, { countyCode, id }: Key): Promise<LockedShare> {
  const found = await sql<LockedShare>`
    select s.county_code, s.id, s.state, s.kind,
      (coalesce((select a.balance from ledger_accounts a where a.county_code = s.county_code
          and a.kind = 'fundShare' and a.owner_id = s.id and a.unit = 'fen'), 0)
        - coalesce((select sum(p.planned_fen) from fund_projects p where p.county_code = s.county_code
          and p.share_id = s.id and p.state = 'planDrafted'), 0))::bigint as left_fen
    from fund_shares s where s.county_code = ${countyCode} and s.id = ${id}::uuid for update of s`.execute(tx)
  const share = found.rows[0]
  if (!share) throw unknown('这笔到县资金')
  return share
}

/** Of what is neither in a project nor asked for by another that waits. */
async function checkShare(context: Acting, key: Key, plans: readonly ProjectPlan[]): Promise<void> {
  const share = await lockShare(context, key)
  if (share.state !== 'batchApproved')
    throw new Refused('rule_broken', '这笔资金还没有下达到县，不能编报项目。请等批次审批。')
  if (!openKinds.includes(share.kind) && plans.some(({ kind }) => kind !== share.kind))
    throw new Refused(
      'rule_broken',
      `这笔钱只能用于“${fundKinds.words[share.kind]}”，请改选用途，或用别的资金。`,
    )
  const wanted = plans.reduce((sum, { plannedFen }) => sum + plannedFen, 0)
  if (wanted > share.leftFen)
    throw new Refused(
      'rule_broken',
      `这笔到县资金还能安排 ${sumWords(share.leftFen)}，要编报的合计 ${sumWords(wanted)}。请减少金额。`,
    )
}

function checkPlans(context: Context, plans: readonly ProjectPlan[]): void {
  for (const { regionCode, opensOn, lon, lat } of plans) {
    checkInArea(context, regionCode)
    checkOpening(opensOn, context.today)
    if ((lon === null) !== (lat === null)) throw new Refused('invalid', '经纬度要一起填，或都不填。')
  }
}

export async function draftProject(
  context: Context,
  { countyCode, shareId, ...plan }: InputOf<Api['fundProject.draft']>,
): Promise<Done> {
  checkPlans(context, [plan])
  if (countyCodeOf(plan.regionCode) !== countyCode)
    throw new Refused('invalid', '项目所在地不在这笔资金的县内，请重新选择。')
  await checkShare(context, { countyCode, id: shareId }, [plan])
  await insertProjects(context, [{ ...plan, shareId }])
  return {}
}

export async function planProjects(
  context: Context,
  { from, projects }: InputOf<Api['fund.planProjects']>,
): Promise<OutputOf<Api['fund.planProjects']>> {
  checkPlans(context, projects)
  const keys = projects.map(({ id, regionCode }) => ({ countyCode: countyCodeOf(regionCode), id }))
  if ('share' in from) {
    if (keys.some(({ countyCode }) => countyCode !== from.share.countyCode))
      throw new Refused('invalid', '有的项目不在这笔资金的县内。请只选本县的，或从未分配的资金编报。')
    await checkShare(context, from.share, projects)
    await insertProjects(
      context,
      projects.map(plan => ({ ...plan, shareId: from.share.id })),
    )
    return { projects: keys, batch: null }
  }
  const sum = await lockSum(context, from.appropriation)
  const { shares, withShare } = sharesFor(projects)
  checkSplit(
    shares.map(({ amountFen }) => amountFen),
    sum.leftFen,
  )
  await writeBatch(context, sum, { id: from.batchId, title: from.title, shares })
  await insertProjects(context, withShare)
  return { projects: keys, batch: { countyCode: sum.countyCode, id: from.batchId } }
}

/** One share a county and kind, of what its projects cost together. */
function sharesFor(plans: readonly ProjectPlan[]) {
  const shares = new Map<string, ShareToDraft>()
  const withShare = plans.map(plan => {
    const regionCode = wholeRegion(countyCodeOf(plan.regionCode))
    const name = `${regionCode} ${plan.kind}`
    const share = shares.get(name) ?? { id: randomUUID(), regionCode, kind: plan.kind, amountFen: 0 }
    shares.set(name, { ...share, amountFen: share.amountFen + plan.plannedFen })
    return { ...plan, shareId: share.id }
  })
  return { shares: [...shares.values()], withShare }
}

export interface ProjectToInsert extends ProjectPlan {
  shareId: string
  synthetic?: boolean
}

export async function insertProjects(context: Acting, plans: readonly ProjectToInsert[]): Promise<void> {
  const { tx, now, today, actor } = context
  const placed = plans.map(plan => ({ ...plan, countyCode: countyCodeOf(plan.regionCode) }))
  await tx
    .insertInto('fundProjects')
    .values(
      placed.map(({ synthetic = false, ...plan }) => ({
        ...{ ...plan, synthetic },
        ...{ state: 'planDrafted' as const, stateSince: today, draftedOn: today, version: 1 },
        ...{ draftedBy: actor.accountId, approvedOn: null, approvedBy: null, acceptedOn: null },
        ...{ openedOn: null, siteKind: null, siteId: null, recordedAt: now.toISOString() },
      })),
    )
    .execute()
  await tx
    .insertInto('fundMilestones')
    .values(
      placed.flatMap(({ countyCode, id, regionCode, kind, opensOn }) =>
        milestonesOf(kind, today, opensOn).map(milestone => ({
          ...{ countyCode, projectId: id, regionCode, ...milestone },
          ...{ doneOn: null, note: null, doneBy: null, doneAt: null },
        })),
      ),
    )
    .execute()
  await noteDeeds(
    context,
    placed.map(({ countyCode, id, regionCode, plannedFen }) => ({
      ...{ countyCode, regionCode },
      deed: { thing: 'fundProject', thingId: id, kind: 'draftsProject', note: sumWords(plannedFen) },
    })),
  )
}
