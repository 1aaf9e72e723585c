// Opens cases, many at once: from what visits found, or one by an officer's hand.
import { sql } from 'kysely'
import type { AidCaseLevel, AidCaseSource } from '../../domain/aid-cases/aid-case.ts'
import { clocksOf, type Deadlines, dueAtOf } from '../../domain/aid-cases/deadlines.ts'
import { firstEscalationAt } from '../../domain/aid-cases/escalation.ts'
import { aidCaseRulesVersion, troublesOf } from '../../domain/aid-cases/rules.ts'
import { monthOf } from '../../domain/kernel/day.ts'
import type { Answers, VisitField } from '../../domain/visits/answers.ts'
import type { FollowUp } from '../../domain/visits/follow-up.ts'
import { noteChanges } from '../indicators/indicators.ts'
import type { Context } from '../kernel/context.ts'
import { calendarOf } from '../regions/regions.ts'
import { nextActId } from './act-ids.ts'
import { answerersFor, anyAdministrator, firstOwner } from './owners.ts'
import { ownersChanged } from './owning.ts'
import { askedAboutCases, keepSeen, type Seen, seenOn } from './rechecks.ts'
import { type CaseWork, workOf } from './work.ts'

/** What aid cases need to know of a visit that has just been stored. */
export interface FoundOnVisit {
  visitId: string
  countyCode: string
  elderId: string
  regionCode: string
  startedAt: string
  answers: Answers
  /** What was said of cases that no field of the form asks about. */
  followUps: readonly FollowUp[]
}

export interface NewCase {
  id: string
  countyCode: string
  regionCode: string
  elderId: string
  visitId: string | null
  level: AidCaseLevel
  field: VisitField | null
  source: AidCaseSource
  signalKey?: string | null
  trouble: string
}

/**
 * Opens one case for each field in danger; a trouble that has a case already is noted there instead, and so is
 * what these visits say of other open cases. Returns the ids opened, by visit.
 */
export async function openFromVisits(
  context: Context,
  visits: readonly FoundOnVisit[],
): Promise<Map<string, string[]>> {
  const opened = new Map<string, string[]>()
  if (visits.length === 0) return opened
  const personOf = await personsOf(context, visits)
  const standing = await askedAboutCases(context, visits, personOf)
  const fresh: NewCase[] = []
  const seen: Seen[] = []
  for (const visit of [...visits].sort((one, other) => (one.startedAt < other.startedAt ? -1 : 1))) {
    const person = personOf(visit.elderId)
    seen.push(...seenOn(visit, person, standing))
    for (const { field, level, trouble } of troublesOf(visit.answers)) {
      const { countyCode, regionCode, elderId, visitId, startedAt } = visit
      if (standing.some(one => one.isOpen && one.person === person && one.field === field)) continue
      const id = nextActId(context.now)
      standing.push({ id, person, field, since: startedAt, isOpen: true })
      fresh.push({ id, countyCode, regionCode, elderId, visitId, level, field, source: 'visit', trouble })
    }
  }
  for (const { id, visitId } of await openCases(workOf(context), fresh))
    if (visitId) opened.set(visitId, [...(opened.get(visitId) ?? []), id])
  await keepSeen(context, seen)
  return opened
}

/** Record → the one that stands for its person: two records of one person have one case for one trouble. */
async function personsOf(
  { tx }: Context,
  visits: readonly FoundOnVisit[],
): Promise<(elderId: string) => string> {
  const merged = await tx
    .selectFrom('elders')
    .where('countyCode', 'in', [...new Set(visits.map(visit => visit.countyCode))])
    .where('id', 'in', [...new Set(visits.map(visit => visit.elderId))])
    .where('mergedInto', 'is not', null)
    .select(['id', 'mergedInto'])
    .execute()
  const into = new Map(merged.map(row => [row.id, row.mergedInto]))
  return elderId => into.get(elderId) ?? elderId
}

