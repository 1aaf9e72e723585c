// The timetable that is being filled: minutes, hard houses and hamlets of each visitor's days, and what a visit costs.
import type { RoundProblem, RoundVisitor } from './problem.ts'
import type { Unit } from './units.ts'
import { weekdayOf } from './wish.ts'

export interface Trip {
  day: number
  visitor: number
}

/** What the search weighs against each other; a broken interval outweighs everything else together. */
export const weights = {
  broken: 1000,
  brokenDay: 10,
  colleague: 60,
  otherVillageColleague: 20,
  duty: 30,
  moved: 8,
  movedVisitor: 8,
  trip: 2,
  /** A plan of the last days of a month takes in who is overdue wherever there is room, but on no day off. */
  leftOverdue: 25,
  load: 6,
  hard: 0.15,
  hamlet: 0.6,
  village: 1.5,
  wish: 8,
  beforeHoliday: 0.4,
  rhythm: 4,
} as const

interface DayOfVisitor {
  minutes: number
  used: number
  hardness: number
  isDuty: boolean
  hamlets: Map<string, number>
  villages: Map<string, number>
}

export class Timetable {
  readonly visitors: readonly RoundVisitor[]
  readonly start: string
  readonly length: number
  private readonly days: DayOfVisitor[][]
  private readonly weekdays: number[]
  private readonly beforeHoliday: boolean[]
  private readonly otherVillageMinutes: number
  /** Without a plan before nothing has moved. */
  private readonly isReplanned: boolean

  constructor(problem: RoundProblem, visitors: readonly RoundVisitor[]) {
    this.visitors = visitors
    this.start = problem.days[0]?.day ?? ''
    this.length = problem.days.length
    this.otherVillageMinutes = problem.rules.otherVillageMinutes
    this.isReplanned = (problem.before?.length ?? 0) > 0
    this.weekdays = problem.days.map(({ day }) => weekdayOf(day))
    this.beforeHoliday = problem.days.map(day => day.beforeHoliday)
    this.days = visitors.map(visitor =>
      problem.days.map(({ day, kind, percent, lightMinutes }) => {
        const isOff = visitor.daysOff.includes(day)
        const works = kind === 'makeUp' || (kind === 'plain' && visitor.weekdays.includes(weekdayOf(day)))
        const full = works ? Math.floor((visitor.minutesDay * percent) / 100) : problem.rules.dutyMinutes
        return {
          minutes: isOff ? 0 : Math.min(full, lightMinutes),
          used: 0,
          hardness: 0,
          isDuty: !works,
          hamlets: new Map(),
          villages: new Map(),
        }
      }),
    )
  }

  works(visitor: number, day: number): boolean {
    return this.of(visitor, day).minutes > 0
  }

  load(visitor: number, day: number): { used: number; minutes: number; hardness: number } {
    return this.of(visitor, day)
  }

  private of(visitor: number, day: number): DayOfVisitor {
    const found = this.days[visitor]?.[day]
    if (!found) throw new Error(`no day ${day} of visitor ${visitor}`)
    return found
  }

  /** Minutes the unit takes out of that day, the way to another village included. */
  minutesFor(unit: Unit, visitor: number, day: number): number {
    const { villages } = this.of(visitor, day)
    const isNewVillage = !villages.has(unit.villageCode)
    const isOwn = this.visitors[visitor]?.villageCode === unit.villageCode
    return unit.minutes + (isNewVillage && !isOwn ? this.otherVillageMinutes : 0)
  }

  /**
   * What one more visit there costs, infinite where there is no room. The part that depends on the others of the
   * day is a difference of sums over the day, so that taking out gives back exactly what putting in cost.
   */
  costOf(unit: Unit, visitor: number, day: number): number {
    const place = this.of(visitor, day)
    const minutes = this.minutesFor(unit, visitor, day)
    if (unit.barred[day] || day <= unit.lastMet || place.used + minutes > place.minutes)
      return Number.POSITIVE_INFINITY
    return this.shared(place, unit, minutes) + this.own(unit, visitor, day, place.isDuty)
  }

  private shared(place: DayOfVisitor, unit: Unit, minutes: number): number {
    const share = (used: number) => (used / place.minutes) ** 2
    return (
      weights.load * (share(place.used + minutes) - share(place.used)) +
      weights.hard * ((place.hardness + unit.hardness) ** 2 - place.hardness ** 2) +
      (place.hamlets.has(unit.hamletKey) ? 0 : weights.hamlet) +
      (place.villages.has(unit.villageCode) ? 0 : weights.village)
    )
  }

  private own(unit: Unit, visitor: number, day: number, isDuty: boolean): number {
    const { id, villageCode } = this.visitors[visitor] ?? { id: '', villageCode: '' }
    const isColleague = unit.mainId !== null && id !== unit.mainId
    let cost: number = weights.trip
    if (isColleague) cost += weights.colleague
    if (id !== unit.mainId && villageCode !== unit.villageCode) cost += weights.otherVillageColleague
    if (isDuty) cost += weights.duty
    if (unit.wished.size > 0 && !unit.wished.has(this.weekdays[day] ?? 0)) cost += weights.wish
    if (unit.monthly && this.beforeHoliday[day]) cost -= weights.beforeHoliday
    if (this.isReplanned) {
      const before = unit.before.get(day)
      if (before === undefined) cost += weights.moved
      else if (before !== id) cost += weights.movedVisitor
    }
    return cost
  }

  put(unit: Unit, { visitor, day }: Trip): void {
    const place = this.of(visitor, day)
    place.used += this.minutesFor(unit, visitor, day)
    place.hardness += unit.hardness
    count(place.hamlets, unit.hamletKey, 1)
    count(place.villages, unit.villageCode, 1)
  }

  take(unit: Unit, { visitor, day }: Trip): void {
    const place = this.of(visitor, day)
    place.hardness -= unit.hardness
    count(place.hamlets, unit.hamletKey, -1)
    count(place.villages, unit.villageCode, -1)
    place.used -= this.minutesFor(unit, visitor, day)
  }
}

function count(counts: Map<string, number>, key: string, by: number): void {
  const left = (counts.get(key) ?? 0) + by
  if (left > 0) counts.set(key, left)
  else counts.delete(key)
}
