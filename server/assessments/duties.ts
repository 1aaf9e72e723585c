// What waits for somebody: the second assessor, the reviewer, the elder, a clock. One list and one count a duty.
import { type RawBuilder, sql } from 'kysely'
import type { assessmentApi } from '../../domain/assessments/api.ts'
import { type AssessmentDuty, assessmentDuties, type DutyRow } from '../../domain/assessments/assessment.ts'
import { nameFor } from '../../domain/elders/registration.ts'
import { areaOf, levelOf } from '../../domain/kernel/area.ts'
import { addDays, ageOn } from '../../domain/kernel/day.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'

/** Columns every source answers: who, what waits, since when, until when, and the day it is sorted by. */
type Source = RawBuilder<unknown>

const assessed = (condition: RawBuilder<unknown>): Source => sql`
  select a.county_code, a.elder_id, a.id as subject_id, a.result_level as level, a.assessed_on as since,
    a.valid_until as due_on, a.assessed_on as sorted_on, null::text as note_sealed
  from ability_assessments a where ${condition}`

function sourceOf(context: Context, duty: AssessmentDuty, regionCode: string): Source {
  const { today } = context
  const soon = addDays(today, context.setting('ability.expiringDays', regionCode))
  const newer = sql`exists (select from ability_assessments n where n.county_code = a.county_code
    and n.elder_id = a.elder_id and n.submitted_at > a.submitted_at)`
  const sources: Record<AssessmentDuty, Source> = {
    secondDuty: assessed(sql`a.stage = 'awaitsSecond'`),
    reviewDuty: assessed(sql`a.stage in ('differing', 'awaitsReview')`),
    tellDuty: assessed(sql`a.stage = 'settled'`),
    againDuty: assessed(sql`not ${newer} and (a.stage = 'setAside' or (a.stage = 'told' and exists (
      select from ability_acts t where t.county_code = a.county_code and t.assessment_id = a.id and not t.accepted)))`),
    changeDuty: sql`
      select c.county_code, c.elder_id, c.id as subject_id, null::text as level, c.reported_on as since, c.due_on,
        c.due_on as sorted_on, c.what_sealed as note_sealed
      from ability_changes c where c.closed_on is null`,
    expiredDuty: assessed(sql`a.stage in ('settled', 'told') and a.valid_until < ${today}`),
    expiringDuty: assessed(
      sql`a.stage in ('settled', 'told') and a.valid_until >= ${today} and a.valid_until <= ${soon}`,
    ),
    neverDuty: sql`
      select m.county_code, m.elder_id, null::uuid as subject_id, null::text as level, m.valid_from as since,
        null::date as due_on, m.valid_from as sorted_on, null::text as note_sealed
      from elder_memberships m
      where m."group" = 'careDependent' and m.valid_to is null and not exists (select from ability_assessments a
        where a.county_code = m.county_code and a.elder_id = m.elder_id)`,
  }
  return sources[duty]
}

/** The person a record stands for, where she lives now; nobody who has died or moved away. */
function ofPeople(source: Source, regionCode: string): RawBuilder<unknown> {
  const area = areaOf(regionCode)
  const inOneCounty = !['province', 'prefecture'].includes(levelOf(regionCode))
  return sql`
    from (${source}) as duty
    join elders given on given.county_code = duty.county_code and given.id = duty.elder_id
    join elders e on e.county_code = given.county_code and e.id = coalesce(given.merged_into, given.id)
    where e.ended_on is null and e.region_code between ${area.from} and ${area.to}
      ${inOneCounty ? sql`and duty.county_code = ${regionCode.slice(0, 6)}` : sql``}`
}

type Kept = Omit<DutyRow, 'elderAge' | 'note'> & {
  bornOn: string | null
  noteSealed: string | null
  sortedOn: string
}

export async function listDuties(
  context: Context,
  { regionCode, duty, limit, after }: InputOf<(typeof assessmentApi)['assessment.duties']>,
): Promise<{ rows: DutyRow[]; next: string | null }> {
  const from = after === undefined ? null : cursorFrom(after)
  const key = sql`coalesce(duty.subject_id, duty.elder_id)`
  const found = await sql<Kept>`
    select page.*, village.short_name as village_name, coalesce(township.short_name, '') as township_name
    from (
      select e.county_code, ${key} as id, e.region_code, e.id as elder_id, e.name as elder_name, e.born_on,
        duty.subject_id, duty.level, duty.since, duty.due_on, duty.note_sealed, duty.sorted_on
      ${ofPeople(sourceOf(context, duty, regionCode), regionCode)}
        ${from === null ? sql`` : sql`and (duty.sorted_on, ${key}) > (${from.on}::date, ${from.id}::uuid)`}
      order by duty.sorted_on, ${key} limit ${limit + 1}
    ) as page
    join regions village on village.code = page.region_code
    left join regions township on township.code = left(page.region_code, 9) || '000'
    order by page.sorted_on, page.id`.execute(context.tx)
  const page = found.rows.slice(0, limit)
  const last = found.rows.length > limit ? page.at(-1) : undefined
  for (const countyCode of new Set(page.map(row => row.countyCode)))
    context.concerns(
      countyCode,
      page.filter(row => row.countyCode === countyCode).map(row => row.elderId),
    )
  return {
    rows: page.map(row => rowFor(context, row)),
    next: last ? `${last.sortedOn} ${last.id}` : null,
  }
}

function rowFor({ actor, today, sealer }: Context, { bornOn, noteSealed, ...row }: Kept): DutyRow {
  return {
    ...row,
    elderName: nameFor(actor.role, row.elderName),
    elderAge: bornOn === null ? null : ageOn(bornOn, today),
    note: noteSealed === null ? null : sealer.open(noteSealed),
  }
}

function cursorFrom(after: string): { on: string; id: string } {
  const match = /^(\d{4}-\d\d-\d\d) ([0-9a-f-]{36})$/.exec(after)
  if (!match) throw new Refused('invalid', '翻页位置不对，请回到第一页重试。')
  return { on: match[1] ?? '', id: match[2] ?? '' }
}

export async function countDuties(
  context: Context,
  { regionCode }: { regionCode: string },
): Promise<Record<AssessmentDuty, number>> {
  const counts = assessmentDuties.keys.map(
    duty => sql`select ${duty}::text as duty, count(*)::int as count
      ${ofPeople(sourceOf(context, duty, regionCode), regionCode)}`,
  )
  const found = await sql<{
    duty: AssessmentDuty
    count: number
  }>`${sql.join(counts, sql` union all `)}`.execute(context.tx)
  return Object.fromEntries(found.rows.map(row => [row.duty, row.count])) as Record<AssessmentDuty, number>
}
