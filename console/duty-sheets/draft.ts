// What the clerk has typed of one sheet and not saved yet; it lives in the tab, so that a slip does not cost a page.
import { useState } from 'react'
import type { Sent } from '../../domain/api.ts'
import type { SheetLine } from '../../domain/duty-sheets/sheet.ts'
import type { VisitNeed } from '../../domain/visits/answers.ts'
import {
  type Answers,
  answersFrom,
  dangerFields,
  type VisitField,
  visitFields,
} from '../../domain/visits/answers.ts'
import type { NotReachedReason } from '../../domain/visits/not-met.ts'
import type { VisitMethod, VisitResult } from '../../domain/visits/visit.ts'
import { newId } from '../../ui/client.ts'

export interface LineDraft {
  visitId: string
  /** Not typed yet; typed as a visit; nobody wrote on it. */
  as: 'later' | 'visited' | 'blank'
  visitedOn: string
  startedAt: string
  minutes: number
  method: VisitMethod
  result: VisitResult
  reason: NotReachedReason | ''
  answers: Answers
  needs: VisitNeed[]
  note: string
}

export type SheetDraft = Readonly<Record<number, LineDraft>>

const untouched = answersFrom('n'.repeat(visitFields.keys.length))

export function emptyLine(visitedOn: string): LineDraft {
  return {
    ...{
      visitId: newId(),
      as: 'later',
      visitedOn,
      startedAt: '',
      minutes: 20,
      method: 'home',
      result: 'met',
    },
    ...{ reason: '', answers: untouched, needs: [], note: '' },
  }
}

/** Everything that need not be looked at with one's own eyes is as well as the visitor ticked it to be. */
export function othersAs(answers: Answers, level: 'ok' | 'notAsked'): Answers {
  const must: readonly VisitField[] = dangerFields
  const next = { ...answers }
  for (const field of visitFields.keys) {
    if (must.includes(field)) continue
    if (level === 'notAsked' || next[field] === 'notAsked') next[field] = level
  }
  return next
}

export type Missing = { key: 'sheet.missingDay' | 'sheet.missingReason'; line: number } | null

/** The first line that cannot be sent as it stands; null when all can. */
export function missingIn(draft: SheetDraft): Missing {
  for (const [line, typed] of Object.entries(draft)) {
    if (typed.as !== 'visited') continue
    if (!typed.visitedOn || !typed.startedAt) return { key: 'sheet.missingDay', line: Number(line) }
    if (typed.result === 'notReached' && !typed.reason)
      return { key: 'sheet.missingReason', line: Number(line) }
  }
  return null
}

/** What is sent: the typed lines, and those nobody wrote on. */
export function toSend(draft: SheetDraft): Pick<Sent<'dutySheet.enter'>, 'lines' | 'blank'> {
  const typed = Object.entries(draft).map(([line, one]) => ({ line: Number(line), ...one }))
  return {
    lines: typed
      .filter(one => one.as === 'visited')
      .map(({ as: _, reason, note, result, answers, needs, ...rest }) => ({
        ...rest,
        result,
        notReachedReason: result === 'notReached' && reason !== '' ? reason : null,
        // Nobody was spoken to, so nothing was asked, whatever was ticked before the result was.
        answers: result === 'met' ? answers : untouched,
        needs: result === 'met' ? needs : [],
        note: note.trim() || null,
      })),
    blank: typed.filter(one => one.as === 'blank').map(one => one.line),
  }
}

export function countTyped(draft: SheetDraft): number {
  return Object.values(draft).filter(one => one.as !== 'later').length
}

const keyOf = (id: string) => `duty-sheet ${id}`

export function useSheetDraft(id: string, lines: readonly SheetLine[], today: string) {
  const [draft, setDraft] = useState<SheetDraft>(() => {
    const kept = keptDraft(id)
    const open = lines.filter(line => line.outcome === null)
    return Object.fromEntries(open.map(({ line }) => [line, kept[line] ?? emptyLine(today)]))
  })
  const change = (line: number, more: Partial<LineDraft>) =>
    setDraft(before => {
      const kept = before[line]
      if (!kept) return before
      const next = { ...before, [line]: { ...kept, ...more } }
      sessionStorage.setItem(keyOf(id), JSON.stringify(next))
      return next
    })
  const forget = () => sessionStorage.removeItem(keyOf(id))
  return { draft, change, forget }
}

function keptDraft(id: string): SheetDraft {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(id)) ?? '{}') as SheetDraft
  } catch {
    return {}
  }
}
