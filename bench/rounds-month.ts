// Mark: a month's rounds of 50 visitors for four weeks: how long, how many broken intervals, how often the same face.
import { addDays, type Day } from '../domain/kernel/day.ts'
import { calendarFrom } from '../domain/kernel/working-days.ts'
import { roundDays } from '../domain/rounds/calendar.ts'
import { chanceFrom } from '../domain/rounds/chance.ts'
import { planRounds } from '../domain/rounds/planner.ts'
import type { RoundElder, RoundProblem, RoundVisitor } from '../domain/rounds/problem.ts'
import { weekdayOf } from '../domain/rounds/wish.ts'
import { readSpecialDays } from '../server/regions/reference.ts'
import { flags, say } from './harness.ts'

const visitors = 50
const eldersEach = 25
/** Of a hundred elders: weekly, fortnightly, monthly, quarterly (domain.md §1.3). */
const rhythms = [
  { everyDays: 7, upTo: 10, hardness: 4 },
  { everyDays: 14, upTo: 30, hardness: 3 },
  { everyDays: 30, upTo: 80, hardness: 1 },
  { everyDays: 91, upTo: 100, hardness: 0 },
] as const

/** Four weeks with sowing, a long holiday and make-up days in them: the hardest month there is. */
const from = '2026-09-21'
const to = addDays(from, 27)

function township(seed: string): RoundProblem {
  const draw = chanceFrom(seed)
  const people: RoundElder[] = []
  const staff: RoundVisitor[] = []
  for (let at = 0; at < visitors; at++) {
    const villageCode = `222402${String(100 + Math.floor(at / 10)).padStart(3, '0')}${String(200 + Math.floor(at / 2)).padStart(3, '0')}`
    const id = `visitor-${String(at).padStart(3, '0')}`
    staff.push({
      ...{ id, villageCode, reaches: [villageCode], weekdays: [1, 2, 3, 4, 5], minutesDay: 240 },
      daysOff: at % 5 === 0 ? absence(draw) : [],
      ...{ place: null, languages: ['zh'], sex: null },
    })
    let household = 0
    const couples = new Set<number>()
    for (let one = 0; one < eldersEach; one++) {
      // Half of the old people of a village live with one other.
      const isSecond = people.at(-1)?.householdId === `${id}-home-${household}` && !couples.has(household)
      if (isSecond && draw(10) < 5) couples.add(household)
      else household += 1
      people.push(elder(draw, { id, villageCode, household, one }))
    }
  }
  const calendar = calendarFrom(readSpecialDays())
  const season = { sowingFrom: 420, sowingTo: 531, harvestFrom: 920, harvestTo: 1015, seasonPercent: 60 }
  const rules = {
    ...{ homeMinutes: 35, memberMinutes: 10, phoneMinutes: 10, otherVillageMinutes: 30, dutyMinutes: 80 },
    ...{ homeEveryDays: 91, catchUpDays: 7 },
  }
  const days = roundDays(from, to, { calendar, place: { lon: 129.8, lat: 42.9 }, season })
  return { elders: people, visitors: staff, days, rules, seed }
}

function absence(draw: (below: number) => number): Day[] {
  const start = draw(20)
  return [0, 1, 2].map(day => addDays(from, start + day))
}

function elder(
  draw: (below: number) => number,
  { id, villageCode, household, one }: { id: string; villageCode: string; household: number; one: number },
): RoundElder {
  const share = draw(100)
  const rhythm = rhythms.find(({ upTo }) => share < upTo) ?? rhythms[2]
  // The month before was kept: nobody is overdue, and the first two days are not owed to more than they hold.
  const met = addDays(from, 2 + draw(rhythm.everyDays - 2) - rhythm.everyDays)
  const wanted = 1 + draw(5)
  const wish = {
    ...{ weekdays: draw(10) < 2 ? [wanted] : [], dayPart: draw(10) < 2 ? ('morning' as const) : null },
    way: draw(10) === 0 ? ('phone' as const) : null,
    ...{ language: null, visitorSex: null, notWeekdays: draw(10) === 0 ? [6, 7] : [], notDays: [] },
  }
  return {
    ...{
      id: `${id}-elder-${String(one).padStart(2, '0')}`,
      householdId: `${id}-home-${household}`,
      villageCode,
    },
    ...{ hamlet: String(draw(4)), place: null, visitorId: id, wish },
    dueOn: addDays(met, rhythm.everyDays),
    ...{ everyDays: rhythm.everyDays, monthly: rhythm.everyDays <= 31, lastMetOn: met },
    ...{ lastHomeOn: met, hardness: rhythm.hardness + draw(2) },
  }
}

const { rounds } = flags()
const seconds: number[] = []
for (let round = 0; round < rounds; round++) {
  const problem = township(`rounds-month-${round}`)
  const began = performance.now()
  const { visits, gaps, marks } = planRounds(problem)
  seconds.push((performance.now() - began) / 1000)
  const weekdays = visits.filter(visit => weekdayOf(visit.day) < 6).length
  say(
    `第 ${round + 1} 组：${visitors} 名探访员、${problem.elders.length} 位老人、${from} 至 ${to}：${marks.visits} 次探访，` +
      `超期 ${gaps.length} 处，同一探访员 ${marks.sameFacePercent}%，星期意愿照顾到 ${marks.wishPercent}%，` +
      `最满的一天 ${marks.fullestPercent}%，周一至周五 ${Math.round((100 * weekdays) / Math.max(1, visits.length))}%`,
  )
}
const median = seconds.toSorted((one, other) => one - other)[Math.floor(seconds.length / 2)] ?? 0
say(`一个月的巡访计划：中位数 ${median.toFixed(2)} 秒（目标 ≤ 60 秒，超期 0 处，同一探访员 ≥ 90%）`)
