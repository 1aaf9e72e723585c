// Cells as one question needs them: whoever differs only in what none of its rules asks is one cell.
import type { BenefitFacts } from '../benefits/facts.ts'
import type { BenefitRule, Leaf } from '../benefits/rule.ts'
import { addDays, type Day, firstDayOf, lastDayOf, type Month } from '../kernel/day.ts'
import { bornDay, type Known, type Tally } from './tally.ts'

/** So many elders of a county about whom the rules know the very same. */
export interface Cell {
  facts: BenefitFacts
  elders: number
}

/** What some rules ask, as they are and as they would be. */
export interface Asks {
  leaves: readonly Leaf[]
  suspend: readonly BenefitRule['terms']['suspend'][number][]
}

/** Of every scale the marks at which an answer may turn; between two of them nobody can be told apart. */
interface Marks {
  before: Day
  end: Day
  births: readonly number[]
  registered: readonly Day[]
  groups: ReadonlySet<string>
  asksPlace: boolean
  asksSettlement: boolean
  asksIncome: boolean
  asksAbility: boolean
  asksSelfCare: boolean
  /** Of a kind of absence the last days on which it may have begun and still counts. */
  absentSince: ReadonlyMap<string, readonly Day[]>
}

const youngest = 99_991_201

function marksOf({ leaves, suspend }: Asks, month: Month): Marks {
  const first = firstDayOf(month)
  const [before, end] = [addDays(first, -1), lastDayOf(month)]
  const is = (kind: Leaf['is']) => leaves.some(leaf => leaf.is === kind)
  const months = [before, end].map(day => Number(`${day.slice(0, 7)}-01`.replaceAll('-', '')))
  const ages = leaves.flatMap(leaf =>
    leaf.is === 'age' ? [leaf.from, ...(leaf.to === null ? [] : [leaf.to + 1])] : [],
  )
  const since = new Map<string, Day[]>()
  if (is('institution')) since.set('institution', [before, end])
  for (const { absence, afterDays } of suspend)
    since.set(absence, [...(since.get(absence) ?? []), addDays(first, -afterDays)])
  return {
    ...{ before, end },
    births: ages.flatMap(age => months.map(of => of - age * 10_000)).sort((one, other) => one - other),
    registered: leaves.flatMap(leaf => (leaf.is === 'registered' && leaf.by < end ? [leaf.by] : [])).sort(),
    groups: new Set([
      ...leaves.flatMap(leaf => (leaf.is === 'group' ? leaf.anyOf : [])),
      // 特困 stands above whatever income is recorded.
      ...(is('income') ? ['tekun'] : []),
    ]),
    asksPlace: is('hukou') || is('residence'),
    asksSettlement: is('settlement'),
    asksIncome: is('income'),
    asksAbility: is('ability'),
    asksSelfCare: is('selfCare'),
    absentSince: since,
  }
}

/** The first mark that is not earlier: whatever asks "by such a day" answers alike for both. */
const upTo = <Value extends string | number>(marks: readonly Value[], value: Value, beyond: Value): Value =>
  marks.find(mark => mark >= value) ?? beyond

/** Somebody's month of birth decides on last days of months; who left or was born on a 29 February keeps her day. */
function birthAsked({ births }: Marks, known: Known, born: number): number {
  if (born === 0 || known[3] !== null || born % 100 !== 1) return born
  return upTo(births, born, youngest)
}

function absencesAsked({ absentSince, before, end }: Marks, known: Known): BenefitFacts['absences'] {
  const lastDay = known[5]
  const found = new Map<string, BenefitFacts['absences'][number]>()
  for (const { kind, from, to } of known[16]) {
    const marks = absentSince.get(kind)
    if (marks === undefined) continue
    const since = upTo([...marks, lastDay].sort(), from, '')
    const until = to === null || to >= end ? null : to >= lastDay ? lastDay : before
    if (since === '' || (to !== null && to < before)) continue
    found.set(`${kind} ${since} ${until}`, { kind, from: since, to: until })
  }
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, absence]) => absence)
}

