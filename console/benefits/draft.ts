// A rule as rows one can edit: conditions that must all hold, groups of which one must, a table of sums.
import * as z from 'zod/mini'
import {
  type Amount,
  type BenefitKind,
  type Condition,
  type Leaf,
  RuleTerms,
  type RuleTerms as Terms,
} from '../../domain/benefits/rule.ts'
import { fenOfYuan } from '../money.ts'

export interface LeafRow {
  key: string
  negated: boolean
  leaf: Leaf
}
export interface AnyRow {
  key: string
  anyOf: LeafRow[]
}
export type ConditionRow = LeafRow | AnyRow

export interface AmountRow {
  key: string
  /** Null: everybody not named above. */
  who: LeafRow | null
  yuan: number | null
  share: { percent: number | null; baseYuan: number | null; baseName: string } | null
}

export interface RuleDraft {
  kind: BenefitKind
  title: string
  basis: string
  fromMonth: string
  toMonth: string
  rows: ConditionRow[]
  amounts: AmountRow[]
  rest: Pick<Terms, 'rounding' | 'excludes' | 'start' | 'stop' | 'suspend'>
}

let made = 0
/** For React's keys only. */
export function newKey(): string {
  made += 1
  return `row-${made}`
}

function leafRowOf(condition: Condition): LeafRow | null {
  if (condition.is === 'not') {
    const inner = leafRowOf(condition.of)
    return inner && { ...inner, negated: !inner.negated }
  }
  if (condition.is === 'all' || condition.is === 'any') return null
  return { key: newKey(), negated: false, leaf: condition }
}

/** Null where the tree has more levels than rows can show: such a rule came through the interface. */
export function rowsOf(condition: Condition): ConditionRow[] | null {
  const parts = condition.is === 'all' ? condition.of : [condition]
  const rows = parts.map(part => {
    if (part.is !== 'any') return leafRowOf(part)
    const anyOf = part.of.map(leafRowOf)
    return anyOf.includes(null) ? null : { key: newKey(), anyOf: anyOf as LeafRow[] }
  })
  return rows.includes(null) ? null : (rows as ConditionRow[])
}

function conditionOfLeaf({ leaf, negated }: LeafRow): Condition {
  return negated ? { is: 'not', of: leaf } : leaf
}

export function conditionOf(rows: readonly ConditionRow[]): Condition {
  const parts = rows.map(row =>
    'anyOf' in row ? { is: 'any' as const, of: row.anyOf.map(conditionOfLeaf) } : conditionOfLeaf(row),
  )
  return parts.length === 1 && parts[0] ? parts[0] : { is: 'all', of: parts }
}

export function amountRowsOf(amounts: readonly Amount[]): AmountRow[] | null {
  const rows = amounts.map(({ when, fen, share }) => {
    const who = when === null ? null : leafRowOf(when)
    if (when !== null && who === null) return null
    return {
      key: newKey(),
      who,
      yuan: share === null ? fen / 100 : null,
      share: share && { percent: share.percent, baseYuan: share.baseFen / 100, baseName: share.baseName },
    }
  })
  return rows.includes(null) ? null : (rows as AmountRow[])
}

function amountOf({ who, yuan, share }: AmountRow) {
  return {
    when: who === null ? null : conditionOfLeaf(who),
    fen: share === null ? fenOfYuan(yuan) : 0,
    share: share && {
      percent: share.percent,
      baseFen: fenOfYuan(share.baseYuan),
      baseName: share.baseName.trim(),
    },
  }
}

/** The rule's terms, or null while something is still to be filled in. */
export function termsOf(draft: RuleDraft): Terms | null {
  if (draft.rows.length === 0 || draft.amounts.length === 0) return null
  const read = z.safeParse(RuleTerms, {
    when: conditionOf(draft.rows),
    amounts: draft.amounts.map(amountOf),
    ...draft.rest,
  })
  return read.success ? read.data : null
}

export const quietRest: RuleDraft['rest'] = {
  rounding: 'toYuan',
  excludes: [],
  start: 'startNextMonth',
  stop: { death: 'stopNextMonth', moveOut: 'stopNextMonth', loss: 'stopNextMonth' },
  suspend: [],
}

type Head = Pick<RuleDraft, 'kind' | 'title' | 'basis' | 'fromMonth' | 'toMonth'>

/** Null where the rule cannot be shown in rows. */
export function draftOf(head: Head, { when, amounts, ...rest }: Terms): RuleDraft | null {
  const rows = rowsOf(when)
  const sums = amountRowsOf(amounts)
  return rows === null || sums === null ? null : { ...head, rows, amounts: sums, rest }
}

interface Place {
  code: string
  name: string
}

/** What a fresh row of a kind asks before anybody has filled it in. */
export function freshLeaf(is: Leaf['is'], county: Place): Leaf {
  switch (is) {
    case 'age':
      return { is, from: 80, to: null }
    case 'hukou':
    case 'residence':
      return { is, within: county }
    case 'settlement':
      return { is, kind: 'rural' }
    case 'group':
    case 'income':
      return { is, anyOf: [] }
    case 'ability':
      return { is, atLeast: 2 }
    case 'selfCare':
      return { is, atLeast: 1 }
    case 'institution':
      return { is }
    case 'registered':
      return { is, by: '' }
  }
}

export function freshRow(county: Place): LeafRow {
  return { key: newKey(), negated: false, leaf: freshLeaf('age', county) }
}

export function freshAmount(): AmountRow {
  return { key: newKey(), who: null, yuan: null, share: null }
}
