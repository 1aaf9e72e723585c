// A programme entered, a sum planned for it, its document recorded by a second person, a plan withdrawn.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { fundApi } from '../../domain/funds/api.ts'
import type { AppropriationState, FundKind, FundSource } from '../../domain/funds/fund.ts'
import { checkApprover, sourceAccounts } from '../../domain/funds/rules.ts'
import { sumWords } from '../../domain/funds/words.ts'
import { countyCodeOf, levelOf } from '../../domain/kernel/area.ts'
import type { Day } from '../../domain/kernel/day.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { post, reverse } from '../ledger/ledger.ts'
import { checkInArea } from '../regions/regions.ts'
import { type Acting, fundAccount, type Key, moveOf, noteDeeds, unknown, wholeRegion } from './keeping.ts'

type Api = typeof fundApi
export type Done = Record<string, never>

/** Money is planned where an office keeps it: at the county and above. */
export function officeOf(regionCode: string): string {
  const level = levelOf(regionCode)
  if (level === 'township' || level === 'village')
    throw new Refused('rule_broken', '专项资金由县级及以上编报。请由县级及以上的岗位办理。')
  return countyCodeOf(regionCode)
}

export async function saveProgramme(
  context: Context,
  { id, regionCode, title, says, isFrame }: InputOf<Api['fundProgramme.save']>,
): Promise<Done> {
  const { tx, now, actor } = context
  checkInArea(context, regionCode)
  const countyCode = officeOf(regionCode)
  await checkTitle(context, countyCode, id, title)
  await tx
    .insertInto('fundProgrammes')
    .values({
      ...{ countyCode, id, regionCode, title, says, isFrame },
      ...{ plannedBy: actor.accountId, plannedAt: now.toISOString(), synthetic: false },
    })
    .onConflict(conflict => conflict.columns(['countyCode', 'id']).doUpdateSet({ title, says, isFrame }))
    .execute()
  return {}
}

async function checkTitle({ tx }: Context, countyCode: string, id: string, title: string): Promise<void> {
  const known = await tx
    .selectFrom('fundProgrammes')
    .select('id')
    .where('countyCode', '=', countyCode)
    .where('title', '=', title)
    .where('id', '!=', id)
    .executeTakeFirst()
  if (known) throw new Refused('conflict', `已经有“${title}”，请在那里添加资金。`)
}

export interface SumToPlan extends Key {
  regionCode: string
  programmeId: string
  source: FundSource
  kind: FundKind
  yearFrom: number | null
  yearTo: number | null
  scope: string | null
  amountFen: number
  figure: string | null
  plannedOn: Day
  synthetic: boolean
  /** The paper a table names; somebody else records that it came. */
  documentNumber?: string | null
}

/** Rows, transfers and story of many planned sums. */
export async function planSums(context: Acting, sums: readonly SumToPlan[]): Promise<void> {
  const { tx, now, actor } = context
  if (sums.length === 0) return
  await tx
    .insertInto('fundAppropriations')
    .values(
      sums.map(({ documentNumber = null, ...sum }) => ({
        ...{ ...sum, documentNumber, state: 'sumPlanned' as const, plannedBy: actor.accountId },
        ...{ issuedOn: null, issuedBy: null, recordedAt: now.toISOString() },
      })),
    )
    .execute()
  await post(
    context,
    sums.map(({ countyCode, id, source, amountFen, plannedOn }) =>
      moveOf({
        ...{ id, countyCode, amount: amountFen, day: plannedOn, purpose: 'fundPlan' },
        from: fundAccount(sourceAccounts[source], countyCode, null),
        to: fundAccount('fundPlanned', countyCode, id),
        ...{ subjectKind: 'appropriation', subjectId: id },
      }),
    ),
  )
  await noteDeeds(
    context,
    sums.map(({ countyCode, id, regionCode, plannedOn, amountFen }) => ({
      ...{ countyCode, regionCode },
      deed: {
        ...{ thing: 'appropriation', thingId: id, kind: 'plansSum', on: plannedOn },
        note: sumWords(amountFen),
      },
    })),
  )
}

export async function planSum(
  context: Context,
  input: InputOf<Api['fundAppropriation.plan']>,
): Promise<Done> {
  const programme = await context.tx
    .selectFrom('fundProgrammes')
    .select(['regionCode'])
    .where('countyCode', '=', input.countyCode)
    .where('id', '=', input.programmeId)
    .executeTakeFirst()
  if (!programme) throw unknown('这个专项')
  if (input.yearFrom !== null && input.yearTo !== null && input.yearFrom > input.yearTo)
    throw new Refused('invalid', '起始年份不能晚于截止年份，请改正。')
  await planSums(context, [
    { ...input, regionCode: programme.regionCode, figure: null, plannedOn: context.today, synthetic: false },
  ])
  return {}
}

export interface LockedSum extends Key {
  regionCode: string
  programmeId: string
  programmeTitle: string
  source: FundSource
  kind: FundKind
  documentNumber: string | null
  amountFen: number
  state: AppropriationState
  plannedOn: Day
  plannedBy: string | null
  synthetic: boolean
  leftFen: number
}

