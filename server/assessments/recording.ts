// Takes in ability assessments of first assessors, a whole push at once.
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { checkAbility, judgeAbility } from '../../domain/assessments/ability.ts'
import { AbilityForm, riskEventsOf } from '../../domain/assessments/ability-form.ts'
import { digitsOf } from '../../domain/assessments/ability-items.ts'
import type { AbilityInput } from '../../domain/assessments/api.ts'
import { uuidV7 } from '../../domain/kernel/id.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { notQualified, ownQualifications, type Qualification, qualificationOn } from './assessors.ts'
import { type Home, homesOf, whyNoRecord } from './people.ts'

type Outcome = Record<string, never> | Refused

export function actId(context: Context): string {
  return uuidV7(context.now.getTime(), randomBytes(10))
}

export async function recordAbilities(context: Context, inputs: readonly AbilityInput[]): Promise<Outcome[]> {
  const homes = await homesOf(context, inputs)
  const qualifications = await ownQualifications(context)
  const refused = inputs.map(input => whyRefused(context, input, homes.get(input.elderId), qualifications))
  const fresh = new Map<string, ReturnType<typeof rowOf>>()
  inputs.forEach((input, index) => {
    const home = homes.get(input.elderId)
    const qualification = qualificationOn(qualifications, input.assessedOn)
    if (refused[index] || !home || !qualification || fresh.has(input.id)) return
    fresh.set(input.id, rowOf(context, input, home, qualification))
  })
  const inserted = await insert(context, [...fresh.values()])
  const known = await storedSayings(
    context,
    inputs.filter(input => !inserted.has(input.id)),
  )
  for (const countyCode of new Set(inputs.map(input => input.countyCode)))
    context.concerns(
      countyCode,
      inputs.filter(input => homes.has(input.elderId)).map(input => input.elderId),
    )
  return inputs.map((input, index) => {
    if (refused[index]) return refused[index]
    if (inserted.has(input.id) && fresh.get(input.id)?.said === sayingOf(input)) return {}
    return known.get(input.id) === sayingOf(input) ? {} : otherContent()
  })
}

function otherContent(): Refused {
  return new Refused(
    'conflict',
    '这个编号已经用于内容不同的另一次评估，两份都已保留，没有覆盖。请联系县级民政部门核对。',
  )
}

function whyRefused(
  context: Context,
  input: AbilityInput,
  home: Home | undefined,
  qualifications: readonly Qualification[],
): Refused | null {
  if (!qualificationOn(qualifications, input.assessedOn)) return notQualified()
  const no = whyNoRecord(home, input.assessedOn)
  if (no) return no
  try {
    checkAbility(input, context.today)
    return null
  } catch (error) {
    if (error instanceof Refused) return error
    throw error
  }
}

/** What the assessor said, apart from what the rules of the day made of it. */
function sayingOf({ elderId, assessedOn, reason, scores, form }: AbilityInput): string {
  return JSON.stringify([elderId, assessedOn, reason, digitsOf(scores), AbilityForm.parse(form)])
}

function rowOf(context: Context, input: AbilityInput, home: Home, qualification: Qualification) {
  const { actor, now, sealer } = context
  const { scores, form } = input
  const facts = { coma: form.coma, diagnosed: form.diagnosed, riskEvents: riskEventsOf(form) }
  return {
    said: sayingOf(input),
    countyCode: input.countyCode,
    id: input.id,
    actId: actId(context),
    regionCode: home.regionCode,
    elderId: input.elderId,
    assessedOn: input.assessedOn,
    reason: input.reason,
    scores: digitsOf(scores),
    ...judgeAbility(scores, facts, {
      addUp: context.setting('ability.addUpAdjustments', home.regionCode),
      reviewBoth: context.setting('ability.reviewBothAdjustments', home.regionCode),
    }),
    formSealed: sealer.seal(JSON.stringify(form)),
    livesAlone: form.living === 'livesAlone',
    firstId: actor.accountId,
    firstMedical: qualification.medical,
    submittedAt: now.toISOString(),
    deviceId: actor.deviceId,
  }
}

async function insert(context: Context, rows: readonly ReturnType<typeof rowOf>[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set()
  const inserted = await sql<{ id: string }>`
    with given as (
      select * from json_to_recordset(${JSON.stringify(rows)}::json) as one ("countyCode" text, id uuid, "actId" uuid,
        "regionCode" text, "elderId" uuid, "assessedOn" date, reason text, scores text, total smallint,
        "initialLevel" text, adjustments text[], "finalLevel" text, "mustReview" boolean, "rulesVersion" int,
        "formSealed" text, "livesAlone" boolean, "firstId" uuid, "firstMedical" boolean, "submittedAt" timestamptz, "deviceId" uuid)
    ), kept as (
      insert into ability_assessments (county_code, id, region_code, elder_id, standard, assessed_on, reason, scores,
        total, initial_level, adjustments, final_level, must_review, rules_version, form_sealed, lives_alone, first_id,
        first_medical, submitted_at, device_id, stage, version)
      select "countyCode", id, "regionCode", "elderId", 'gbt42195', "assessedOn", reason, scores, total,
        "initialLevel", adjustments, "finalLevel", "mustReview", "rulesVersion", "formSealed", "livesAlone", "firstId",
        "firstMedical", "submittedAt", "deviceId", 'awaitsSecond', 1
      from given
      on conflict do nothing returning id
    ), told as (
      insert into ability_acts (county_code, id, region_code, assessment_id, kind, by_account_id, done_at)
      select "countyCode", "actId", "regionCode", id, 'submittedFirst', "firstId", "submittedAt"
      from given where id in (select id from kept)
    )
    select id from kept`.execute(context.tx)
  return new Set(inserted.rows.map(row => row.id))
}

async function storedSayings(
  context: Context,
  inputs: readonly AbilityInput[],
): Promise<Map<string, string>> {
  if (inputs.length === 0) return new Map()
  const stored = await context.tx
    .selectFrom('abilityAssessments')
    .where('countyCode', 'in', [...new Set(inputs.map(input => input.countyCode))])
    .where('id', 'in', [...new Set(inputs.map(input => input.id))])
    .where('firstId', '=', context.actor.accountId)
    .select(['id', 'elderId', 'assessedOn', 'reason', 'scores', 'formSealed'])
    .execute()
  return new Map(
    stored.map(({ id, formSealed, ...row }) => {
      const form = formSealed === null ? {} : JSON.parse(context.sealer.open(formSealed))
      return [
        id,
        JSON.stringify([row.elderId, row.assessedOn, row.reason, row.scores, AbilityForm.parse(form)]),
      ]
    }),
  )
}
