// Records visits, a whole push at once: one read of the elders, one insert, cases and figures set-based.
import { sql } from 'kysely'
import { type Month, monthOf } from '../../domain/kernel/day.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { truthJob } from '../../domain/visit-truth/api.ts'
import { lettersOf } from '../../domain/visits/answers.ts'
import { answersOf, checkVisit, judgeVisit, type VisitSettings } from '../../domain/visits/rules.ts'
import type { VisitInput } from '../../domain/visits/visit.ts'
import { openFromVisits, workOf } from '../aid-cases/aid-cases.ts'
import { noteChanges } from '../indicators/indicators.ts'
import type { Context } from '../kernel/context.ts'
import { raiseFromVisits } from '../service-orders/service-orders.ts'
import { type LifeSign, noteSigns } from '../silence/silence.ts'
import { answerDuties } from '../surges/surges.ts'
import { openDoorAlarms } from './door-alarms.ts'
import { answerRepeats } from './repeats.ts'

export interface Recorded {
  visitId: string
  aidCaseIds: string[]
}

type Outcome = Recorded | Refused
type VisitRow = ReturnType<typeof rowOf>

interface Home {
  regionCode: string
  endedOn: string | null
  /** What was found before is asked after: only then, or when a danger was found, are the cases looked at. */
  hasOpenCase: boolean
}

/** Who was at the door: the person signed in, or somebody whose paper a clerk types in. */
interface Visitor {
  accountId: string
  deviceId: string | null
}

export async function recordVisits(
  context: Context,
  inputs: readonly VisitInput[],
  visitor: Visitor = context.actor,
): Promise<Outcome[]> {
  const outcomes = new Array<Outcome>(inputs.length)
  const homes = await homesOf(context, inputs)
  const settings = settingsReader(context)
  const rows: { index: number; input: VisitInput; row: VisitRow }[] = []
  const repeats: { index: number; input: VisitInput }[] = []
  const ids = new Set<string>()
  inputs.forEach((input, index) => {
    const home = homes.get(`${input.countyCode} ${input.elderId}`)
    const refused = whyRefused(context, input, home)
    if (refused) outcomes[index] = refused
    else if (ids.has(input.id)) repeats.push({ index, input })
    else if (home) rows.push({ index, input, row: rowOf(context, visitor, input, home.regionCode, settings) })
    ids.add(input.id)
  })
  const inserted = await insertVisits(
    context,
    rows.map(({ row }) => row),
  )
  const fresh = rows.filter(({ row }) => inserted.has(row.id))
  const worrying = fresh.filter(
    ({ input, row }) =>
      row.worst === 'danger' || homes.get(`${input.countyCode} ${input.elderId}`)?.hasOpenCase,
  )
  const opened = await openFromVisits(context, worrying.map(foundOn))
  await openDoorAlarms(
    context,
    fresh.map(({ input, row }) => ({ input, regionCode: row.regionCode })),
    opened,
  )
  for (const { index, row } of fresh)
    outcomes[index] = { visitId: row.id, aidCaseIds: opened.get(row.id) ?? [] }
  const stored = fresh.map(({ row }) => row)
  // None of them reads what another writes: asked together, they travel together.
  await Promise.all([
    answerDuties(context, stored),
    noteSigns(workOf(context), stored.flatMap(signsOf)),
    raiseFromVisits(context, fresh.flatMap(needsHeard)),
    noteMoved(context, stored),
  ])
  repeats.push(...rows.filter(({ row }) => !inserted.has(row.id)))
  const answers = await answerRepeats(
    context,
    repeats.map(({ input }) => input),
  )
  repeats.forEach(({ index }, position) => {
    outcomes[index] = answers[position] as Outcome
  })
  return outcomes
}

/**
 * Where each elder lives; an elder outside the visitor's area is hidden by the row policy and so missing. A phone
 * may still carry a record that was merged since: the visit is a fact all the same and counts for the person,
 * whose own ending then speaks.
 */
async function homesOf(context: Context, inputs: readonly VisitInput[]): Promise<Map<string, Home>> {
  const counties = [...new Set(inputs.map(input => input.countyCode))]
  const elders = [...new Set(inputs.map(input => input.elderId))]
  const found = await sql<Home & { countyCode: string; id: string }>`
    select e.county_code, e.id, e.region_code, person.ended_on, exists (
      select from aid_cases c where c.county_code = e.county_code
        and c.elder_id = any(array[e.id] || person.id || person.merged_ids)
        and (c.stage not in ('closed', 'rejected', 'joined') or c.recheck_owed)) as has_open_case
    from elders e
    left join elders person on person.county_code = e.county_code and person.id = coalesce(e.merged_into, e.id)
    where e.county_code = any(${counties}) and e.id = any(${elders}::uuid[])`.execute(context.tx)
  return new Map(found.rows.map(row => [`${row.countyCode} ${row.id}`, row]))
}

/** The first thing wrong with a visit; the others of its batch go on without it. */
function whyRefused(context: Context, input: VisitInput, home: Home | undefined): Refused | null {
  if (!home)
    return new Refused(
      'not_found',
      '这位老人不在您负责的区域内，可能已迁走或调整了分工。记录仍保留在手机上，请联系乡镇核对后重新提交。',
    )
  try {
    checkVisit(input, { now: context.now })
  } catch (error) {
    if (error instanceof Refused) return error
    throw error
  }
  if (home.endedOn !== null && input.result === 'met' && input.startedAt.slice(0, 10) > home.endedOn)
    return new Refused(
      'rule_broken',
      `档案显示这位老人已于 ${home.endedOn} 去世或迁出，之后不能记录“见到本人”。如登记有误，请联系乡镇更正后重新提交。`,
    )
  return null
}

