// Lists of elders: a page of lines, and how many there are where that is cheap to know.
import { sql } from 'kysely'
import type { ElderRow } from '../../domain/elders/elder.ts'
import { checkFilter } from '../../domain/elders/filter.ts'
import { levelOf } from '../../domain/kernel/area.ts'
import type { Context } from '../kernel/context.ts'
import { conditionsOf, type ElderQuestion, findElders } from './find.ts'
import { elderRows } from './rows.ts'

export async function listElders(
  context: Context,
  question: ElderQuestion,
): Promise<{ rows: ElderRow[]; next: string | null; total: number | null }> {
  const { keys, next } = await findElders(context, question)
  const rows = await elderRows(context, keys)
  const isWhole = next === null && question.after === undefined
  return { rows, next, total: isWhole ? rows.length : await cheapTotal(context, question) }
}

/** A village or township has a few hundred elders to count; larger areas have their figures on the board. */
async function cheapTotal(context: Context, question: ElderQuestion): Promise<number | null> {
  const level = levelOf(question.regionCode)
  if (question.text !== undefined || (level !== 'village' && level !== 'township')) return null
  return countElders(context, question)
}

/** How many a question finds; typed text is found key by key, for it walks several indexes. */
export async function countElders(
  context: Context,
  question: Omit<ElderQuestion, 'limit' | 'after'>,
  atMost = 100_000,
): Promise<number> {
  if (question.text !== undefined)
    return (await findElders(context, { ...question, limit: atMost })).keys.length
  checkFilter(question.regionCode, question)
  const counted = await sql<{ count: number }>`
    select count(*) as count from elders e where ${conditionsOf(context, question)}`.execute(context.tx)
  return counted.rows[0]?.count ?? 0
}
