// What hangs on one case: the visit that found it, its plan, referrals, meetings, re-checks and linked cases.
import { sql } from 'kysely'
import type { CaseMeeting, CaseRecheck, CaseReferral, CaseTask } from '../../domain/aid-cases/case-work.ts'
import type { AidCase, LinkedCase } from '../../domain/aid-cases/record.ts'
import { answersFrom, visitFields } from '../../domain/visits/answers.ts'
import type { Context } from '../kernel/context.ts'

/** What the visit answered that was not well: the story begins with it. */
export async function foundOn(
  { tx }: Context,
  countyCode: string,
  visitId: string,
): Promise<AidCase['foundOn']> {
  const visit = await tx
    .selectFrom('visits')
    .leftJoin('accounts', 'accounts.id', 'visits.visitorId')
    .where('visits.countyCode', '=', countyCode)
    .where('visits.id', '=', visitId)
    .select(['visits.startedAt', 'visits.answers', 'accounts.name as visitorName'])
    .executeTakeFirst()
  if (!visit) return null
  const answers = answersFrom(visit.answers)
  const having = (level: string) => visitFields.keys.filter(field => answers[field] === level)
  const { startedAt, visitorName } = visit
  return { visitId, startedAt, visitorName, dangers: having('danger'), attentions: having('attention') }
}

export async function tasksOf({ tx }: Context, countyCode: string, caseId: string): Promise<CaseTask[]> {
  const rows = await tx
    .selectFrom('aidCaseTasks as task')
    .innerJoin('accounts as assignee', 'assignee.id', 'task.assigneeId')
    .leftJoin('accounts as ender', 'ender.id', 'task.endedBy')
    .where('task.countyCode', '=', countyCode)
    .where('task.caseId', '=', caseId)
    .orderBy('task.dueOn')
    .orderBy('task.id')
    .select(['task.id', 'task.task', 'task.assigneeId', 'assignee.name as assigneeName', 'task.dueOn'])
    .select(['task.state', 'ender.name as endedByName', 'task.endedAt', 'task.endingNote'])
    .execute()
  return rows.map(row => ({ ...row, state: row.state ?? 'taskWaiting' }))
}

export async function referralsOf(
  { tx }: Context,
  countyCode: string,
  caseId: string,
): Promise<CaseReferral[]> {
  return tx
    .selectFrom('aidCaseReferrals')
    .where('countyCode', '=', countyCode)
    .where('caseId', '=', caseId)
    .orderBy('sentOn')
    .orderBy('id')
    .select(['id', 'body', 'addressee', 'matter', 'sentOn', 'receiptDueOn', 'answerDueOn'])
    .select(['receivedBy', 'receivedOn', 'referenceNumber', 'answer', 'answeredOn'])
    .execute()
}

export async function meetingsOf(
  { tx }: Context,
  countyCode: string,
  caseId: string,
): Promise<CaseMeeting[]> {
  return tx
    .selectFrom('aidCaseMeetings as meeting')
    .innerJoin('accounts', 'accounts.id', 'meeting.recordedBy')
    .where('meeting.countyCode', '=', countyCode)
    .where('meeting.caseId', '=', caseId)
    .orderBy('meeting.heldOn')
    .orderBy('meeting.id')
    .select(['meeting.id', 'meeting.heldOn', 'meeting.place', 'meeting.people', 'meeting.decided'])
    .select('accounts.name as recordedByName')
    .execute()
}

export async function rechecksOf(
  { tx }: Context,
  countyCode: string,
  caseId: string,
): Promise<CaseRecheck[]> {
  return tx
    .selectFrom('aidCaseRechecks as recheck')
    .leftJoin('accounts', 'accounts.id', 'recheck.recordedBy')
    .where('recheck.countyCode', '=', countyCode)
    .where('recheck.caseId', '=', caseId)
    .orderBy('recheck.checkedOn')
    .orderBy('recheck.id')
    .select(['recheck.id', 'recheck.verdict', 'recheck.checkedOn', 'recheck.visitId', 'recheck.note'])
    .select('accounts.name as byName')
    .execute()
}

/** Cases named by this one, and those that were merged into it (`into` says so). */
export async function linkedCases(
  { tx }: Context,
  countyCode: string,
  id: string,
  named: readonly (string | null)[],
): Promise<(LinkedCase & { into: string | null })[]> {
  const ids = named.filter((one): one is string => one !== null)
  const { rows } = await sql<LinkedCase & { into: string | null }>`
    select c.county_code, c.id, coalesce(person.name, e.name) as elder_name, c.trouble, c.level, c.stage,
      c.opened_at, c.ended_at, c.merged_into as into
    from aid_cases c
    join elders e on e.county_code = c.county_code and e.id = c.elder_id
    left join elders person on person.county_code = e.county_code and person.id = e.merged_into
    where c.county_code = ${countyCode} and (c.id = any(${ids}::uuid[]) or c.merged_into = ${id})
    order by c.opened_at, c.id`.execute(tx)
  return rows
}
