// Memory of the last visit: what was found then is asked about first, and the answer is kept as such (domain.md §1.5).
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import type { Day } from '../kernel/day.ts'
import { DayText, Id } from '../kernel/shapes.ts'
import { type AnswerLevel, type Answers, type VisitField, visitFields } from './answers.ts'

export const followUpOutcomes = choice({
  mended: '好了',
  eased: '好些',
  stillWrong: '还没有',
  notSeen: '没看到',
})
export type FollowUpOutcome = KeyOf<typeof followUpOutcomes>

/** About a field found wrong last time, an open case, or both. */
export const FollowUp = z
  .strictObject({
    field: z._default(z.nullable(visitFields.schema), null),
    caseId: z._default(z.nullable(Id), null),
    outcome: followUpOutcomes.schema,
  })
  .check(
    z.refine(({ field, caseId }) => field !== null || caseId !== null, { error: '要说明是哪一项或哪个个案' }),
  )
export type FollowUp = z.output<typeof FollowUp>
export const FollowUps = z.array(FollowUp).check(z.maxLength(40))

/** What a visitor carries of the last time the elder was met: only what was wrong, and the note in a few words. */
export const LastTime = z.object({
  on: DayText,
  attention: z.array(visitFields.schema),
  danger: z.array(visitFields.schema),
  note: z.optional(z.string()),
})
export type LastTime = z.output<typeof LastTime>

/** A note of a thousand words would outweigh the rest of the bundle; the first line tells what it was about. */
const noteLength = 60

export function shortNote(note: string | null): string | null {
  const line = note?.replace(/\s+/g, ' ').trim() ?? ''
  if (line === '') return null
  const letters = [...line]
  return letters.length <= noteLength ? line : `${letters.slice(0, noteLength - 1).join('')}…`
}

/** Null where there is nothing to come back to. */
export function lastTimeOf(visit: {
  visitedOn: Day
  answers: Answers
  note: string | null
}): LastTime | null {
  const named = (level: AnswerLevel) => visitFields.keys.filter(field => visit.answers[field] === level)
  const [attention, danger, note] = [named('attention'), named('danger'), shortNote(visit.note)]
  if (attention.length + danger.length === 0 && note === null) return null
  return { on: visit.visitedOn, attention, danger, ...(note !== null && { note }) }
}

/** A case somebody is working on; those of a field are asked together with it. */
export interface StandingCase {
  id: string
  field?: VisitField | undefined
  trouble: string
}

export interface Question {
  /** The key of the answer: a field, or a case that belongs to none. */
  key: string
  field: VisitField | null
  caseId: string | null
  /** How it stood; null where only the case says so. */
  level: 'attention' | 'danger' | null
  /** What a case by hand is about; a field has its own words. */
  trouble: string | null
}

/** What to ask first, the dangerous before the rest; one question a field even where a case runs about it too. */
export function questionsOf(last: LastTime | null, cases: readonly StandingCase[]): Question[] {
  const levels = new Map<VisitField, 'attention' | 'danger' | null>()
  for (const field of last?.danger ?? []) levels.set(field, 'danger')
  for (const one of cases) if (one.field && !levels.has(one.field)) levels.set(one.field, null)
  for (const field of last?.attention ?? []) if (!levels.get(field)) levels.set(field, 'attention')
  const byField = [...levels].map(([field, level]) => ({
    ...{ key: field, field, level, trouble: null },
    caseId: cases.find(one => one.field === field)?.id ?? null,
  }))
  const byHand = cases
    .filter(one => !one.field)
    .map(({ id, trouble }) => ({ key: id, field: null, caseId: id, level: null, trouble }))
  const rank = (one: Question) => (one.level === 'danger' ? 0 : one.level === null ? 1 : 2)
  return [...byField, ...byHand].sort((one, other) => rank(one) - rank(other))
}

/** The field's own answer follows from what was said of it, so that nobody is asked twice; null leaves it open. */
export function levelAfter(
  outcome: FollowUpOutcome,
  before: 'attention' | 'danger' | null,
): AnswerLevel | null {
  switch (outcome) {
    case 'mended':
      return 'ok'
    case 'eased':
      return 'attention'
    case 'stillWrong':
      return before ?? 'attention'
    case 'notSeen':
      return null
  }
}

/** What a case hears of it, in the words of the visit. */
export function followUpNote(outcome: FollowUpOutcome): string | null {
  switch (outcome) {
    case 'mended':
      return '再次探访：好了，请核实后结案'
    case 'eased':
      return '再次探访：好些了，还要看着'
    case 'stillWrong':
      return '再次探访：还没有解决'
    case 'notSeen':
      return null
  }
}
