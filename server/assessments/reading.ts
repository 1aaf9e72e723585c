// Ability assessments as people read them; what the second assessor must not see yet stays hidden here.
import { sql } from 'kysely'
import { levelNumber } from '../../domain/assessments/ability.ts'
import { AbilityForm } from '../../domain/assessments/ability-form.ts'
import { scoresFrom } from '../../domain/assessments/ability-items.ts'
import type { assessmentApi } from '../../domain/assessments/api.ts'
import type { Ability, AbilityRow, EarlierResult, Opinion } from '../../domain/assessments/assessment.ts'
import { type AbilityActKind, abilityActKinds } from '../../domain/assessments/stages.ts'
import { nameFor } from '../../domain/elders/registration.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import type { Transaction } from '../kernel/database.ts'
import { recordsOf } from './people.ts'

function withNames(tx: Transaction) {
  return tx
    .selectFrom('abilityAssessments as a')
    .innerJoin('accounts as first', 'first.id', 'a.firstId')
    .leftJoin('accounts as second', 'second.id', 'a.secondId')
    .selectAll('a')
    .select(['first.name as firstName', 'second.name as secondName'])
}

type Kept = Awaited<ReturnType<ReturnType<typeof withNames>['execute']>>[number]

function firstOpinion({ scores, total, initialLevel, finalLevel }: Kept): Opinion {
  return { scores: scoresFrom(scores), total, initialLevel, finalLevel }
}

function secondOpinion(kept: Kept): Opinion | null {
  const { secondScores, secondTotal, secondInitialLevel, secondLevel } = kept
  if (secondScores === null || secondTotal === null || !secondInitialLevel || !secondLevel) return null
  return {
    scores: scoresFrom(secondScores),
    total: secondTotal,
    initialLevel: secondInitialLevel,
    finalLevel: secondLevel,
  }
}

/** 222402-20260312-1F3A9C: a number to write on paper; it tells county, day and the end of the id. */
function numberOf({ countyCode, assessedOn, id }: Pick<Kept, 'countyCode' | 'assessedOn' | 'id'>): string {
  return `${countyCode}-${assessedOn.replaceAll('-', '')}-${id.slice(-6).toUpperCase()}`
}

function rowOf(context: Context, kept: Kept): AbilityRow {
  const { countyCode, id, regionCode, elderId, assessedOn, reason, standard, stage, validUntil } = kept
  const { firstName, secondName, rulesVersion } = kept
  return {
    ...{ countyCode, id, regionCode, elderId, assessedOn, reason, standard, stage, validUntil },
    ...{ firstName, secondName, rulesVersion, number: numberOf(kept) },
    result:
      kept.resultOf === 'first'
        ? firstOpinion(kept)
        : kept.resultOf === 'second'
          ? secondOpinion(kept)
          : null,
    adjustments: isHidden(context, kept) ? [] : (kept.adjustments as AbilityRow['adjustments']),
  }
}

function isHidden({ actor }: Context, { stage, firstId }: Kept): boolean {
  return stage === 'awaitsSecond' && firstId !== actor.accountId
}

export async function listAbilities(
  context: Context,
  ref: InputOf<(typeof assessmentApi)['ability.list']>,
): Promise<{ rows: AbilityRow[]; earlier: EarlierResult[] }> {
  const records = await recordsOf(context, ref)
  const kept = await withNames(context.tx)
    .where('a.countyCode', '=', ref.countyCode)
    .where('a.elderId', 'in', records)
    .orderBy('a.assessedOn', 'desc')
    .orderBy('a.submittedAt', 'desc')
    .orderBy('a.id')
    .execute()
  const earlier = await context.tx
    .selectFrom('earlierResults')
    .where('countyCode', '=', ref.countyCode)
    .where('elderId', 'in', records)
    .orderBy('assessedOn', 'desc')
    .orderBy('id')
    .select(['countyCode', 'id', 'regionCode', 'elderId', 'standard', 'level', 'assessedOn', 'assessedBy'])
    .execute()
  context.concerns(ref.countyCode, [ref.elderId])
  return { rows: kept.map(one => rowOf(context, one)), earlier }
}

