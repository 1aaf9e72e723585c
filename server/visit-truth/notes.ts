// Words about a month: the officer's to the visitor, hers in answer, and that what she said explains it.
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { truthJob, type visitTruthApi } from '../../domain/visit-truth/api.ts'
import type { TruthNoteKind } from '../../domain/visit-truth/signs.ts'
import { namesOf } from '../accounts/accounts.ts'
import type { Context } from '../kernel/context.ts'
import type { Transaction } from '../kernel/database.ts'

type Table = typeof visitTruthApi

export async function notesOf(tx: Transaction, countyCode: string, visitorId: string, since: string) {
  const rows = await tx
    .selectFrom('visitTruthNotes')
    .where('countyCode', '=', countyCode)
    .where('visitorId', '=', visitorId)
    .where('month', '>=', since)
    .orderBy('writtenAt')
    .orderBy('id')
    .select(['id', 'month', 'kind', 'words', 'writtenBy', 'writtenAt'])
    .execute()
  const names = await namesOf(
    tx,
    rows.map(row => row.writtenBy),
  )
  return rows.map(({ writtenBy, ...row }) => ({ ...row, byName: names.get(writtenBy) ?? null }))
}

export async function writeNote(context: Context, input: InputOf<Table['visitTruth.note']>): Promise<void> {
  const { visitorId, kind, month } = input
  if (visitorId === context.actor.accountId)
    throw new Refused('rule_broken', '不能就自己的探访做这件事，请由上一级办理。')
  const stage = await keepNote(context, { ...input, visitorId, kind })
  if (stage === 'fine')
    throw new Refused('rule_broken', `这位探访员 ${month} 没有需要提醒的疑点，不用记录。请刷新后核对。`)
}

export async function answerOwn(context: Context, input: InputOf<Table['visitTruth.answer']>): Promise<void> {
  await keepNote(context, { ...input, visitorId: context.actor.accountId, kind: 'explained' })
}

/** The month must have been judged and be of the writer's area; answers its stage. */
async function keepNote(
  context: Context,
  note: {
    id: string
    countyCode: string
    visitorId: string
    month: string
    kind: TruthNoteKind
    words: string
  },
): Promise<string> {
  const { tx, actor, now, system } = context
  const { countyCode, visitorId, month } = note
  const truth = await tx
    .selectFrom('visitTruths')
    .where('countyCode', '=', countyCode)
    .where('visitorId', '=', visitorId)
    .where('month', '=', month)
    .select(['regionCode', 'stage'])
    .executeTakeFirst()
  if (!truth) throw new Refused('not_found', '没有这个月的探访质量，或不在您的辖区内。请返回名单刷新后重试。')
  await tx
    .insertInto('visitTruthNotes')
    .values({
      ...note,
      regionCode: truth.regionCode,
      writtenBy: actor.accountId,
      writtenAt: now.toISOString(),
    })
    .execute()
  context.afterCommit(() => system.wake(truthJob))
  return truth.stage
}
