// What every act on a project shares: reading it under a lock, one step on, one line in its story.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { AdaptationNumber } from '../../domain/assessments/adaptation.ts'
import type { IncomeStatus } from '../../domain/benefits/rule.ts'
import type { Funder, ProjectActKind, ProjectStage } from '../../domain/home-care/project.ts'
import { checkedStage, type PayingRules } from '../../domain/home-care/project-rules.ts'
import type { Day } from '../../domain/kernel/day.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'

export interface ProjectKey {
  countyCode: string
  id: string
}

export interface KeptLine {
  item: typeof AdaptationNumber._zod.output
  reason: string
  quantity: number
  priceFen: number
  funder: Funder
  governmentFen: number
  doneOn: Day | null
  defect: string | null
}

export interface KeptProject extends ProjectKey {
  regionCode: string
  elderId: string
  hardship: IncomeStatus
  stage: ProjectStage
  version: number
  expectedDays: number | null
  totalFen: number
  governmentFen: number
  providerId: string | null
  providerName: string | null
  startedOn: Day | null
  elderAcceptedBy: string | null
  acceptedOn: Day | null
  lookBackOn: Day | null
  elderLeft: boolean
  lines: KeptLine[]
  photos: { item: number; moment: 'beforeWorks' | 'afterWorks' }[]
  payments: { funder: Funder; amountFen: number }[]
}

export function unknownProject(): Refused {
  return new Refused('not_found', '没有找到这个居家改造项目，或它不在您的辖区内。请刷新后重试。')
}

/** With `act` the row is locked, the version compared and the stage checked: what follows may be written. */
export async function projectFor(
  context: Context,
  { countyCode, id, version }: ProjectKey & { version?: number },
  act: ProjectActKind | null,
): Promise<KeptProject> {
  const found = await sql<KeptProject>`
    select p.county_code, p.id, p.region_code, p.elder_id, p.hardship, p.stage, p.version, p.expected_days,
      p.total_fen, p.government_fen, p.provider_id, p.provider_name, p.started_on, p.elder_accepted_by,
      p.accepted_on, p.look_back_on,
      exists (select from elders given join elders e on e.county_code = given.county_code
          and e.id = coalesce(given.merged_into, given.id)
        where given.county_code = p.county_code and given.id = p.elder_id and e.ended_on is not null) as elder_left,
      (select coalesce(json_agg(json_build_object('item', l.item, 'reason', l.reason, 'quantity', l.quantity,
          'priceFen', l.price_fen, 'funder', l.funder, 'governmentFen', l.government_fen, 'doneOn', l.done_on,
          'defect', l.defect) order by l.item), '[]')
        from adaptation_plan_lines l where l.county_code = p.county_code and l.project_id = p.id) as lines,
      (select coalesce(json_agg(json_build_object('item', f.item, 'moment', f.moment)), '[]')
        from adaptation_photos f where f.county_code = p.county_code and f.project_id = p.id) as photos,
      (select coalesce(json_agg(json_build_object('funder', a.funder, 'amountFen', a.amount_fen)), '[]')
        from adaptation_payments a where a.county_code = p.county_code and a.project_id = p.id
          and a.taken_back_at is null) as payments
    from adaptation_projects p
    where p.county_code = ${countyCode} and p.id = ${id}::uuid
    ${act === null ? sql`` : sql`for update of p`}`.execute(context.tx)
  const project = found.rows[0]
  if (!project) throw unknownProject()
  context.concerns(countyCode, [project.elderId])
  if (act === null) return project
  if (version !== undefined && version !== project.version)
    throw new Refused('conflict', '这个项目刚被别人办过一步。请看过最新情况后再办。')
  checkedStage(project.stage, act)
  return project
}

interface Step {
  act: ProjectActKind
  on?: Day
  note?: string | null
  way?: 'elderSigned' | 'elderPressed' | 'agentSigned' | 'witnessed'
  withName?: string
}

interface Fields {
  expectedDays?: number | null
  totalFen?: number
  governmentFen?: number
  approvedBy?: string | null
  approvedOn?: Day | null
  providerId?: string | null
  providerName?: string | null
  startedOn?: Day | null
  elderAcceptedBy?: string | null
  acceptedOn?: Day | null
  lookBackOn?: Day | null
}

/** Writes the stage the act leads to, the fields it settles, and its line in the story. */
export async function stepOn(
  context: Context,
  project: Pick<KeptProject, 'countyCode' | 'id' | 'regionCode' | 'stage' | 'version'>,
  step: Step,
  fields: Fields = {},
): Promise<void> {
  const { tx, today } = context
  const stage = checkedStage(project.stage, step.act)
  await tx
    .updateTable('adaptationProjects')
    .set({
      ...fields,
      stage,
      ...(stage !== project.stage && { stageSince: today }),
      version: project.version + 1,
    })
    .where('countyCode', '=', project.countyCode)
    .where('id', '=', project.id)
    .execute()
  await noteAct(context, { ...project, version: project.version + 1 }, step)
}

export async function noteAct(
  { tx, now, today, actor }: Context,
  project: Pick<KeptProject, 'countyCode' | 'id' | 'regionCode' | 'version'>,
  { act, on, note, way, withName }: Step,
): Promise<void> {
  await tx
    .insertInto('adaptationActs')
    .values({
      ...{ countyCode: project.countyCode, id: randomUUID(), regionCode: project.regionCode },
      ...{ projectId: project.id, step: project.version, kind: act, onDay: on ?? today, note: note ?? null },
      ...{ way: way ?? null, withName: withName ?? null },
      ...{ byAccountId: actor.accountId, doneAt: now.toISOString() },
    })
    .execute()
}

export function payingRules(context: Context, regionCode: string): PayingRules {
  return {
    basicPercent: context.setting('adaptation.basicPaidPercent', regionCode),
    optionalPercent: context.setting('adaptation.optionalPaidPercent', regionCode),
    marginalCounts: context.setting('adaptation.marginalCounts', regionCode),
    limitYuan: context.setting('adaptation.governmentLimitYuan', regionCode),
  }
}

/** Days that were are written down; the future is not. */
export function checkPast(context: Context, day: Day, what: string): void {
  if (day > context.today) throw new Refused('invalid', `${what}不能晚于今天。请核对后重填。`)
}