/** Locked until the act is done: two batches of one sum follow each other. */
export async function lockSum({ tx }: Pick<Context, 'tx'>, { countyCode, id }: Key): Promise<LockedSum> {
  const found = await sql<LockedSum>`
    select s.county_code, s.id, s.region_code, s.programme_id, p.title as programme_title, s.source, s.kind,
      s.document_number, s.amount_fen, s.state, s.planned_on, s.planned_by, s.synthetic,
      coalesce((select a.balance from ledger_accounts a where a.county_code = s.county_code
        and a.kind = 'fundAvailable' and a.owner_id = s.id and a.unit = 'fen'), 0)::bigint as left_fen
    from fund_appropriations s
    join fund_programmes p on p.county_code = s.county_code and p.id = s.programme_id
    where s.county_code = ${countyCode} and s.id = ${id}::uuid for update of s`.execute(tx)
  const sum = found.rows[0]
  if (!sum) throw unknown('这笔资金安排')
  return sum
}

export async function issueSum(
  context: Context,
  { countyCode, id, documentNumber, issuedOn }: InputOf<Api['fundAppropriation.issue']>,
): Promise<Done> {
  const sum = await lockSum(context, { countyCode, id })
  if (sum.state !== 'sumPlanned')
    throw new Refused('conflict', '这笔资金不在“列入计划”的状态，不能再登记下达。请刷新后查看。')
  checkApprover(context.actor.accountId, sum.plannedBy, '这笔资金')
  if (issuedOn > context.today) throw new Refused('invalid', '下达日期不能晚于今天，请按文件上的日期填写。')
  if (issuedOn < sum.plannedOn)
    throw new Refused('invalid', `下达日期不能早于列入计划的日期 ${sum.plannedOn}，请核对后重填。`)
  await issueSums(context, [{ ...sum, documentNumber, issuedOn }])
  return {}
}

export interface SumToIssue extends Key {
  regionCode: string
  amountFen: number
  documentNumber: string
  issuedOn: Day
}

export async function issueSums(context: Acting, sums: readonly SumToIssue[]): Promise<void> {
  await sql`update fund_appropriations s set state = 'sumIssued', document_number = i."documentNumber",
      issued_on = i."issuedOn", issued_by = ${context.actor.accountId}::uuid
    from json_to_recordset(${JSON.stringify(sums)}) as i ("countyCode" text, id uuid, "documentNumber" text,
      "issuedOn" date)
    where s.county_code = i."countyCode" and s.id = i.id`.execute(context.tx)
  await post(
    context,
    sums.map(({ countyCode, id, amountFen, issuedOn, documentNumber }) =>
      moveOf({
        ...{ countyCode, amount: amountFen, day: issuedOn, purpose: 'fundIssue', note: documentNumber },
        from: fundAccount('fundPlanned', countyCode, id),
        to: fundAccount('fundAvailable', countyCode, id),
        ...{ subjectKind: 'appropriation', subjectId: id },
      }),
    ),
  )
  await noteDeeds(
    context,
    sums.map(({ countyCode, id, regionCode, issuedOn, documentNumber }) => ({
      ...{ countyCode, regionCode },
      deed: { thing: 'appropriation', thingId: id, kind: 'issuesSum', on: issuedOn, note: documentNumber },
    })),
  )
}

/** A plan that came to nothing: its transfer is taken back. */
export async function withdrawSum(
  context: Context,
  { countyCode, id, reason }: InputOf<Api['fundAppropriation.withdraw']>,
): Promise<Done> {
  const sum = await lockSum(context, { countyCode, id })
  if (sum.state !== 'sumPlanned')
    throw new Refused('rule_broken', '只有还没下达的计划才能撤销。已下达的资金请走结余上交。')
  await withdrawSums(context, [sum], reason)
  return {}
}

/** All of one office, none of them issued. */
export async function withdrawSums(
  context: Acting,
  sums: readonly (Key & { regionCode: string })[],
  reason: string,
): Promise<void> {
  const countyCode = sums[0]?.countyCode ?? ''
  const ids = sums.map(({ id }) => id)
  await reverse(context, { countyCode, transferIds: ids, day: context.today, reason })
  await context.tx
    .updateTable('fundAppropriations')
    .set({ state: 'sumWithdrawn' })
    .where('countyCode', '=', countyCode)
    .where('id', 'in', ids)
    .execute()
  await noteDeeds(
    context,
    sums.map(({ id, regionCode }) => ({
      ...{ countyCode, regionCode },
      deed: { thing: 'appropriation', thingId: id, kind: 'withdrawsSum', note: reason },
    })),
  )
}

/** For whoever enters a programme with its sums at once: the letter, a spreadsheet. */
export function newProgramme(
  { actor, now }: Pick<Acting, 'actor' | 'now'>,
  countyCode: string,
  { title, says, isFrame, synthetic }: { title: string; says: string; isFrame: boolean; synthetic: boolean },
) {
  return {
    ...{ countyCode, id: randomUUID(), regionCode: wholeRegion(countyCode), title, says, isFrame, synthetic },
    ...{ plannedBy: actor.accountId, plannedAt: now.toISOString() },
  }
}
