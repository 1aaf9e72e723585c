// How a sign becomes a reason with its weight, and which visits the signs look at.
import type { VisitFact } from './facts.ts'
import { signPoints, type TruthReason, type TruthSign } from './signs.ts'

/** `extent` 0 is a sign that has just begun, 1 as bad as it counts. */
export function reason(
  sign: TruthSign,
  extent: number,
  visits: readonly VisitFact[],
  figures: Readonly<Record<string, number>>,
): TruthReason {
  const [least, most] = signPoints[sign]
  const share = Math.max(0, Math.min(1, extent))
  return {
    sign,
    points: Math.round(least + (most - least) * share),
    figures,
    visitIds: visits.slice(0, visitsNamed).map(visit => visit.id),
  }
}

/** Enough to look at; a month of forty visits a day is not listed whole. */
const visitsNamed = 20

export const atHome = (visit: VisitFact) => visit.method === 'home'
export const metAtHome = (visit: VisitFact) => visit.method === 'home' && visit.result === 'met'