function knownAsked(marks: Marks, known: Known): Known {
  const [place, settlement, registered, endedKind, endedOn, lastDay, groupsBefore, groupsEnd, ...more] = known
  const [incomeBefore, incomeEnd, hukouBefore, hukouEnd, levelBefore, levelEnd, ...rest] = more
  const [degreeBefore, degreeEnd, , holds, granted] = rest
  const groups = (held: typeof groupsEnd) => {
    const asked = (held ?? []).filter(group => marks.groups.has(group))
    return asked.length === 0 ? null : asked
  }
  return [
    ...([marks.asksPlace ? place : '', marks.asksSettlement ? settlement : null] as const),
    registered > marks.end ? registered : upTo(marks.registered, registered, marks.end),
    ...([endedKind, endedOn, lastDay, groups(groupsBefore), groups(groupsEnd)] as const),
    ...([marks.asksIncome ? incomeBefore : null, marks.asksIncome ? incomeEnd : null] as const),
    ...([marks.asksPlace ? hukouBefore : null, marks.asksPlace ? hukouEnd : null] as const),
    ...([marks.asksAbility ? levelBefore : null, marks.asksAbility ? levelEnd : null] as const),
    ...([marks.asksSelfCare ? degreeBefore : null, marks.asksSelfCare ? degreeEnd : null] as const),
    ...([absencesAsked(marks, known), holds, granted] as const),
  ]
}

/** Every answer comes out as it would for each elder by herself. */
export function cellsOf(tally: Tally, asks: Asks, month: Month): Cell[] {
  const marks = marksOf(asks, month)
  const found = new Map<string, { known: Known; births: Map<number, number> }>()
  for (const [text, counts] of tally) {
    const whole: Known = JSON.parse(text)
    const known = knownAsked(marks, whole)
    const key = JSON.stringify(known)
    const cell = found.get(key) ?? { known, births: new Map<number, number>() }
    found.set(key, cell)
    for (const [born, elders] of counts) {
      const asked = birthAsked(marks, whole, born)
      cell.births.set(asked, (cell.births.get(asked) ?? 0) + elders)
    }
  }
  return [...found.values()].flatMap(({ known, births }) =>
    [...births].flatMap(([born, elders]) =>
      elders === 0 ? [] : [{ elders, facts: factsOf(known, bornDay(born), marks.before) }],
    ),
  )
}

/** One person in whom all of the cell are meant: what held on a day is given for that day alone. */
function factsOf(known: Known, bornOn: Day | null, before: Day): BenefitFacts {
  const [
    regionCode,
    settlement,
    registeredOn,
    endedKind,
    endedOn,
    lastDay,
    groupsBefore,
    groupsEnd,
    ...more
  ] = known
  const [incomeBefore, incomeEnd, hukouBefore, hukouEnd, levelBefore, levelEnd, ...rest] = more
  const [degreeBefore, degreeEnd, absences, holds, granted] = rest
  const days = <Value, Fact>(
    one: Value | null,
    other: Value | null,
    fact: (value: Value, day: { from: Day; to: Day }) => Fact,
  ): Fact[] => [
    ...(one === null ? [] : [fact(one, { from: before, to: before })]),
    ...(other === null ? [] : [fact(other, { from: lastDay, to: lastDay })]),
  ]
  return {
    ...{ elderId: '', regionCode, settlement, bornOn, birthCalendar: 'solar', registeredOn },
    hukou: days(hukouBefore, hukouEnd, (code, day) => ({ code, ...day })),
    groups: days(groupsBefore, groupsEnd, (groups, day) => groups.map(group => ({ group, ...day }))).flat(),
    incomes: days(incomeBefore, incomeEnd, (status, day) => ({ status, ...day })),
    abilities: days(levelBefore, levelEnd, (level, day) => ({ level, ...day })),
    selfCare: days(degreeBefore, degreeEnd, (degree, day) => ({ degree, ...day })),
    ...{ absences, holds, granted },
    ended: endedKind === null || endedOn === null ? null : { kind: endedKind, on: endedOn },
  }
}