/** Writes the cases with owner and clocks; one another phone opened at the same moment is left out. */
export async function openCases(work: CaseWork, cases: readonly NewCase[]): Promise<NewCase[]> {
  if (cases.length === 0) return []
  const { now, tx, today, byAccountId } = work
  const answerers = await answerersFor(
    tx,
    cases.map(one => one.regionCode),
    now,
  )
  const calendar = await calendarOf(work)
  const lastResort = byAccountId ?? (await anyAdministrator(tx, today))
  const earlier = await earlierCases(work, cases)
  const rows = cases.map(one => {
    const setting = <Key extends Parameters<CaseWork['setting']>[0]>(key: Key) =>
      work.setting(key, one.regionCode)
    const deadlines = written(clocksOf(one.level, now, setting, calendar))
    return {
      ...one,
      ...deadlines,
      dueAt: dueAtOf('open', deadlines),
      signalKey: one.signalKey ?? null,
      stage: 'open' as const,
      ownerId: firstOwner(answerers, one.level, one.regionCode, lastResort),
      openedAt: now.toISOString(),
      escalatedTo: null,
      escalateAt: firstEscalationAt(one.level, now, setting)?.toISOString() ?? null,
      ...{ endedAt: null, ending: null, mergedInto: null, recheck: null, recheckOwed: false },
      repeatOf: earlier.get(one.id) ?? null,
      rulesVersion: aidCaseRulesVersion,
      version: 1,
    }
  })
  const kept = await tx
    .insertInto('aidCases')
    .values(rows)
    .onConflict(conflict => conflict.doNothing())
    .returning('id')
    .execute()
  const ids = new Set(kept.map(row => row.id))
  const opened = rows.filter(row => ids.has(row.id))
  await ownersChanged(
    work,
    opened.map(one => ({
      ...one,
      caseId: one.id,
      kind: 'opened' as const,
      note: one.trouble,
      reachedId: one.ownerId,
    })),
  )
  const month = monthOf(today)
  await noteChanges(
    work,
    opened.map(({ regionCode }) => ({ regionCode, month })),
  )
  return opened
}

function written(deadlines: Deadlines<Date>): Deadlines {
  const { acknowledgeBy, onSiteBy, resolveBy, verifyBy, closeBy } = deadlines
  return {
    acknowledgeBy: acknowledgeBy.toISOString(),
    onSiteBy: onSiteBy.toISOString(),
    resolveBy: resolveBy.toISOString(),
    verifyBy: verifyBy.toISOString(),
    closeBy: closeBy.toISOString(),
  }
}

/**
 * The last case of the same person and trouble that was solved not long before (domain.md §1.7: repeat risk). It
 * is settled here once and for all: a setting that changes later does not rewrite what was counted.
 */
async function earlierCases(work: CaseWork, cases: readonly NewCase[]): Promise<Map<string, string>> {
  const asked = cases
    .filter(one => one.field !== null || one.signalKey != null)
    .map(({ id, countyCode, elderId, field, signalKey, regionCode }) => {
      const days = work.setting('aidCase.repeatDays', regionCode)
      const since = new Date(work.now.getTime() - days * 86_400_000).toISOString()
      return { id, countyCode, elderId, field, signalKey: signalKey ?? null, since }
    })
  if (asked.length === 0) return new Map()
  const { rows } = await sql<{ id: string; earlier: string }>`
    select distinct on (a.id) a.id, c.id as earlier
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
      as a (id uuid, "countyCode" text, "elderId" uuid, field text, "signalKey" text, since timestamptz)
    join elders e on e.county_code = a."countyCode" and e.id = a."elderId"
    join elders person on person.county_code = e.county_code and person.id = coalesce(e.merged_into, e.id)
    join aid_cases c on c.county_code = e.county_code and c.elder_id = any(person.id || person.merged_ids)
      and (c.field = a.field or c.signal_key = a."signalKey")
    where c.ending in ('closed', 'signOfLife') and c.ended_at >= a.since
    order by a.id, c.ended_at desc`.execute(work.tx)
  return new Map(rows.map(row => [row.id, row.earlier]))
}
