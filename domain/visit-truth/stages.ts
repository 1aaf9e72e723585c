// What follows for a visitor: a word first, calls to elders after a word was of no use, an inspection after those.
import type { Day, Month } from '../kernel/day.ts'
import type { TruthNoteKind, TruthStage } from './signs.ts'

/** How far back a word and a call are remembered. */
export const remembersMonths = 6

export interface TruthHistory {
  /** The month judged. */
  month: Month
  isBelow: boolean
  /** What was written about her, of this month and the ones remembered. */
  notes: readonly { month: Month; kind: TruthNoteKind; writtenOn: Day }[]
  /** Calls of the months remembered in which the elder said that nobody came. */
  denied: number
}

/** Told by this day of a month, she had the rest of it to do better. */
const toldByDay = '10'

export function stageOf({ month, isBelow, notes, denied }: TruthHistory): TruthStage {
  if (!isBelow || notes.some(note => note.month === month && note.kind === 'excused')) return 'fine'
  const wasTold = notes.some(
    note => note.kind === 'coached' && note.month < month && note.writtenOn <= `${month}-${toldByDay}`,
  )
  if (!wasTold) return 'coaching'
  return denied > 0 ? 'inspection' : 'callBack'
}
