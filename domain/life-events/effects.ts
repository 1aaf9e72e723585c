// What an event changes, row by row with before and after: the same list is previewed, done, and undone.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { Consequence } from './life-event.ts'

/** The kinds of rows a cascade touches; each is written by the module that owns it. */
export const effectParts = choice({
  ending: '离册',
  absence: '不在家的时段',
  assignment: '探访员安排',
  membership: '类别认定',
  dueVisit: '应做的探访',
  aidCase: '个案',
  dwelling: '住处',
  number: '证件号占用',
})
export type EffectPart = KeyOf<typeof effectParts>

/** A row as the cascade knows it; null where there is none. */
export const EffectRow = z.nullable(z.record(z.string(), z.nullable(z.string())))
export type EffectRow = z.output<typeof EffectRow>

export const Effect = z.object({
  ...Consequence.shape,
  /** Null for a mere word of warning, which changes nothing. */
  change: z.nullable(
    z.object({
      part: effectParts.schema,
      id: z.string(),
      before: EffectRow,
      after: EffectRow,
    }),
  ),
})
export type Effect = z.output<typeof Effect>
export type Change = NonNullable<Effect['change']>

export function changesOf(effects: readonly Effect[]): Change[] {
  return effects.flatMap(({ change }) => (change === null ? [] : [change]))
}

/** Rows are the same when every field named on either side is. */
export function isSameRow(one: EffectRow, other: EffectRow): boolean {
  if (one === null || other === null) return one === other
  const fields = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...fields].every(field => (one[field] ?? null) === (other[field] ?? null))
}

export type Rows = ReadonlyMap<string, NonNullable<EffectRow>>
export const rowKey = ({ part, id }: Pick<Change, 'part' | 'id'>) => `${part} ${id}`

/** What stands after the changes; the server does the same with its tables. */
export function applied(rows: Rows, changes: readonly Change[]): Rows {
  const next = new Map(rows)
  for (const change of changes) put(next, change, change.after)
  return next
}

/**
 * Puts back what stood before, newest change first. A row that somebody has changed since is theirs: it stays,
 * and is returned so that it can be named.
 */
export function reverted(rows: Rows, changes: readonly Change[]): { rows: Rows; kept: Change[] } {
  const next = new Map(rows)
  const kept: Change[] = []
  for (const change of changes.toReversed()) {
    if (isSameRow(next.get(rowKey(change)) ?? null, change.after)) put(next, change, change.before)
    else kept.push(change)
  }
  return { rows: next, kept }
}

function put(rows: Map<string, NonNullable<EffectRow>>, change: Change, row: EffectRow): void {
  if (row === null) rows.delete(rowKey(change))
  else rows.set(rowKey(change), row)
}
