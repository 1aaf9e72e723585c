// Whether the trouble is gone: what the next visit, or an officer at the door, found (domain.md §1.5, last rule).
import { sql } from 'kysely'
import type { aidCaseApi } from '../../domain/aid-cases/api.ts'
import { type RecheckVerdict, recheckVerdicts, verdictOf } from '../../domain/aid-cases/case-work.ts'
import type { AidCase } from '../../domain/aid-cases/record.ts'
import { followUpOf } from '../../domain/aid-cases/rules.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { VisitField } from '../../domain/visits/answers.ts'
import { type FollowUpOutcome, followUpNote } from '../../domain/visits/follow-up.ts'
import type { Context } from '../kernel/context.ts'
import { nextActId } from './act-ids.ts'
import { lockedCase } from './moving.ts'
import type { FoundOnVisit } from './opening.ts'
import { getCase } from './reading.ts'

export interface AskedAbout {
  id: string
  /** The record that stands for whoever it was opened on. */
  person: string
  field: string | null
  /** When the trouble was seen: a visit made before that says nothing of how it went on. */
  since: string
  /** False for one closed since that still owes a look: found again, it is a new case. */
  isOpen: boolean
}

/** Cases these visits say something of: open ones (of merged ones, the one worked), and closed ones nobody has looked at. */
export async function askedAboutCases(
  context: Context,
  visits: readonly FoundOnVisit[],
  personOf: (elderId: string) => string,
): Promise<AskedAbout[]> {
  const counties = [...new Set(visits.map(visit => visit.countyCode))]
  const persons = [...new Set(visits.map(visit => personOf(visit.elderId)))]
  const named = visits.flatMap(visit => visit.followUps.flatMap(({ caseId }) => caseId ?? []))
  const rows = await sql<Omit<AskedAbout, 'since'> & { openedAt: string; startedAt: string | null }>`
    select coalesce(k.id, c.id) as id, person.id as person, c.field, c.opened_at, v.started_at,
      coalesce(k.stage, c.stage) not in ('closed', 'rejected', 'joined') as is_open
    from elders person
    join aid_cases c on c.county_code = person.county_code
      and c.elder_id = any(person.id || person.merged_ids)
    left join aid_cases k on k.county_code = c.county_code and k.id = c.merged_into
    left join visits v on v.county_code = c.county_code and v.id = c.visit_id
    where person.county_code = any(${counties}) and person.id = any(${persons}::uuid[])
      and (c.field is not null or c.id = any(${named}::uuid[]))
      and (coalesce(k.stage, c.stage) not in ('closed', 'rejected', 'joined') or c.recheck_owed)`.execute(
    context.tx,
  )
  return rows.rows.map(({ openedAt, startedAt, ...row }) => ({ ...row, since: startedAt ?? openedAt }))
}

export interface Seen {
  countyCode: string
  regionCode: string
  caseId: string
  visitId: string
  checkedOn: string
  verdict: RecheckVerdict
  note: string
}

/** A case of no field of the form: what was said of it is all there is. */
const verdictAfter: Readonly<Record<FollowUpOutcome, RecheckVerdict | null>> = {
  mended: 'gone',
  eased: 'better',
  stillWrong: 'stillThere',
  notSeen: null,
}

export function seenOn(visit: FoundOnVisit, person: string, asked: readonly AskedAbout[]): Seen[] {
  const { countyCode, regionCode, visitId } = visit
  return asked.flatMap(({ id: caseId, field, since, person: whose, isOpen }) => {
    if (whose !== person || since >= visit.startedAt) return []
    const outcome = visit.followUps.find(one => one.caseId === caseId)?.outcome ?? 'notSeen'
    const answer = field === null ? null : visit.answers[field as VisitField]
    const verdict = answer === null ? verdictAfter[outcome] : verdictOf(answer)
    const note = answer === null ? followUpNote(outcome) : followUpOf(field as VisitField, answer, isOpen)
    if (verdict === null || note === null) return []
    return [
      { countyCode, regionCode, caseId, visitId, checkedOn: dayOf(new Date(visit.startedAt)), verdict, note },
    ]
  })
}

/** Writes what was seen, into the thread and as a fact; the newest says how the case stands. */
export async function keepSeen(context: Context, seen: readonly Seen[]): Promise<void> {
  if (seen.length === 0) return
  const { tx, now, actor } = context
  const rows = seen.map(one => ({ ...one, id: nextActId(now) }))
  await tx
    .insertInto('aidCaseRechecks')
    .values(rows.map(row => ({ ...row, recordedBy: actor.accountId, recordedAt: now.toISOString() })))
    .execute()
  await tx
    .insertInto('aidCaseActs')
    .values(
      rows.map(({ countyCode, regionCode, caseId, note, id }) => ({
        ...{ countyCode, regionCode, caseId, note, id },
        kind: 'rechecked' as const,
        byAccountId: actor.accountId,
        toAccountId: null,
        doneAt: now.toISOString(),
      })),
    )
    .execute()
  await sql`
    update aid_cases c set recheck = r.verdict, recheck_owed = false
    from (select distinct on (case_id) * from unnest(${rows.map(row => row.countyCode)}::text[],
        ${rows.map(row => row.caseId)}::uuid[], ${rows.map(row => row.verdict)}::text[],
        ${rows.map(row => row.id)}::uuid[]) as u (county_code, case_id, verdict, id)
      order by case_id, id desc) r
    where c.county_code = r.county_code and c.id = r.case_id`.execute(tx)
}

/** By an officer at the desk or the door; a visit says the same of what it was asked about. */
export async function recheckByHand(
  context: Context,
  input: InputOf<(typeof aidCaseApi)['aidCase.recheck']>,
): Promise<AidCase> {
  const { countyCode, id, recheckId, verdict, checkedOn, note } = input
  const { facts } = await lockedCase(context, countyCode, id, 'rechecked')
  if (checkedOn > context.today) throw new Refused('invalid', '复核日期不能晚于今天，请重新选择。')
  const { tx, now, actor } = context
  const { regionCode } = facts
  await tx
    .insertInto('aidCaseRechecks')
    .values({
      ...{ countyCode, regionCode, id: recheckId, caseId: id, visitId: null, verdict, checkedOn, note },
      recordedBy: actor.accountId,
      recordedAt: now.toISOString(),
    })
    .execute()
  await tx
    .insertInto('aidCaseActs')
    .values({
      ...{ countyCode, regionCode, id: nextActId(now), caseId: id, kind: 'rechecked', toAccountId: null },
      note: `${checkedOn} 复核：${recheckVerdicts.words[verdict]}${note === null ? '' : `。${note}`}`,
      byAccountId: actor.accountId,
      doneAt: now.toISOString(),
    })
    .execute()
  await tx
    .updateTable('aidCases')
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .set({ recheck: verdict, recheckOwed: false })
    .execute()
  return getCase(context, countyCode, id)
}
