// Answers: one sheet for every home, last month's sheet again, or never a worry where others find some.
import type { MonthFacts, VisitFact } from './facts.ts'
import { metAtHome, reason } from './reasons.ts'
import type { TruthReason } from './signs.ts'

const isPlain = (answers: string) => /^o+$/.test(answers)
const hasWorry = (answers: string) => /[ad]/.test(answers)

/** Fewer prove nothing. */
const sheetsCompared = 6
const copiesCompared = 8
/** How unlikely it must be that nothing was there to be found. */
const chanceOfNothing = 0.01

export function findByAnswers({ visits, others }: MonthFacts): TruthReason[] {
  const met = visits.filter(metAtHome)
  return [...sameAnswers(met), ...copiedAnswers(met), ...neverWorry(met, others)]
}

/** Everything fine everywhere is common and left to neverWorry; the same odd sheet in every home is not. */
function sameAnswers(met: readonly VisitFact[]): TruthReason[] {
  const first = met[0]
  if (!first || met.length < sheetsCompared || isPlain(first.answers)) return []
  const homes = new Set(met.map(visit => visit.homeId))
  if (homes.size < sheetsCompared || met.some(visit => visit.answers !== first.answers)) return []
  return [reason('sameAnswers', 0, met, { count: met.length, homes: homes.size })]
}

/** Sheets with something on them; a lasting trouble repeats, but not every one of them to the letter. */
function copiedAnswers(met: readonly VisitFact[]): TruthReason[] {
  const known = met.filter(visit => visit.lastMonthAnswers !== null && !isPlain(visit.answers))
  const copies = known.filter(visit => visit.answers === visit.lastMonthAnswers)
  if (copies.length < copiesCompared || copies.length < known.length * 0.95) return []
  return [reason('copiedAnswers', 0, copies, { count: copies.length, of: known.length })]
}

function neverWorry(met: readonly VisitFact[], others: MonthFacts['others']): TruthReason[] {
  if (met.length < sheetsCompared || others.visits < 20 || met.some(visit => hasWorry(visit.answers)))
    return []
  const share = others.worries / others.visits
  // Homes and not visits: a home without troubles stays one however often she comes.
  const homes = new Set(met.map(visit => visit.homeId)).size
  if ((1 - share) ** homes >= chanceOfNothing) return []
  return [reason('neverWorry', 0, [], { count: met.length, sharePercent: Math.round(share * 100) })]
}
