// Deciding a person's month: from what she ate and who she is to what each canteen bills her; again only after a change.
import { hash } from 'node:crypto'
import { type Day, lastDayOf, type Month } from '../../domain/kernel/day.ts'
import { billOf, type MealBill } from '../../domain/meal-accounts/bill.ts'
import {
  type ChargedServing,
  type Earlier,
  splitMeals,
  type TermsAt,
} from '../../domain/meal-accounts/split.ts'
import { benefitSubjects } from '../benefits/benefits.ts'
import type { Transaction } from '../kernel/database.ts'
import { type Eater, earlierOf, mealsOf, tracesOf } from './eaten.ts'
import type { InForce } from './in-force.ts'

/** A person's month at one canteen as today's facts and rules say. */
export interface Decided {
  canteenId: string
  elderId: string
  bill: MealBill
  /** A mark of everything this was decided on. */
  decidedFrom: string
}

export interface Deciding {
  countyCode: string
  month: Month
  termsAt: TermsAt
  /** `traceOfRules` of what is in force. */
  rules: string
}

/** Raise it when a newer program decides the same facts otherwise: then every open month is decided anew. */
const wayOfDeciding = 1

export function traceOfRules({ rules, prices }: InForce, month: Month): string {
  const counted = rules.filter(
    rule => rule.fromMonth <= month && (rule.toMonth === null || rule.toMonth >= month),
  )
  const filed = [...prices].map(([canteenId, known]) => [
    canteenId,
    known.filter(price => price.validFrom <= lastDayOf(month)),
  ])
  return hash('md5', JSON.stringify([wayOfDeciding, counted, filed.sort()]), 'hex')
}

/** Who some people are, as far as a price asks, and what was decided before the month. */
async function factsOf(tx: Transaction, countyCode: string, month: Month, elderIds: readonly string[]) {
  const subjects = await benefitSubjects(tx, countyCode, elderIds)
  const accounts = await tx
    .selectFrom('mealAccounts')
    .select(['elderId', 'openedOn'])
    .where('countyCode', '=', countyCode)
    .where('elderId', 'in', [...elderIds])
    .execute()
  return {
    subjects: new Map(subjects.map(subject => [subject.elderId, subject])),
    earlier: await earlierOf(tx, countyCode, month, elderIds),
    openedOn: new Map(accounts.map(row => [row.elderId, row.openedOn])),
  }
}

type Facts = Awaited<ReturnType<typeof factsOf>>

function splitFor(
  { subjects, earlier }: Facts,
  { elderId, meals }: Eater,
  termsAt: TermsAt,
): ChargedServing[] {
  const priced = meals.filter(meal => termsAt(meal) !== null)
  return splitMeals(subjects.get(elderId) ?? null, priced, termsAt, earlier.get(elderId))
}

/** Meals of some people in one month, and a way to price them by whichever rule. */
export async function gather(tx: Transaction, countyCode: string, month: Month, elderIds: readonly string[]) {
  const eaters = await mealsOf(tx, countyCode, month, elderIds)
  const facts = await factsOf(tx, countyCode, month, elderIds)
  return { eaters, split: (eater: Eater, termsAt: TermsAt) => splitFor(facts, eater, termsAt) }
}

const nothingEaten = '0'

/**
 * Only people whose bills would not have been decided on the same meals, facts, rules and earlier months. Whether
 * they are the same is asked by marks; a month of thousands that nobody touched costs no decision at all.
 */
export async function decideChanged(
  tx: Transaction,
  { countyCode, month, termsAt, rules }: Deciding,
  elderIds: readonly string[],
): Promise<Decided[]> {
  const known = await tx
    .selectFrom('mealBills')
    .select(['canteenId', 'elderId', 'decidedFrom'])
    .where('countyCode', '=', countyCode)
    .where('month', '=', month)
    .where('elderId', 'in', [...elderIds])
    .execute()
  const billed = new Map<string, typeof known>()
  for (const row of known) billed.set(row.elderId, [...(billed.get(row.elderId) ?? []), row])
  const facts = await factsOf(tx, countyCode, month, elderIds)
  const markOf = (elderId: string, trace: string) => {
    const { name: _, ...subject } = facts.subjects.get(elderId) ?? { name: '' }
    const earlier: Earlier | undefined = facts.earlier.get(elderId)
    const all = [rules, trace, facts.openedOn.get(elderId), subject, earlier]
    return hash('md5', JSON.stringify(all), 'hex')
  }
  const marked = elderIds.filter(id => billed.get(id)?.every(bill => bill.decidedFrom !== null))
  const traces = await tracesOf(tx, countyCode, month, marked)
  const same = new Set(
    marked.filter(id => {
      const mark = markOf(id, traces.get(id) ?? nothingEaten)
      return billed.get(id)?.every(bill => bill.decidedFrom === mark)
    }),
  )
  const changed = elderIds.filter(id => !same.has(id))
  if (changed.length === 0) return []
  const eaters = await mealsOf(tx, countyCode, month, changed)
  const byElder = new Map(eaters.map(eater => [eater.elderId, eater]))
  return changed.flatMap(elderId => {
    const eater = byElder.get(elderId)
    const meals = eater ? splitFor(facts, eater, termsAt) : []
    // A bill of which nothing is left is decided too: as nothing.
    const places = new Set([...(billed.get(elderId) ?? []), ...meals].map(one => one.canteenId))
    const since = facts.openedOn.get(elderId)
    const atCounter = (day: Day) => since === undefined || day < since
    const decidedFrom = markOf(elderId, eater?.trace ?? nothingEaten)
    return [...places].map(canteenId => {
      const there = places.size === 1 ? meals : meals.filter(meal => meal.canteenId === canteenId)
      return { canteenId, elderId, decidedFrom, bill: billOf(month, there, atCounter) }
    })
  })
}
