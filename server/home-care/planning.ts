// A project opened for an elder, its plan written line by line, handed in, approved or sent back.
import { sql } from 'kysely'
import { adaptationItem } from '../../domain/assessments/adaptation.ts'
import type { IncomeStatus } from '../../domain/benefits/rule.ts'
import type { homeCareApi } from '../../domain/home-care/api.ts'
import {
  checkApprover,
  checkSubmission,
  homeCareRulesVersion,
  type PricedLine,
  pricedPlan,
  proposedFunder,
} from '../../domain/home-care/project-rules.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { personOf } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import { type KeptProject, noteAct, payingRules, projectFor, stepOn } from './projects.ts'

type Api = typeof homeCareApi
type Done = Record<string, never>

export async function openProject(context: Context, input: InputOf<Api['adaptation.open']>): Promise<Done> {
  const { tx, now, today, actor } = context
  const { countyCode, id, elderId, homeCheckId, reason, reasonNote } = input
  const person = await personOf(context, { countyCode, id: elderId })
  context.concerns(countyCode, [person.id])
  if (person.endedOn !== null) throw new Refused('rule_broken', '老人已经离册，不能再立居家改造项目。')
  const known = await openProjectOf(context, countyCode, person.ids)
  if (known) throw new Refused('conflict', '这位老人已有一个没办完的居家改造项目，请在那个项目里接着办。')
  if (homeCheckId === null && reason === 'fromHomeCheck')
    throw new Refused('invalid', '请选择是哪一次居家安全检查发现的。')
  const facts = await factsOf(context, { countyCode, elderIds: person.ids, elderId: person.id, homeCheckId })
  const plan = facts.proposed.map(({ item, reason: because }) => ({
    ...{ item, reason: because.slice(0, 200), quantity: 1, priceFen: 0, governmentFen: 0 },
    funder: proposedFunder(item, facts.income, payingRules(context, person.regionCode)),
  }))
  await tx
    .insertInto('adaptationProjects')
    .values({
      ...{ countyCode, id, regionCode: person.regionCode, elderId: person.id },
      ...{ householdId: facts.householdId, homeCheckId, reason, reasonNote, hardship: facts.income },
      ...{ stage: 'planDrawn', stageSince: today, openedOn: today, openedBy: actor.accountId },
      ...{ expectedDays: null, totalFen: 0, governmentFen: 0, approvedBy: null, approvedOn: null },
      ...{ providerId: null, providerName: null, startedOn: null, elderAcceptedBy: null },
      ...{ acceptedOn: null, lookBackOn: null, rulesVersion: homeCareRulesVersion, version: 1 },
      ...{ synthetic: facts.synthetic, recordedAt: now.toISOString() },
    })
    .execute()
  const project = { countyCode, id, regionCode: person.regionCode, version: 1 }
  await noteAct(context, project, { act: 'opensProject', note: reasonNote })
  await writeLines(context, project, plan)
  return {}
}

async function openProjectOf({ tx }: Context, countyCode: string, elderIds: readonly string[]) {
  return tx
    .selectFrom('adaptationProjects')
    .where('countyCode', '=', countyCode)
    .where('elderId', 'in', [...elderIds])
    .where('stage', 'not in', ['worksAccepted', 'lookedBack', 'worksCancelled'])
    .select('id')
    .executeTakeFirst()
}

interface Facts {
  householdId: string
  synthetic: boolean
  income: IncomeStatus
  proposed: { item: number; reason: string }[]
}

