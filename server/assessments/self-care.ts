// Self-care of 特困: recorded by phone or desk, and the clock that a reported change starts.
import { sql } from 'kysely'
import type { assessmentApi, SelfCareInput } from '../../domain/assessments/api.ts'
import type { AbilityChange, SelfCare } from '../../domain/assessments/assessment.ts'
import { reassessBy, selfCareLevelOf, selfCareRulesVersion } from '../../domain/assessments/self-care.ts'
import { type Day, daysBetween } from '../../domain/kernel/day.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import type { Transaction } from '../kernel/database.ts'
import { calendarOf } from '../regions/regions.ts'
import { homeOf, homesOf, recordsOf, whyNoRecord } from './people.ts'

export function whyWrongDay(on: Day, today: Day): Refused | null {
  const age = daysBetween(on, today)
  if (age < -1) return new Refused('invalid', '日期在今天以后，可能是手机时间不准。请核对日期后重新提交。')
  if (age > 366) return new Refused('invalid', '日期在一年以前，请核对日期后重新提交。')
  return null
}

type Outcome = Record<string, never> | Refused

export async function recordSelfCare(context: Context, inputs: readonly SelfCareInput[]): Promise<Outcome[]> {
  const { sealer, actor, now, today } = context
  const homes = await homesOf(context, inputs)
  const refused = inputs.map(
    input => whyWrongDay(input.assessedOn, today) ?? whyNoRecord(homes.get(input.elderId), input.assessedOn),
  )
  const rows = inputs.flatMap((input, index) => {
    const home = homes.get(input.elderId)
    if (refused[index] || !home) return []
    const { countyCode, id, elderId, assessedOn, reason, note } = input
    const notMet = [...new Set(input.notMet)].sort()
    return {
      ...{ countyCode, id, regionCode: home.regionCode, elderId, assessedOn, reason, notMet },
      ...{ level: selfCareLevelOf(notMet), rulesVersion: selfCareRulesVersion },
      noteSealed: note === null ? null : sealer.seal(note),
      ...{ assessedBy: actor.accountId, recordedAt: now.toISOString() },
    }
  })
  const same = await insert(context, rows)
  await closeChanges(context, rows)
  for (const { countyCode, elderId } of rows) context.concerns(countyCode, [elderId])
  return inputs.map((input, index) => {
    if (refused[index]) return refused[index]
    return same.has(input.id) ? {} : otherContent()
  })
}

export function otherContent(): Refused {
  return new Refused('conflict', '这个编号已经用于内容不同的另一条记录，两条都已保留。请联系乡镇核对。')
}

type Row = {
  countyCode: string
  id: string
  elderId: string
  assessedOn: Day
  notMet: string[]
}