export async function getAbility(
  context: Context,
  { countyCode, id }: { countyCode: string; id: string },
): Promise<Ability> {
  const { tx, actor, sealer } = context
  const kept = await withNames(tx)
    .where('a.countyCode', '=', countyCode)
    .where('a.id', '=', id)
    .executeTakeFirst()
  if (!kept) throw noSuchAbility()
  const elder = await elderOf(tx, countyCode, kept.elderId)
  context.concerns(countyCode, [kept.elderId])
  const hidden = isHidden(context, kept)
  return {
    ...rowOf(context, kept),
    ...elder,
    elderName: nameFor(actor.role, elder.elderName),
    ...{ version: kept.version, firstAccountId: kept.firstId, firstMedical: kept.firstMedical },
    secondMedical: kept.secondMedical,
    first: hidden ? null : firstOpinion(kept),
    second: secondOpinion(kept),
    form:
      hidden || kept.formSealed === null ? null : AbilityForm.parse(JSON.parse(sealer.open(kept.formSealed))),
    acts: await actsOf(context, countyCode, id),
  }
}

async function elderOf(tx: Transaction, countyCode: string, elderId: string) {
  return tx
    .selectFrom('elders')
    .innerJoin('regions as village', 'village.code', 'elders.regionCode')
    .leftJoin('regions as township', 'township.code', 'village.parentCode')
    .where('elders.countyCode', '=', countyCode)
    .where('elders.id', '=', elderId)
    .select([
      'elders.name as elderName',
      'elders.sex as elderSex',
      'elders.bornOn as elderBornOn',
      'village.shortName as villageName',
      eb => eb.fn.coalesce('township.shortName', eb.val('')).as('townshipName'),
    ])
    .executeTakeFirstOrThrow(noSuchAbility)
}

async function actsOf({ tx, sealer }: Context, countyCode: string, id: string): Promise<Ability['acts']> {
  const acts = await tx
    .selectFrom('abilityActs')
    .innerJoin('accounts', 'accounts.id', 'abilityActs.byAccountId')
    .where('abilityActs.countyCode', '=', countyCode)
    .where('abilityActs.assessmentId', '=', id)
    .orderBy('abilityActs.doneAt')
    .orderBy('abilityActs.id')
    .select([
      ...(['abilityActs.id', 'kind', 'byAccountId', 'accounts.name as byName', 'noteSealed'] as const),
      ...(['toldWay', 'toldTo', 'accepted', 'doneAt'] as const),
    ])
    .execute()
  // Acts of one instant read in the order in which they can follow each other.
  const order = ({ kind }: { kind: AbilityActKind }) => abilityActKinds.keys.indexOf(kind)
  return acts
    .map(({ noteSealed, ...act }) => ({ ...act, note: noteSealed === null ? null : sealer.open(noteSealed) }))
    .sort((one, other) => (one.doneAt === other.doneAt ? order(one) - order(other) : 0))
}

export function noSuchAbility(): Refused {
  return new Refused('not_found', '没有找到这次评估，或者它不在您的辖区内。请返回档案刷新后重试。')
}

/** What benefits and groups may rely on: the result in force of each person, by the record that was asked for. */
export interface StandingAbility {
  elderId: string
  assessmentId: string
  level: NonNullable<Kept['resultLevel']>
  levelNumber: number
  assessedOn: string
  validUntil: string | null
}

export async function standingAbilities(
  tx: Transaction,
  countyCode: string,
  elderIds: readonly string[],
): Promise<Map<string, StandingAbility>> {
  if (elderIds.length === 0) return new Map()
  const found = await sql<Omit<StandingAbility, 'levelNumber'>>`
    select distinct on (e.id) e.id as elder_id, a.id as assessment_id, a.result_level as level, a.assessed_on,
      a.valid_until
    from elders e join ability_assessments a on a.county_code = e.county_code
      and a.elder_id = any(e.id || e.merged_ids) and a.stage in ('settled', 'told')
    where e.county_code = ${countyCode} and e.id = any(${elderIds}::uuid[])
    order by e.id, a.assessed_on desc, a.submitted_at desc`.execute(tx)
  return new Map(found.rows.map(row => [row.elderId, { ...row, levelNumber: levelNumber(row.level) }]))
}