/** The family's standing today, and what the walk through the home proposed and nobody left out. */
async function factsOf(
  { tx, today }: Context,
  given: { countyCode: string; elderId: string; elderIds: readonly string[]; homeCheckId: string | null },
): Promise<Facts> {
  const { countyCode, elderId, elderIds, homeCheckId } = given
  const found = await sql<Facts & { checkFound: boolean }>`
    select e.household_id, e.synthetic,
      case when exists (select from elder_memberships m where m.county_code = e.county_code
          and m.elder_id = any(${elderIds}::uuid[]) and m."group" = 'tekun' and m.voided_at is null
          and m.valid_from <= ${today} and (m.valid_to is null or m.valid_to >= ${today})) then 'tekun'
        else coalesce((select c.income from elder_circumstances c where c.county_code = e.county_code
          and c.elder_id = any(${elderIds}::uuid[]) and c.valid_from <= ${today}
          and (c.valid_to is null or c.valid_to >= ${today})
          order by c.valid_from desc limit 1), 'ordinary') end as income,
      exists (select from home_checks h where h.county_code = e.county_code and h.id = ${homeCheckId}::uuid
        and h.elder_id = any(${elderIds}::uuid[])) as check_found,
      (select coalesce(json_agg(json_build_object('item', l.item, 'reason', l.reason) order by l.item), '[]')
        from adaptation_lines l where l.county_code = e.county_code and l.check_id = ${homeCheckId}::uuid
          and l.state <> 'leftOut') as proposed
    from elders e where e.county_code = ${countyCode} and e.id = ${elderId}::uuid`.execute(tx)
  const facts = found.rows[0]
  if (!facts) throw new Refused('not_found', '没有找到这位老人，或不在您的辖区内。请刷新后重试。')
  if (homeCheckId !== null && !facts.checkFound)
    throw new Refused('not_found', '没有这次居家安全检查，或者它不是这位老人的。请刷新后重试。')
  return facts
}

type PlacedProject = Pick<KeptProject, 'countyCode' | 'id' | 'regionCode'>

async function writeLines(
  { tx }: Context,
  { countyCode, id, regionCode }: PlacedProject,
  lines: readonly PricedLine[],
): Promise<void> {
  await tx
    .deleteFrom('adaptationPlanLines')
    .where('countyCode', '=', countyCode)
    .where('projectId', '=', id)
    .execute()
  if (lines.length === 0) return
  await tx
    .insertInto('adaptationPlanLines')
    .values(
      lines.map(line => ({ countyCode, projectId: id, regionCode, ...line, doneOn: null, defect: null })),
    )
    .execute()
}

/** The whole plan at once, as the screen shows it. */
export async function keepPlan(context: Context, input: InputOf<Api['adaptation.plan']>): Promise<Done> {
  const project = await projectFor(context, input, 'keepsPlan')
  const lines = pricedPlan(input.plan, project.hardship, payingRules(context, project.regionCode))
  await writeLines(context, project, lines)
  await stepOn(
    context,
    project,
    { act: 'keepsPlan', note: lines.map(line => adaptationItem(line.item).name).join('、') || null },
    {
      expectedDays: input.expectedDays,
      totalFen: lines.reduce((sum, line) => sum + line.quantity * line.priceFen, 0),
      governmentFen: lines.reduce((sum, line) => sum + line.governmentFen, 0),
    },
  )
  return {}
}

export async function submitPlan(context: Context, input: InputOf<Api['adaptation.submit']>): Promise<Done> {
  const project = await projectFor(context, input, 'submitsPlan')
  checkSubmission(project.lines, project.expectedDays)
  await stepOn(context, project, { act: 'submitsPlan', note: input.note })
  return {}
}

export async function approvePlan(
  context: Context,
  input: InputOf<Api['adaptation.approve']>,
): Promise<Done> {
  const { actor, today } = context
  const project = await projectFor(context, input, 'approvesPlan')
  const submitted = await context.tx
    .selectFrom('adaptationActs')
    .where('countyCode', '=', project.countyCode)
    .where('projectId', '=', project.id)
    .where('kind', '=', 'submitsPlan')
    .orderBy('step', 'desc')
    .select('byAccountId')
    .executeTakeFirst()
  checkApprover(
    actor,
    submitted?.byAccountId ?? null,
    project.governmentFen,
    context.setting('adaptation.countyApprovalYuan', project.regionCode),
  )
  await stepOn(
    context,
    project,
    { act: 'approvesPlan', note: input.note },
    { approvedBy: actor.accountId, approvedOn: today },
  )
  return {}
}

export async function returnPlan(context: Context, input: InputOf<Api['adaptation.return']>): Promise<Done> {
  const project = await projectFor(context, input, 'returnsPlan')
  await stepOn(context, project, { act: 'returnsPlan', note: input.note })
  return {}
}

export async function cancelProject(
  context: Context,
  input: InputOf<Api['adaptation.cancel']>,
): Promise<Done> {
  const project = await projectFor(context, input, 'cancelsWorks')
  await stepOn(context, project, { act: 'cancelsWorks', note: input.note })
  return {}
}
