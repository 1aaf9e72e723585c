// What becomes of an ability assessment: the second assessor, the reviewer, the elder told, older results replaced.
import { sql } from 'kysely'
import { judgeAbility, validUntil } from '../../domain/assessments/ability.ts'
import { AbilityForm, riskEventsOf } from '../../domain/assessments/ability-form.ts'
import { digitsOf } from '../../domain/assessments/ability-items.ts'
import type { assessmentApi } from '../../domain/assessments/api.ts'
import type { Ability } from '../../domain/assessments/assessment.ts'
import {
  type AbilityActKind,
  type AbilityStage,
  checkReviewer,
  checkSecondAssessor,
  checkStage,
  stageAfterSecond,
  type ToldWay,
} from '../../domain/assessments/stages.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { proposeFor } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import { notQualified, ownQualifications, qualificationOn } from './assessors.ts'
import { recordsOf } from './people.ts'
import { getAbility, noSuchAbility } from './reading.ts'
import { actId } from './recording.ts'

type Input<Name extends keyof typeof assessmentApi> = InputOf<(typeof assessmentApi)[Name]>

interface Key {
  countyCode: string
  id: string
  version: number
}

async function locked(context: Context, { countyCode, id, version }: Key) {
  const row = await context.tx
    .selectFrom('abilityAssessments')
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .forUpdate()
    .selectAll()
    .executeTakeFirst()
  if (!row) throw noSuchAbility()
  if (row.version !== version)
    throw new Refused('conflict', '这次评估刚被别人更新过，没有写入。请刷新看过最新情况后再办。')
  return row
}

type Row = Awaited<ReturnType<typeof locked>>

/** The facts that move the level are the first assessor's: they are read from papers, not scored by eye. */
function formOf(context: Context, row: Row): AbilityForm {
  return AbilityForm.parse(row.formSealed === null ? {} : JSON.parse(context.sealer.open(row.formSealed)))
}

export async function secondScores(context: Context, input: Input<'ability.second'>): Promise<Ability> {
  const { actor, today } = context
  const row = await locked(context, input)
  checkStage(row.stage, ['awaitsSecond'], '再评分')
  const qualification = qualificationOn(await ownQualifications(context), today)
  if (!qualification) throw notQualified()
  const second = { accountId: actor.accountId, medical: qualification.medical }
  checkSecondAssessor({ accountId: row.firstId, medical: row.firstMedical }, second)
  const form = formOf(context, row)
  const facts = { coma: form.coma, diagnosed: form.diagnosed, riskEvents: riskEventsOf(form) }
  const judged = judgeAbility(input.scores, facts, {
    addUp: context.setting('ability.addUpAdjustments', row.regionCode),
    reviewBoth: context.setting('ability.reviewBothAdjustments', row.regionCode),
  })
  const agrees = judged.finalLevel === row.finalLevel
  const stage = stageAfterSecond(agrees, row.mustReview)
  await become(context, row, {
    ...{ secondId: actor.accountId, secondMedical: qualification.medical, stage },
    ...{ secondScores: digitsOf(input.scores), secondTotal: judged.total },
    ...{ secondInitialLevel: judged.initialLevel, secondLevel: judged.finalLevel },
    ...(stage === 'settled' && resultOf(context, row, 'first')),
  })
  await keepAct(context, row, agrees ? 'secondAgreed' : 'secondDiffered', { note: input.note })
  if (stage === 'settled') await putInForce(context, row)
  return getAbility(context, row)
}

export async function review(context: Context, input: Input<'ability.review'>): Promise<Ability> {
  const row = await locked(context, input)
  checkStage(row.stage, ['differing', 'awaitsReview'], '复核')
  checkReviewer(context.actor.accountId, [row.firstId, row.secondId])
  const { decision, note } = input
  if (decision === 'assessAgain') await become(context, row, { stage: 'setAside' })
  else {
    const of = decision === 'keepFirst' ? 'first' : 'second'
    await become(context, row, { stage: 'settled', ...resultOf(context, row, of) })
  }
  await keepAct(context, row, decision, { note })
  if (decision !== 'assessAgain') await putInForce(context, row)
  return getAbility(context, row)
}

export async function tell(context: Context, input: Input<'ability.tell'>): Promise<Ability> {
  const { toldWay, toldTo, accepted, note } = input
  const row = await locked(context, input)
  checkStage(row.stage, ['settled'], '再登记告知')
  if ((toldWay === 'agentSigned' || toldWay === 'witnessed') && toldTo === null)
    throw new Refused('invalid', '请写明代签人或见证人的姓名。')
  await become(context, row, { stage: 'told' })
  await keepAct(context, row, 'toldElder', { note, toldWay, toldTo, accepted })
  return getAbility(context, row)
}

function resultOf(context: Context, row: Row, of: 'first' | 'second') {
  const months = context.setting('ability.validMonths', row.regionCode)
  return {
    resultOf: of,
    resultLevel: of === 'first' ? row.finalLevel : row.secondLevel,
    validUntil: validUntil(row.assessedOn, months),
  }
}

type Change = Partial<
  Pick<
    Row,
    | 'secondId'
    | 'secondMedical'
    | 'secondScores'
    | 'secondTotal'
    | 'secondInitialLevel'
    | 'secondLevel'
    | 'resultOf'
    | 'resultLevel'
    | 'validUntil'
  >
> & { stage: AbilityStage }

async function become(context: Context, row: Row, change: Change): Promise<void> {
  await context.tx
    .updateTable('abilityAssessments')
    .where('countyCode', '=', row.countyCode)
    .where('id', '=', row.id)
    .set({ ...change, version: row.version + 1 })
    .execute()
}

interface Said {
  note: string | null
  toldWay?: ToldWay
  toldTo?: string | null
  accepted?: boolean
}

async function keepAct(context: Context, row: Row, kind: AbilityActKind, said: Said): Promise<void> {
  const { note, toldWay = null, toldTo = null, accepted = null } = said
  await context.tx
    .insertInto('abilityActs')
    .values({
      ...{ countyCode: row.countyCode, id: actId(context), regionCode: row.regionCode },
      ...{ assessmentId: row.id, kind, byAccountId: context.actor.accountId },
      noteSealed: note === null ? null : context.sealer.seal(note),
      ...{ toldWay, toldTo, accepted, doneAt: context.now.toISOString() },
    })
    .execute()
}

/**
 * Of all standing results of the person only the one assessed last stays, also when an older one is settled late.
 * Then the groups are asked: a level may make an elder 失能, and an officer decides (server/elders/groups).
 */
async function putInForce(context: Context, row: Row): Promise<void> {
  const records = await recordsOf(context, row)
  await sql`
    update ability_assessments old set stage = 'replaced', version = old.version + 1
    where old.county_code = ${row.countyCode} and old.elder_id = any(${records}::uuid[])
      and old.stage in ('settled', 'told')
      and exists (select from ability_assessments newer
        where newer.county_code = old.county_code and newer.elder_id = any(${records}::uuid[])
          and newer.stage in ('settled', 'told')
          and (newer.assessed_on, newer.submitted_at, newer.id) > (old.assessed_on, old.submitted_at, old.id))
  `.execute(context.tx)
  const person = records[0]
  if (person !== undefined) await proposeFor(context, [{ countyCode: row.countyCode, id: person }])
}
