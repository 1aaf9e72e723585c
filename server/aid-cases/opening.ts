// Opens cases, many at once: from what visits found, or one by an officer's hand.
import { sql } from 'kysely'
import type { AidCaseLevel, AidCaseSource } from '../../domain/aid-cases/aid-case.ts'
import { firstEscalationAt } from '../../domain/aid-cases/escalation.ts'
import { aidCaseRulesVersion, clocksOf, followUpOf, troublesOf } from '../../domain/aid-cases/rules.ts'
import { monthOf } from '../../domain/kernel/day.ts'
import type { Answers, VisitField } from '../../domain/visits/answers.ts'
import { noteChanges } from '../indicators/indicators.ts'
import type { Context } from '../kernel/context.ts'
import { calendarOf } from '../regions/regions.ts'
import { nextActId } from './act-ids.ts'
import { anyAdministrator, firstOwner, possibleOwners } from './owners.ts'
import { ownersChanged } from './owning.ts'
import { type CaseWork, workOf } from './work.ts'

/** What aid cases need to know of a visit that has just been stored. */
export interface FoundOnVisit {
  visitId: string
  countyCode: string
  elderId: string
  regionCode: string
  startedAt: string
  answers: Answers
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

interface Remark {
  countyCode: string
  regionCode: string
  caseId: string
  note: string
}

interface StandingCase {
  id: string
  /** The record that stands for whoever it was opened on. */
  person: string
  field: string | null
  /** When the trouble was seen: a visit made before that says nothing of how it went on. */
  since: string
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
  const standing = await standingCases(context, visits, personOf)
  const fresh: NewCase[] = []
  const remarks: Remark[] = []
  for (const visit of [...visits].sort((one, other) => (one.startedAt < other.startedAt ? -1 : 1))) {
    const person = personOf(visit.elderId)
    remarks.push(...remarksOf(visit, person, standing))
    for (const { field, level, trouble } of troublesOf(visit.answers)) {
      const { countyCode, regionCode, elderId, visitId, startedAt } = visit
      if (standing.some(one => one.person === person && one.field === field)) continue
      const id = nextActId(context.now)
      standing.push({ id, person, field, since: startedAt })
      fresh.push({ id, countyCode, regionCode, elderId, visitId, level, field, source: 'visit', trouble })
    }
  }
  for (const { id, visitId } of await openCases(workOf(context), fresh))
    if (visitId) opened.set(visitId, [...(opened.get(visitId) ?? []), id])
  await keepRemarks(context, remarks)
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

async function standingCases(
  context: Context,
  visits: readonly FoundOnVisit[],
  personOf: (elderId: string) => string,
): Promise<StandingCase[]> {
  const counties = [...new Set(visits.map(visit => visit.countyCode))]
  const persons = [...new Set(visits.map(visit => personOf(visit.elderId)))]
  const rows = await sql<Omit<StandingCase, 'since'> & { openedAt: string; startedAt: string | null }>`
    select c.id, person.id as person, c.field, c.opened_at, v.started_at
    from elders person
    join aid_cases c on c.county_code = person.county_code
      and c.elder_id = any(person.id || person.merged_ids)
    left join visits v on v.county_code = c.county_code and v.id = c.visit_id
    where person.county_code = any(${counties}) and person.id = any(${persons}::uuid[])
      and c.stage not in ('closed', 'rejected') and c.field is not null`.execute(context.tx)
  return rows.rows.map(({ openedAt, startedAt, ...row }) => ({ ...row, since: startedAt ?? openedAt }))
}

function remarksOf(visit: FoundOnVisit, person: string, standing: readonly StandingCase[]): Remark[] {
  const { countyCode, regionCode } = visit
  return standing.flatMap(({ id: caseId, field, since, person: whose }) => {
    if (whose !== person || field === null || since >= visit.startedAt) return []
    const note = followUpOf(field as VisitField, visit.answers[field as VisitField])
    return note === null ? [] : [{ countyCode, regionCode, caseId, note }]
  })
}

async function keepRemarks(context: Context, remarks: readonly Remark[]): Promise<void> {
  if (remarks.length === 0) return
  await context.tx
    .insertInto('aidCaseActs')
    .values(
      remarks.map(remark => ({
        ...remark,
        id: nextActId(context.now),
        kind: 'noted' as const,
        byAccountId: context.actor.accountId,
        toAccountId: null,
        doneAt: context.now.toISOString(),
      })),
    )
    .execute()
}

/** Writes the cases with owner and clocks; one another phone opened at the same moment is left out. */
export async function openCases(work: CaseWork, cases: readonly NewCase[]): Promise<NewCase[]> {
  if (cases.length === 0) return []
  const { now, tx, today, byAccountId } = work
  const owners = await possibleOwners(
    tx,
    cases.map(one => one.regionCode),
    today,
  )
  const calendar = await calendarOf(work)
  const lastResort = byAccountId ?? (await anyAdministrator(tx, today))
  const rows = cases.map(one => {
    const setting = <Key extends Parameters<CaseWork['setting']>[0]>(key: Key) =>
      work.setting(key, one.regionCode)
    const { acknowledgeBy, onSiteBy } = clocksOf(one.level, now, setting, calendar)
    return {
      ...one,
      signalKey: one.signalKey ?? null,
      stage: 'open' as const,
      ownerId: firstOwner(owners, one.level, one.regionCode, lastResort),
      openedAt: now.toISOString(),
      acknowledgeBy: acknowledgeBy.toISOString(),
      onSiteBy: onSiteBy.toISOString(),
      escalatedTo: null,
      escalateAt: firstEscalationAt(one.level, now, setting)?.toISOString() ?? null,
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
    opened.map(one => ({ ...one, caseId: one.id, kind: 'opened' as const, note: one.trouble })),
  )
  const month = monthOf(today)
  await noteChanges(
    work,
    opened.map(({ regionCode }) => ({ regionCode, month })),
  )
  return opened
}
