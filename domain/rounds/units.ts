// A household is called on as a whole: one unit with the strictest rhythm of those who live in it.
import { addDays, addMonths, type Day, daysBetween, lastDayOf, monthOf } from '../kernel/day.ts'
import type { RoundElder, RoundProblem, RoundRules, RoundVisitor } from './problem.ts'
import { weekdayOf } from './wish.ts'

export interface Unit {
  at: number
  elders: RoundElder[]
  villageCode: string
  hamletKey: string
  mainId: string | null
  /** The visitors who may come, as places in the list: the same face first. */
  visitors: number[]
  /** Day numbers of the plan; negative or beyond its end where they lie outside. */
  due: number
  everyDays: number
  monthly: boolean
  /** Somebody in it should have been met before the plan begins. */
  isOverdue: boolean
  /** After a meeting on day n the next is owed by `next[n]`. */
  next: number[]
  /** The day number of the last meeting; far back where there was none. */
  lastMet: number
  minutes: number
  hardness: number
  wished: ReadonlySet<number>
  /** Day number → nobody may come. */
  barred: boolean[]
  /** Day number → visitor of the plan before. */
  before: ReadonlyMap<number, string>
}

const longAgo = -1000

export function unitsOf(problem: RoundProblem, visitors: readonly RoundVisitor[]): Unit[] {
  const homes = new Map<string, RoundElder[]>()
  for (const elder of sortedById(problem.elders)) {
    const home = homes.get(elder.householdId)
    if (home) home.push(elder)
    else homes.set(elder.householdId, [elder])
  }
  const before = new Map<string, Map<Day, string>>()
  for (const { elderId, day, visitorId } of problem.before ?? []) {
    const days = before.get(elderId) ?? new Map<Day, string>()
    before.set(elderId, days.set(day, visitorId))
  }
  return [...homes.keys()]
    .sort()
    .map((key, at) => unitOf(at, homes.get(key) ?? [], problem, visitors, before))
}

function unitOf(
  at: number,
  elders: RoundElder[],
  { days, rules }: RoundProblem,
  visitors: readonly RoundVisitor[],
  before: ReadonlyMap<string, ReadonlyMap<Day, string>>,
): Unit {
  const [first] = elders
  if (!first || !days[0]) throw new Error('a household without elders or a plan without days')
  const start = days[0].day
  const numberOf = (day: Day) => daysBetween(start, day)
  const everyDays = Math.min(...elders.map(elder => elder.everyDays))
  const monthly = elders.some(elder => elder.monthly)
  const mainId = mainVisitorOf(elders)
  const wishes = elders.flatMap(elder => elder.wish ?? [])
  return {
    at,
    elders,
    villageCode: first.villageCode,
    hamletKey: `${first.villageCode} ${first.hamlet ?? ''}`,
    mainId,
    visitors: candidatesFor(first.villageCode, mainId, visitors),
    due: Math.min(...elders.map(elder => dueNumber(elder, numberOf(elder.dueOn), rules))),
    everyDays,
    monthly,
    isOverdue: elders.some(elder => numberOf(elder.dueOn) < 0),
    next: days.map((_, at) => nextDue({ everyDays, monthly }, at, start)),
    lastMet: Math.max(longAgo, ...elders.flatMap(({ lastMetOn }) => lastMetOn ?? []).map(numberOf)),
    minutes: minutesOf(elders, rules, days.at(-1)?.day ?? start),
    hardness: Math.max(...elders.map(elder => elder.hardness)),
    wished: new Set(wishes.flatMap(wish => wish.weekdays)),
    barred: days.map(({ day }) =>
      wishes.some(wish => wish.notWeekdays.includes(weekdayOf(day)) || wish.notDays.includes(day)),
    ),
    before: new Map(
      elders.flatMap(elder =>
        [...(before.get(elder.id) ?? [])].map(([day, visitorId]) => [numberOf(day), visitorId] as const),
      ),
    ),
  }
}

/** Whoever is overdue already is met within the first days, the red before the green. */
export function dueNumber(elder: RoundElder, due: number, rules: RoundRules): number {
  return due >= 0 ? due : Math.min(rules.catchUpDays, elder.everyDays) - 1
}

function sortedById<Row extends { id: string }>(rows: readonly Row[]): Row[] {
  return rows.toSorted((one, other) => (one.id < other.id ? -1 : 1))
}

/** The face most of the household knows. */
function mainVisitorOf(elders: readonly RoundElder[]): string | null {
  const counts = new Map<string, number>()
  for (const { visitorId } of elders)
    if (visitorId !== null) counts.set(visitorId, (counts.get(visitorId) ?? 0) + 1)
  const ranked = [...counts].sort(([one, times], [other, often]) => often - times || (one < other ? -1 : 1))
  return ranked[0]?.[0] ?? null
}

/** A colleague must be allowed into the village: her posts reach it; those of the village stand first. */
function candidatesFor(
  villageCode: string,
  mainId: string | null,
  visitors: readonly RoundVisitor[],
): number[] {
  const rank = (at: number) => {
    const visitor = visitors[at]
    if (visitor?.id === mainId) return 0
    return visitor?.villageCode === villageCode ? 1 : 2
  }
  return visitors
    .map((_, at) => at)
    .filter(
      at => visitors[at]?.id === mainId || visitors[at]?.reaches.some(code => reaches(code, villageCode)),
    )
    .sort((one, other) => rank(one) - rank(other) || one - other)
}

/** A post at a village reaches the village, one at a township all its villages. */
function reaches(postCode: string, villageCode: string): boolean {
  const digits = postCode.endsWith('000000') ? 6 : postCode.endsWith('000') ? 9 : 12
  return postCode.slice(0, digits) === villageCode.slice(0, digits)
}

/** By telephone only where everybody in the house wants that and nobody's visit at home is due. */
function minutesOf(elders: readonly RoundElder[], rules: RoundRules, lastDay: Day): number {
  const atHome = elders.some(elder => isHomeWanted(elder) || isHomeDue(elder, lastDay, rules))
  return atHome
    ? rules.homeMinutes + rules.memberMinutes * (elders.length - 1)
    : rules.phoneMinutes * elders.length
}

export function isHomeWanted(elder: RoundElder): boolean {
  return elder.wish?.way === null || elder.wish?.way === undefined || elder.wish.way === 'home'
}

/** One visit at the door a quarter, even for those who would rather be rung up (domain.md §1.3). */
export function isHomeDue(elder: RoundElder, by: Day, rules: RoundRules): boolean {
  return elder.lastHomeOn === null || addDays(elder.lastHomeOn, rules.homeEveryDays) <= by
}

/** The day number by which the next meeting is owed after one on day `at`. */
export function nextDue(rhythm: { everyDays: number; monthly: boolean }, at: number, start: Day): number {
  const byRhythm = at + rhythm.everyDays
  if (!rhythm.monthly) return byRhythm
  const day = addDays(start, at)
  return Math.min(byRhythm, daysBetween(start, lastDayOf(addMonths(monthOf(day), 1))))
}
