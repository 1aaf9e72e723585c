// A line of a duty sheet as a clerk types it, and the visit it stands for. Paper has no clock and no place of its own.
import * as z from 'zod/mini'
import { addDays, type Day, startOfDay } from '../kernel/day.ts'
import { Refused } from '../kernel/refusal.ts'
import { DayText, Id } from '../kernel/shapes.ts'
import { Answers, visitNeeds } from '../visits/answers.ts'
import { notReachedReasons } from '../visits/not-met.ts'
import { nothingBeside, type VisitInput, visitMethods, visitResults } from '../visits/visit.ts'
import { linesASheet } from './sheet.ts'

export const TypedLine = z.strictObject({
  line: z.int().check(z.gte(1), z.lte(linesASheet)),
  visitId: Id,
  visitedOn: DayText,
  /** As written on the sheet, Shanghai time. */
  startedAt: z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: '时间应写成 09:30' })),
  minutes: z.int().check(z.gte(1), z.lte(600, { error: '一次探访不超过 600 分钟' })),
  method: visitMethods.schema,
  result: visitResults.schema,
  notReachedReason: z._default(z.nullable(notReachedReasons.schema), null),
  answers: Answers,
  needs: z._default(z.array(visitNeeds.schema).check(z.maxLength(8)), []),
  note: z._default(z.nullable(z.string().check(z.maxLength(1000, { error: '最多 1000 个字' }))), null),
})
export type TypedLine = z.output<typeof TypedLine>

/** A sheet goes out on the day it is printed; an earlier visit is a slip of the hand. */
export function whyNotThatDay(
  visitedOn: Day,
  { printedOn, today }: { printedOn: Day; today: Day },
): string | null {
  if (visitedOn > today) return '探访日期还没到，请核对纸上的日期。'
  if (visitedOn < printedOn) return `探访日期早于打印日期 ${printedOn}，请核对纸上的日期。`
  return null
}

/** `elder`: who stands on that line. Refuses with a sentence that names the line; the visit itself is checked by its own rules. */
export function visitOfLine(
  typed: TypedLine,
  elder: { elderId: string; countyCode: string },
  days: { printedOn: Day; today: Day },
): VisitInput {
  const why = whyNotThatDay(typed.visitedOn, days)
  if (why) throw new Refused('invalid', `第 ${typed.line} 行：${why}`)
  const { line: _, visitId, visitedOn, startedAt, minutes, ...said } = typed
  const [hours = 0, past = 0] = startedAt.split(':').map(Number)
  const startedMs = startOfDay(visitedOn).getTime() + (hours * 60 + past) * 60_000
  return {
    ...nothingBeside,
    ...said,
    ...elder,
    id: visitId,
    startedAt: new Date(startedMs).toISOString(),
    endedAt: new Date(
      Math.min(startedMs + minutes * 60_000, startOfDay(addDays(visitedOn, 1)).getTime()),
    ).toISOString(),
    place: null,
    attachmentIds: [],
  }
}
