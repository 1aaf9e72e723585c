// A visit that arrives again: the same answer when it is the same, a refusal when it is another.
import type { Selectable } from 'kysely'
import { Refused } from '../../domain/kernel/refusal.ts'
import { lettersOf } from '../../domain/visits/answers.ts'
import { answersOf } from '../../domain/visits/rules.ts'
import type { VisitInput } from '../../domain/visits/visit.ts'
import type { Context } from '../kernel/context.ts'
import type { Tables } from '../tables.ts'
import type { Recorded } from './recording.ts'

/** Visits whose ids are taken: stored by an earlier push whose answer was lost, or by something else. */
export async function answerRepeats(
  context: Context,
  inputs: readonly VisitInput[],
): Promise<(Recorded | Refused)[]> {
  if (inputs.length === 0) return []
  const counties = [...new Set(inputs.map(input => input.countyCode))]
  const ids = [...new Set(inputs.map(input => input.id))]
  const stored = await context.tx
    .selectFrom('visits')
    .where('countyCode', 'in', counties)
    .where('id', 'in', ids)
    .selectAll()
    .execute()
  const cases = await context.tx
    .selectFrom('aidCases')
    .where('countyCode', 'in', counties)
    .where('visitId', 'in', ids)
    .orderBy('id')
    .select(['id', 'visitId'])
    .execute()
  return inputs.map(input => {
    const before = stored.find(row => row.id === input.id && row.countyCode === input.countyCode)
    if (!before || !isSame(context, before, input))
      return new Refused(
        'conflict',
        '这个编号已经用于内容不同的另一次探访，两条都已保留，没有覆盖。请联系乡镇核对。',
      )
    return {
      visitId: input.id,
      aidCaseIds: cases.filter(one => one.visitId === input.id).map(one => one.id),
    }
  })
}

type StoredVisit = Selectable<Tables['visits']>

/** What the visitor said, not what the rules of the day made of it. */
function isSame(context: Context, before: StoredVisit, input: VisitInput): boolean {
  if (before.visitorId !== context.actor.accountId) return false
  const note = before.noteSealed === null ? null : context.sealer.open(before.noteSealed)
  const { lon, lat, accuracyMeters } = before
  const said = [
    before.elderId,
    before.method,
    before.result,
    before.notReachedReason,
    Date.parse(before.startedAt),
    Date.parse(before.endedAt),
    [lon, lat, accuracyMeters === null ? null : Math.fround(accuracyMeters)],
    before.answers,
    before.needs,
    note,
    before.attachmentIds,
    before.doorCode,
    partsOf(before),
  ]
  const place = input.place
  const saysNow = [
    input.elderId,
    input.method,
    input.result,
    input.notReachedReason,
    Date.parse(input.startedAt),
    Date.parse(input.endedAt),
    // The column keeps four bytes of the accuracy.
    place ? [place.lon, place.lat, Math.fround(place.accuracyMeters)] : [null, null, null],
    lettersOf(answersOf(input)),
    input.needs,
    input.note?.trim() || null,
    input.attachmentIds,
    input.doorCode ?? null,
    partsOf(input),
  ]
  return JSON.stringify(said) === JSON.stringify(saysNow)
}

/** Written field by field: the database keeps the keys of an object in an order of its own. */
function partsOf(visit: StoredVisit | VisitInput) {
  const { refusedReason, toldBy, doorSigns, followUps, seasonal, kinContacts, householdVisitId } = visit
  return [
    ...[refusedReason, toldBy, doorSigns, householdVisitId],
    followUps.map(({ field, caseId, outcome }) => [field, caseId, outcome]),
    seasonal.map(({ question, answer }) => [question, answer]),
    kinContacts.map(({ kinId, when }) => [kinId, when]),
  ]
}