/** Visits of one push are mostly of one village: its settings are looked up once. */
function settingsReader(context: Context): (regionCode: string) => VisitSettings {
  const known = new Map<string, VisitSettings>()
  return regionCode => {
    const before = known.get(regionCode)
    if (before) return before
    const settings = {
      notAskedLimit: context.setting('visit.notAskedLimit', regionCode),
      remoteCounts: context.setting('visit.remoteCounts', regionCode),
    }
    known.set(regionCode, settings)
    return settings
  }
}

function rowOf(
  context: Context,
  visitor: Visitor,
  input: VisitInput,
  regionCode: string,
  settings: (regionCode: string) => VisitSettings,
) {
  const { now, sealer } = context
  const note = input.note?.trim() || null
  return {
    countyCode: input.countyCode,
    id: input.id,
    regionCode,
    elderId: input.elderId,
    visitorId: visitor.accountId,
    method: input.method,
    result: input.result,
    notReachedReason: input.notReachedReason,
    ...partsOf(input),
    startedAt: input.startedAt,
    endedAt: input.endedAt,
    receivedAt: now.toISOString(),
    lon: input.place?.lon ?? null,
    lat: input.place?.lat ?? null,
    accuracyMeters: input.place?.accuracyMeters ?? null,
    answers: lettersOf(answersOf(input)),
    needs: input.needs,
    noteSealed: note === null ? null : sealer.seal(note),
    attachmentIds: input.attachmentIds,
    doorCode: input.doorCode ?? null,
    deviceId: visitor.deviceId,
    clockOffsetMs: input.clockOffsetMs ?? null,
    ...judgeVisit(input, settings(regionCode), { now }),
  }
}

/** What is stored beside the 24 fields. */
function partsOf(input: VisitInput) {
  const { refusedReason, toldBy, doorSigns, followUps, seasonal, kinContacts, householdVisitId } = input
  return { refusedReason, toldBy, doorSigns, followUps, seasonal, kinContacts, householdVisitId }
}

/** One statement whose only parameter is the batch as JSON: 200 visits of 30 columns would be 6,000 parameters. */
async function insertVisits(context: Context, rows: readonly VisitRow[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set()
  const inserted = await sql<{ id: string }>`
    insert into visits (county_code, id, region_code, elder_id, visitor_id, method, result, not_reached_reason,
      refused_reason, told_by, door_signs, follow_ups, seasonal, kin_contacts, household_visit_id,
      visited_on, started_at, ended_at, received_at, lon, lat, accuracy_meters, answers, needs, note_sealed,
      attachment_ids, door_code, counts_for_rate, worst, rules_version, device_id, clock_offset_ms, synthetic)
    select "countyCode", id, "regionCode", "elderId", "visitorId", method, result, "notReachedReason",
      "refusedReason", "toldBy", "doorSigns", "followUps", seasonal, "kinContacts", "householdVisitId",
      "visitedOn", "startedAt", "endedAt", "receivedAt", lon, lat, "accuracyMeters", answers, needs, "noteSealed",
      "attachmentIds", "doorCode", "countsForRate", worst, "rulesVersion", "deviceId", "clockOffsetMs", false
    from json_to_recordset(${JSON.stringify(rows)}::json) as visit ("countyCode" text, id uuid, "regionCode" text,
      "elderId" uuid, "visitorId" uuid, method text, result text, "notReachedReason" text,
      "refusedReason" text, "toldBy" text, "doorSigns" text[], "followUps" jsonb, seasonal jsonb,
      "kinContacts" jsonb, "householdVisitId" uuid, "visitedOn" date,
      "startedAt" timestamptz, "endedAt" timestamptz, "receivedAt" timestamptz, lon float8, lat float8,
      "accuracyMeters" real, answers text, needs text[], "noteSealed" text, "attachmentIds" uuid[], "doorCode" text,
      "countsForRate" boolean, worst text, "rulesVersion" int, "deviceId" uuid, "clockOffsetMs" bigint)
    on conflict do nothing
    returning id`.execute(context.tx)
  return new Set(inserted.rows.map(row => row.id))
}

const signOfMethod = { home: 'metAtHome', phone: 'metByPhone', video: 'metByVideo', remote: null } as const

/** Whoever was met is alive; a reading from afar tells its own module. */
function signsOf({ countyCode, elderId, method, result, endedAt }: VisitRow): LifeSign[] {
  const kind = signOfMethod[method]
  return result === 'met' && kind !== null ? [{ countyCode, elderId, kind, at: endedAt }] : []
}

/** Whoever was not met asked for nothing. */
function needsHeard({ row }: { row: VisitRow }) {
  const { countyCode, regionCode, elderId, id, visitedOn, needs, result } = row
  if (result !== 'met' || needs.length === 0) return []
  return [{ countyCode, regionCode, elderId, visitId: id, visitedOn, needs }]
}

function foundOn({ input, row }: { input: VisitInput; row: VisitRow }) {
  const { countyCode, regionCode, elderId, startedAt } = row
  return {
    visitId: row.id,
    countyCode,
    regionCode,
    elderId,
    startedAt,
    answers: answersOf(input),
    followUps: input.followUps,
  }
}

async function noteMoved(context: Context, rows: readonly VisitRow[]): Promise<void> {
  const changes = rows.map(({ regionCode, visitedOn }): { regionCode: string; month: Month } => ({
    regionCode,
    month: monthOf(visitedOn),
  }))
  await noteChanges(context, changes)
  if (rows.length > 0) context.afterCommit(() => context.system.wake(truthJob))
  for (const countyCode of new Set(rows.map(row => row.countyCode)))
    context.concerns(
      countyCode,
      rows.filter(row => row.countyCode === countyCode).map(row => row.elderId),
    )
}
