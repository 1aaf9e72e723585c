// Birth dates of one county in exact numbers, and taking them out as couples, families and single persons.
import { addDays, ageOn, type Day, daysBetween } from '../../domain/kernel/day.ts'
import type { Chance } from './chance.ts'
import type { Sex } from './names.ts'
import type { AgeCell } from './plan.ts'

export interface Born {
  sex: Sex
  bornOn: Day
  age: number
}

/** The same day so many years before; 29 February falls back to the 28th. */
function yearsBefore(day: Day, years: number): Day {
  const year = Number(day.slice(0, 4)) - years
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return `${year}-${day.slice(5) === '02-29' && !isLeap ? '02-28' : day.slice(5)}`
}

/** Days of birth of one sex in order, oldest first; finds the next one not yet taken. */
class Line {
  readonly days: number[]
  private readonly next: Int32Array

  constructor(days: number[]) {
    this.days = days.sort((one, other) => one - other)
    this.next = Int32Array.from({ length: days.length + 1 }, (_, at) => at)
  }

  /** The first free place at or after `at`; the length of the line when there is none. */
  free(at: number): number {
    let root = at
    while (this.next[root] !== root) root = this.next[root]!
    for (let step = at; step !== root; ) {
      const after = this.next[step]!
      this.next[step] = root
      step = after
    }
    return root
  }

  take(at: number): number {
    this.next[at] = at + 1
    return this.days[at]!
  }

  /** Takes someone born on `from` or later, but not after `to`. */
  takeBetween(from: number, to: number): number | null {
    let low = 0
    let high = this.days.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.days[middle]! < from) low = middle + 1
      else high = middle
    }
    const at = this.free(low)
    return at < this.days.length && this.days[at]! <= to ? this.take(at) : null
  }

  takeAny(chance: Chance): number | null {
    const after = this.free(chance.below(this.days.length))
    const at = after < this.days.length ? after : this.free(0)
    return at < this.days.length ? this.take(at) : null
  }
}

const year = 365.25
const other = (sex: Sex): Sex => (sex === 'male' ? 'female' : 'male')

export class BornPool {
  private readonly lines: Record<Sex, Line>
  private readonly referenceDay: Day

  constructor(cells: readonly AgeCell[], referenceDay: Day, chance: Chance) {
    this.referenceDay = referenceDay
    const days: Record<Sex, number[]> = { male: [], female: [] }
    for (const { sex, fromAge, toAge, count } of cells) {
      // Distances count back from the reference day, so oldest is most negative.
      const first = daysBetween(referenceDay, yearsBefore(referenceDay, toAge)) + 1
      const last = daysBetween(referenceDay, yearsBefore(referenceDay, fromAge))
      for (let n = 0; n < count; n++) days[sex].push(chance.between(first, last))
    }
    this.lines = { male: new Line(days.male), female: new Line(days.female) }
  }

  /** 93 % couples, the husband nought to six years older; otherwise parent and child or siblings. */
  takeTwo(chance: Chance): Born[] {
    if (chance.happens(0.93)) return this.takeCouple(chance)
    const gap: [number, number] = chance.happens(0.5) ? [18, 36] : [1, 8]
    return this.takeKin(chance, gap)
  }

  takeThree(chance: Chance): Born[] {
    const couple = this.takeCouple(chance)
    const eldest = this.distance(couple[0]!)
    const sex: Sex = chance.happens(0.6) ? 'female' : 'male'
    const parent = this.lines[sex].takeBetween(eldest - 36 * year, eldest - 18 * year)
    return [...couple, parent === null ? this.anyone(chance) : this.born(sex, parent)]
  }

  /** Everyone not yet taken, in no order. */
  takeRest(chance: Chance): Born[] {
    const rest: Born[] = []
    for (const sex of ['male', 'female'] as const) {
      const line = this.lines[sex]
      for (let at = line.free(0); at < line.days.length; at = line.free(at))
        rest.push(this.born(sex, line.take(at)))
    }
    return chance.shuffle(rest)
  }

  private takeCouple(chance: Chance): Born[] {
    const husband = this.lines.male.takeAny(chance)
    if (husband === null) return [this.anyone(chance), this.anyone(chance)]
    const wanted = husband + chance.share() * 6 * year
    const wife =
      this.lines.female.takeBetween(wanted, husband + 6 * year) ??
      this.lines.female.takeBetween(husband, husband + 6 * year)
    return [this.born('male', husband), wife === null ? this.anyone(chance) : this.born('female', wife)]
  }

  private takeKin(chance: Chance, [least, most]: [number, number]): Born[] {
    const younger = this.anyone(chance)
    const sex = chance.happens(0.5) ? younger.sex : other(younger.sex)
    const day = this.distance(younger)
    const older = this.lines[sex].takeBetween(day - most * year, day - least * year)
    return [older === null ? this.anyone(chance) : this.born(sex, older), younger]
  }

  private anyone(chance: Chance): Born {
    const sex: Sex = chance.happens(0.53) ? 'female' : 'male'
    const day = this.lines[sex].takeAny(chance)
    if (day !== null) return this.born(sex, day)
    return this.born(other(sex), this.lines[other(sex)].takeAny(chance)!)
  }

  private born(sex: Sex, distance: number): Born {
    const bornOn = addDays(this.referenceDay, distance)
    return { sex, bornOn, age: ageOn(bornOn, this.referenceDay) }
  }

  private distance({ bornOn }: Born): number {
    return daysBetween(this.referenceDay, bornOn)
  }
}