/** Answers the ids that are now stored just as they were sent, whether by this call or an earlier one. */
async function insert(context: Context, rows: readonly Row[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set()
  const given = sql`json_to_recordset(${JSON.stringify(rows)}::json) as one ("countyCode" text, id uuid,
    "regionCode" text, "elderId" uuid, "assessedOn" date, reason text, "notMet" text[], level text,
    "rulesVersion" int, "noteSealed" text, "assessedBy" uuid, "recordedAt" timestamptz)`
  await sql`
    insert into self_care_assessments (county_code, id, region_code, elder_id, assessed_on, reason, not_met, level,
      rules_version, note_sealed, assessed_by, recorded_at)
    select "countyCode", id, "regionCode", "elderId", "assessedOn", reason, "notMet", level, "rulesVersion",
      "noteSealed", "assessedBy", "recordedAt" from ${given}
    on conflict do nothing`.execute(context.tx)
  const stored = await sql<{ id: string }>`
    select one.id from ${given} join self_care_assessments s on s.county_code = one."countyCode" and s.id = one.id
      and s.elder_id = one."elderId" and s.assessed_on = one."assessedOn" and s.not_met = one."notMet"
      and s.assessed_by = one."assessedBy"`.execute(context.tx)
  return new Set(stored.rows.map(row => row.id))
}

/** An assessment made on or after the day of the report answers it. */
async function closeChanges(context: Context, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    update ability_changes change set closed_on = done."assessedOn"
    from json_to_recordset(${JSON.stringify(rows)}::json) as done ("countyCode" text, "elderId" uuid, "assessedOn" date)
    join elders given on given.county_code = done."countyCode" and given.id = done."elderId"
    join elders person on person.county_code = given.county_code
      and person.id = coalesce(given.merged_into, given.id)
    where change.county_code = person.county_code and change.elder_id = any(person.id || person.merged_ids)
      and change.closed_on is null and change.reported_on <= done."assessedOn"`.execute(context.tx)
}

export async function listSelfCare(
  context: Context,
  ref: InputOf<(typeof assessmentApi)['selfCare.list']>,
): Promise<{ rows: SelfCare[]; changes: AbilityChange[] }> {
  const { tx, sealer } = context
  const records = await recordsOf(context, ref)
  const rows = await tx
    .selectFrom('selfCareAssessments as s')
    .innerJoin('accounts', 'accounts.id', 's.assessedBy')
    .where('s.countyCode', '=', ref.countyCode)
    .where('s.elderId', 'in', records)
    .orderBy('s.assessedOn', 'desc')
    .orderBy('s.recordedAt', 'desc')
    .selectAll('s')
    .select('accounts.name as assessorName')
    .execute()
  const changes = await tx
    .selectFrom('abilityChanges')
    .where('countyCode', '=', ref.countyCode)
    .where('elderId', 'in', records)
    .orderBy('reportedOn', 'desc')
    .orderBy('id')
    .selectAll()
    .execute()
  context.concerns(ref.countyCode, [ref.elderId])
  const opened = (sealed: string | null) => (sealed === null ? null : sealer.open(sealed))
  return {
    rows: rows.map(({ noteSealed, notMet, ...row }) => ({
      ...row,
      notMet: notMet as SelfCare['notMet'],
      note: opened(noteSealed),
    })),
    changes: changes.map(({ whatSealed, ...row }) => ({ ...row, what: opened(whatSealed) ?? '' })),
  }
}

export async function recordChange(
  context: Context,
  input: InputOf<(typeof assessmentApi)['abilityChange.record']>,
): Promise<AbilityChange> {
  const { what, ...said } = input
  const home = await homeOf(context, input)
  const no = whyWrongDay(input.reportedOn, context.today) ?? whyNoRecord(home, input.reportedOn)
  if (no) throw no
  if (input.reportedOn > context.today) throw new Refused('invalid', '报告日期还没有到，请核对后重试。')
  const days = context.setting('selfCare.reassessWorkingDays', home.regionCode)
  const { day: dueOn } = reassessBy(await calendarOf(context), input.reportedOn, days)
  const row = { ...said, regionCode: home.regionCode, dueOn, closedOn: null }
  const { numInsertedOrUpdatedRows } = await context.tx
    .insertInto('abilityChanges')
    .values({
      ...row,
      whatSealed: context.sealer.seal(what),
      ...{ recordedBy: context.actor.accountId, recordedAt: context.now.toISOString() },
    })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 0n) throw otherContent()
  context.concerns(input.countyCode, [input.elderId])
  return { ...row, what }
}

export interface StandingSelfCare {
  elderId: string
  level: SelfCare['level']
  assessedOn: Day
}

export async function standingSelfCare(
  tx: Transaction,
  countyCode: string,
  elderIds: readonly string[],
): Promise<Map<string, StandingSelfCare>> {
  if (elderIds.length === 0) return new Map()
  const found = await sql<StandingSelfCare>`
    select distinct on (e.id) e.id as elder_id, s.level, s.assessed_on
    from elders e join self_care_assessments s on s.county_code = e.county_code
      and s.elder_id = any(e.id || e.merged_ids)
    where e.county_code = ${countyCode} and e.id = any(${elderIds}::uuid[])
    order by e.id, s.assessed_on desc, s.recorded_at desc`.execute(tx)
  return new Map(found.rows.map(row => [row.elderId, row]))
}
