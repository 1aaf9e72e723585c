// What came back on paper becomes visits of the person who was at the door; the clerk stands beside as who typed it.
import { sql } from 'kysely'
import type { dutySheetApi } from '../../domain/duty-sheets/api.ts'
import { visitOfLine } from '../../domain/duty-sheets/typed.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { recordVisitsOf } from '../visits/visits.ts'
import { unknownSheet } from './reading.ts'

type Table = typeof dutySheetApi
type Key = { countyCode: string; id: string }

async function lockSheet({ tx }: Context, { countyCode, id }: Key) {
  const sheet = await tx
    .selectFrom('dutySheets')
    .select(['visitorId', 'printedOn', 'voidedAt', 'linesLeft'])
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!sheet) throw unknownSheet()
  if (sheet.voidedAt !== null)
    throw new Refused('rule_broken', '这张探访单已作废，不能再录入。请核对纸上的编号。')
  return sheet
}

/** All lines or none: the form stays as it is until every line is right. */
export async function enterSheet(
  context: Context,
  given: InputOf<Table['dutySheet.enter']>,
): Promise<OutputOf<Table['dutySheet.enter']>> {
  const { countyCode, id, lines, blank } = given
  const sheet = await lockSheet(context, given)
  const touched = [...lines.map(typed => typed.line), ...blank]
  if (touched.length === 0) throw new Refused('invalid', '还没有录入任何一行，请录入后再保存。')
  const elders = await openLines(context, given, touched)
  const { printedOn, visitorId } = sheet
  const visits = lines.map(typed =>
    visitOfLine(
      typed,
      { countyCode, elderId: elders.get(typed.line) ?? '' },
      { printedOn, today: context.today },
    ),
  )
  const recorded = await recordVisitsOf(context, visitorId, visits)
  const answers = recorded.map((one, index) => {
    const line = lines[index]?.line ?? 0
    if (one instanceof Refused) throw new Refused(one.code, `第 ${line} 行：${one.message}`, one.details)
    return { line, ...one }
  })
  await keepOutcomes(context, given, [
    ...answers.map(({ line, visitId }) => ({ line, outcome: 'typedIn', visitId })),
    ...blank.map(line => ({ line, outcome: 'blank', visitId: null })),
  ])
  await context.tx
    .updateTable('dutySheets')
    .set({ linesLeft: sheet.linesLeft - touched.length })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  return { lines: answers }
}

/** Line → elder, of lines nobody has typed in before. */
async function openLines(
  { tx }: Context,
  { countyCode, id }: Key,
  wanted: readonly number[],
): Promise<Map<number, string>> {
  const rows = await tx
    .selectFrom('dutySheetLines')
    .select(['line', 'elderId', 'outcome'])
    .where('countyCode', '=', countyCode)
    .where('sheetId', '=', id)
    .execute()
  if (new Set(wanted).size < wanted.length)
    throw new Refused('invalid', '同一行既录入又标了“没有去”，请核对后保存。')
  for (const line of wanted) {
    const row = rows.find(one => one.line === line)
    if (!row) throw new Refused('not_found', `这张探访单没有第 ${line} 行，请核对编号。`)
    if (row.outcome !== null)
      throw new Refused('conflict', `第 ${line} 行已由同事录入，没有再存。请刷新后查看。`)
  }
  return new Map(rows.map(row => [row.line, row.elderId]))
}

async function keepOutcomes(
  { tx, actor, now }: Context,
  { countyCode, id }: Key,
  outcomes: readonly { line: number; outcome: string; visitId: string | null }[],
): Promise<void> {
  await sql`
    update duty_sheet_lines l set outcome = typed.outcome, visit_id = typed.visit_id,
      entered_by = ${actor.accountId}, entered_at = ${now.toISOString()}
    from unnest(${outcomes.map(one => one.line)}::int[], ${outcomes.map(one => one.outcome)}::text[],
      ${outcomes.map(one => one.visitId)}::uuid[]) as typed (line, outcome, visit_id)
    where l.county_code = ${countyCode} and l.sheet_id = ${id} and l.line = typed.line`.execute(tx)
}

export async function voidSheet(
  context: Context,
  { countyCode, id, reason }: InputOf<Table['dutySheet.void']>,
): Promise<Record<string, never>> {
  const { tx, now, actor } = context
  const sheet = await lockSheet(context, { countyCode, id })
  if (sheet.linesLeft === 0) throw new Refused('rule_broken', '这张探访单已录完，不能作废。')
  await tx
    .updateTable('dutySheets')
    .set({ voidedAt: now.toISOString(), voidedBy: actor.accountId, voidReason: reason })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  return {}
}
