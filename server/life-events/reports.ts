// What visitors say has happened: kept until an officer makes an event of it or finds it untrue.
import { sql } from 'kysely'
import { nameFor } from '../../domain/elders/registration.ts'
import { areaOf } from '../../domain/kernel/area.ts'
import { addDays, dayOf } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { LifeEventReport, lifeEventApi } from '../../domain/life-events/api.ts'
import { type LifeEventInput, reportedAs } from '../../domain/life-events/life-event.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'
import { unknownReport } from './refusals.ts'

type Report = InputOf<(typeof lifeEventApi)['lifeEvent.report']>

/** One statement for the push; a report sent twice is one report. */
export async function keepReports(
  context: Context,
  inputs: readonly Report[],
): Promise<(Record<string, never> | Refused)[]> {
  const homes = await homesOf(context, inputs)
  const outcomes = inputs.map(input => whyRefused(context, input, homes.get(keyOf(input))) ?? {})
  const taken = inputs.flatMap((input, index) => {
    const home = homes.get(keyOf(input))
    return home === undefined || outcomes[index] instanceof Refused ? [] : [rowOf(context, input, home)]
  })
  await insertReports(context, taken)
  for (const countyCode of new Set(taken.map(row => row.countyCode)))
    context.concerns(
      countyCode,
      taken.filter(row => row.countyCode === countyCode).map(row => row.elderId),
    )
  return outcomes
}

const keyOf = ({ countyCode, elderId }: Report) => `${countyCode} ${elderId}`

async function homesOf({ tx }: Context, inputs: readonly Report[]): Promise<Map<string, string>> {
  const rows = await sql<{ countyCode: string; id: string; regionCode: string }>`
    select county_code, id, region_code from elders
    where county_code = any(${[...new Set(inputs.map(one => one.countyCode))]})
      and id = any(${[...new Set(inputs.map(one => one.elderId))]}::uuid[])`.execute(tx)
  return new Map(rows.rows.map(row => [`${row.countyCode} ${row.id}`, row.regionCode]))
}

function whyRefused({ today }: Context, input: Report, home: string | undefined): Refused | null {
  if (home === undefined)
    return new Refused(
      'not_found',
      '这位老人不在您负责的区域内，可能已迁走或调整了分工。报告仍保留在手机上，请电话告诉乡镇。',
    )
  // The clock of a phone may run ahead by the hours around midnight.
  if (input.happenedOn > addDays(today, 1))
    return new Refused('rule_broken', '报告的日期还没有到。请改成实际发生的日期后重新提交。')
  return null
}

function rowOf({ sealer, actor }: Context, input: Report, regionCode: string) {
  const { countyCode, id, elderId, kind, happenedOn, reportedAt } = input
  const note = input.note?.trim() || null
  const noteSealed = note === null ? null : sealer.seal(note)
  return {
    countyCode,
    id,
    regionCode,
    elderId,
    kind,
    happenedOn,
    reportedAt,
    noteSealed,
    by: actor.accountId,
  }
}

async function insertReports({ tx }: Context, rows: readonly ReturnType<typeof rowOf>[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into life_event_reports (county_code, id, region_code, elder_id, kind, happened_on, note_sealed, state,
      reported_by, reported_at)
    select "countyCode", id, "regionCode", "elderId", kind, "happenedOn", "noteSealed", 'waiting', "by", "reportedAt"
    from json_to_recordset(${JSON.stringify(rows)}::json) as report ("countyCode" text, id uuid,
      "regionCode" text, "elderId" uuid, kind text, "happenedOn" date, "noteSealed" text, "by" uuid,
      "reportedAt" timestamptz)
    on conflict do nothing`.execute(tx)
}

type List = (typeof lifeEventApi)['lifeEvent.reports']

/** Those waiting, oldest first: whoever has waited longest is next. */
export async function listReports(
  context: Context,
  { regionCode, limit, after }: InputOf<List>,
): Promise<OutputOf<List>> {
  const { tx, actor, sealer } = context
  const area = areaOf(regionCode)
  const place = placeFrom(after)
  const found = await sql<Omit<LifeEventReport, 'note'> & { noteSealed: string | null }>`
    select r.county_code, r.id, r.region_code, village.short_name as village_name, r.elder_id,
      e.name as elder_name, r.kind, r.happened_on, r.note_sealed, r.state, reporter.name as reported_by_name,
      r.reported_at, r.answer
    from life_event_reports r
    join elders e on e.county_code = r.county_code and e.id = r.elder_id
    join regions village on village.code = r.region_code
    join accounts reporter on reporter.id = r.reported_by
    where r.state = 'waiting' and r.region_code between ${area.from} and ${area.to}
      and (${place?.sort ?? null}::text is null
        or (r.reported_at, r.id) > (${place?.sort ?? null}::timestamptz, ${place?.id ?? null}::uuid))
    order by r.reported_at, r.id limit ${limit + 1}`.execute(tx)
  const page = found.rows.slice(0, limit)
  for (const row of page) context.concerns(row.countyCode, [row.elderId])
  const last = page.at(-1)
  return {
    rows: page.map(({ noteSealed, ...row }) => ({
      ...row,
      elderName: nameFor(actor.role, row.elderName),
      note: noteSealed === null ? null : sealer.open(noteSealed),
    })),
    next: found.rows.length > limit && last ? cursorOf(last.reportedAt, last.id) : null,
  }
}

/** The report becomes the event that follows it. */
export async function confirmReport(
  context: Context,
  event: LifeEventInput,
  reportId: string,
): Promise<void> {
  const report = await lockReport(context, event.countyCode, reportId)
  if (report.elderId !== event.elderId)
    throw new Refused('invalid', '这条报告说的是另一位老人。请从报告列表重新打开。')
  await decide(context, { countyCode: event.countyCode, id: reportId }, 'confirmed', {
    answer: null,
    eventId: event.id,
  })
}

/** Two visitors may have told of the same: one event answers both. */
export async function confirmSameReports(
  { tx, now, actor }: Context,
  { countyCode, elderId, kind, id }: LifeEventInput,
): Promise<void> {
  await tx
    .updateTable('lifeEventReports')
    .set({ state: 'confirmed', decidedBy: actor.accountId, decidedAt: now.toISOString(), eventId: id })
    .where('countyCode', '=', countyCode)
    .where('elderId', '=', elderId)
    .where('state', '=', 'waiting')
    .where('kind', '=', reportedAs[kind])
    .execute()
}

export async function dismissReport(
  context: Context,
  { countyCode, id, answer }: { countyCode: string; id: string; answer: string },
): Promise<void> {
  const report = await lockReport(context, countyCode, id)
  context.concerns(countyCode, [report.elderId])
  await decide(context, { countyCode, id }, 'dismissed', { answer, eventId: null })
}

async function lockReport({ tx }: Context, countyCode: string, id: string) {
  const report = await tx
    .selectFrom('lifeEventReports')
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .select(['elderId', 'state', 'decidedAt'])
    .forUpdate()
    .executeTakeFirst()
  if (!report) throw unknownReport()
  if (report.state !== 'waiting')
    throw new Refused(
      'conflict',
      `这条报告已于 ${dayOf(new Date(report.decidedAt ?? 0))} 处理过了。请刷新列表。`,
    )
  return report
}

async function decide(
  { tx, now, actor }: Context,
  { countyCode, id }: { countyCode: string; id: string },
  state: 'confirmed' | 'dismissed',
  said: { answer: string | null; eventId: string | null },
): Promise<void> {
  await tx
    .updateTable('lifeEventReports')
    .set({ state, ...said, decidedBy: actor.accountId, decidedAt: now.toISOString() })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
}
