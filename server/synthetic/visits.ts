// The visits of one county, month by month: who was due, who went, what came of it and when the server heard.
import {
  addMonths,
  ageOn,
  type Day,
  daysBetween,
  firstDayOf,
  lastDayOf,
  type Month,
  monthOf,
  startOfDay,
} from '../../domain/kernel/day.ts'
import type { NotReachedReason } from '../../domain/visits/not-met.ts'
import type { VisitMethod, VisitResult } from '../../domain/visits/visit.ts'
import { Chance } from './chance.ts'
import type { Circumstances } from './circumstances.ts'
import { drawAnswers, drawLasting, type Lasting, unasked } from './findings.ts'
import type { GroupsOf } from './groups.ts'
import { idsFor } from './identity.ts'
import type { Person } from './people.ts'
import type { CountyPlan } from './plan.ts'
import type { SyntheticAssignment, SyntheticVisit, SyntheticVisitor } from './rows.ts'
import { isFieldSeason, seasons } from './seasons.ts'

export interface County {
  seed: string
  plan: CountyPlan
  persons: Person[]
  held: GroupsOf
  circumstances: Circumstances
  visitors: SyntheticVisitor[]
  assignments: SyntheticAssignment[]
  referenceDay: Day
}

/** Where someone is between two days, as offsets in days from the reference day; open ends are infinite. */
interface Span {
  kind: 'institution' | 'hospital' | 'away' | 'refusal' | 'ended'
  from: number
  to: number
}

/** One call somebody meant to make. `day` counts from the reference day. */
interface Call {
  visitor: number
  person: number
  day: number
}

interface Diary extends County {
  lasting: Lasting[]
  span: (Span | undefined)[]
  visitorOf: number[]
  registered: number[]
  ignoresPhone: boolean[]
  /** Where each person's home stands. */
  home: Spot[]
}

interface Spot {
  lon: number
  lat: number
}

const minuteMs = 60_000

/** `visitMonths` full months and the days of the reference month before the reference day. */
export function* visitsOf(county: County, visitMonths: number): Generator<SyntheticVisit> {
  if (visitMonths <= 0) return
  const diary = openDiary(county)
  const last = monthOf(county.referenceDay)
  for (let month = addMonths(last, -visitMonths); month <= last; month = addMonths(month, 1)) {
    yield* visitsOfMonth(diary, month)
  }
}

function openDiary(county: County): Diary {
  const { seed, plan, persons, held, circumstances, visitors, assignments, referenceDay } = county
  const chance = new Chance(`${seed}|${plan.code}|diary`)
  const at = (day: Day) => daysBetween(referenceDay, day)
  const spans = new Map<string, Span>()
  for (const { elderId, kind, from, to } of circumstances.absences)
    spans.set(elderId, { kind, from: at(from), to: to === null ? Number.POSITIVE_INFINITY : at(to) })
  for (const { elderId, on } of circumstances.endings)
    spans.set(elderId, { kind: 'ended', from: at(on), to: Number.POSITIVE_INFINITY })
  for (const { elderId, on, askAgainOn } of circumstances.refusals)
    spans.set(elderId, { kind: 'refusal', from: at(on), to: at(askAgainOn) })
  const numberOf = new Map(visitors.map(({ id }, number) => [id, number]))
  return {
    ...county,
    lasting: persons.map((person, index) => drawLasting(person, held[index]!, plan.homeBathingShare, chance)),
    span: persons.map(({ row }) => spans.get(row.id)),
    visitorOf: assignments.map(({ visitorId }) => numberOf.get(visitorId)!),
    registered: persons.map(({ row }) => at(row.registeredOn)),
    // A telephone that nobody answers: 6 %.
    ignoresPhone: persons.map(() => chance.happens(0.06)),
    home: persons.map(person => homeOf(seed, person)),
  }
}

/** Within some 500 m of the village's point, and the same for everybody of a household at every visit. */
function homeOf(seed: string, { row, village }: Person): Spot {
  const chance = new Chance(`${seed}|${row.householdId}|home`)
  return {
    lon: village.lon + (chance.share() - 0.5) * 0.012,
    lat: village.lat + (chance.share() - 0.5) * 0.009,
  }
}

function* visitsOfMonth(diary: Diary, month: Month): Generator<SyntheticVisit> {
  const { seed, plan, referenceDay, visitors } = diary
  const chance = new Chance(`${seed}|${plan.code}|visits|${month}`)
  const calls = planMonth(diary, month, chance)
  const visitId = idsFor(seed, plan.code, 'visit', month.slice(2, 4) + month.slice(5))
  const heardBefore = startOfDay(referenceDay).getTime()
  // When a visitor is free again: calls of one day follow one another.
  let visitor = -1
  let day = 0
  let free = 0
  let from: Spot | null = null
  let number = 0
  for (const call of calls) {
    const odd = visitors[call.visitor]!.oddPattern
    const dayStart = heardBefore + call.day * 86_400_000
    if (call.visitor !== visitor || call.day !== day) {
      visitor = call.visitor
      day = call.day
      free = dayStart + firstMinute(dayStart, chance) * minuteMs
      from = null
    } else if (odd !== 'sameMinute') {
      free += (odd === 'manyInOneDay' ? 1 : chance.between(6, 22)) * minuteMs
      // Who claims forty calls a day does not reckon with the road either.
      if (odd === null && from) free += roadMs(from, diary.home[call.person]!)
    }
    from = diary.home[call.person]!
    const visit = makeVisit(diary, call, free, dayStart, visitId(number++), chance)
    if (odd !== 'sameMinute') free = Date.parse(visit.endedAt)
    // What has not arrived by the reference day is still on a phone.
    if (Date.parse(visit.receivedAt) < heardBefore) yield visit
  }
}

/** A paid visitor's villages lie far apart: 1.4 roads to the straight line at 35 km/h (§3.8), next door on foot. */
function roadMs(from: Spot, to: Spot): number {
  const kilometers = 111.2 * Math.sqrt(((to.lon - from.lon) * 0.73) ** 2 + (to.lat - from.lat) ** 2)
  return kilometers < 1.5 ? 0 : Math.round(((kilometers * 1.4) / 35) * 3_600_000)
}

/** From eight in the morning, or from half past four when everyone is in the fields; minutes of the Shanghai day. */
function firstMinute(dayStart: number, chance: Chance): number {
  const date = new Date(dayStart + 8 * 3_600_000)
  const isDusk = isFieldSeason(date.getUTCMonth() + 1, date.getUTCDate())
  return (isDusk ? 990 : 480) + chance.below(90) + chance.below(60) / 60
}

/** Weekly, fortnightly, monthly or quarterly, as domain/visits/due.ts has it; sorted by visitor and day. */
function planMonth(diary: Diary, month: Month, chance: Chance): Call[] {
  const { persons, referenceDay, visitors } = diary
  const first = daysBetween(referenceDay, firstDayOf(month))
  const length = daysBetween(firstDayOf(month), lastDayOf(month)) + 1
  const monthNumber = Number(month.slice(0, 4)) * 12 + Number(month.slice(5))
  const calls: Call[] = []
  persons.forEach(({ village }, person) => {
    const every = daysBetweenCalls(diary, person, month)
    const isQuarterly = every > 31
    const visitor = diary.visitorOf[person]!
    if (isQuarterly && (person + monthNumber) % 3 !== 0) return
    for (let day = chance.below(Math.min(every, length)); day < length; day += every) {
      const isKept = chance.below(1000) < village.completionPermille
      if (!isKept || first + day >= 0 || first + day < diary.registered[person]!) continue
      if (isOutOfPlan(diary.span[person], first + day)) continue
      calls.push({ visitor, person, day: first + gather(visitors[visitor]!, day, length) })
    }
  })
  const kept = calls.filter(({ day }) => day < 0)
  const sorted = kept.sort(
    (one, other) => one.visitor - other.visitor || one.day - other.day || one.person - other.person,
  )
  return crowd(sorted, visitors)
}

function daysBetweenCalls({ persons, held }: Diary, person: number, month: Month): number {
  const groups = held[person]!
  const isVeryOld = ageOn(persons[person]!.row.bornOn, firstDayOf(month)) >= 80
  if (isVeryOld && (groups.has('livesAlone') || groups.has('emptyNest') || groups.has('leftBehind'))) return 7
  if (groups.has('careDependent') || (groups.has('tekun') && groups.has('livesAlone'))) return 14
  return isVeryOld || groups.size > 0 ? 31 : 92
}

/** Nobody calls on the dead for long, nor in a home for elders, nor against a written refusal. */
function isOutOfPlan(span: Span | undefined, day: number): boolean {
  if (!span || day < span.from || day > span.to) return false
  if (span.kind === 'ended') return day > span.from + 25
  return span.kind === 'institution' || span.kind === 'refusal'
}

/** The visitor who claims a whole month, or a whole week, in one day. */
function gather({ oddPattern }: SyntheticVisitor, day: number, length: number): number {
  if (oddPattern === 'manyInOneDay') return Math.min(11, length - 1)
  if (oddPattern === 'sameMinute') return Math.min(day - (day % 7) + 2, length - 1)
  return day
}

/** Forty calls in a day: the few elders of such a visitor appear again and again. */
function crowd(calls: Call[], visitors: SyntheticVisitor[]): Call[] {
  const own = new Map<number, Call[]>()
  for (const call of calls) {
    if (visitors[call.visitor]!.oddPattern !== 'manyInOneDay') continue
    const list = own.get(call.visitor)
    if (list) list.push(call)
    else own.set(call.visitor, [call])
  }
  if (own.size === 0) return calls
  return calls.flatMap(call => {
    const list = own.get(call.visitor)
    if (!list) return [call]
    return list[0] === call
      ? Array.from({ length: Math.max(40, list.length) }, (_, n) => list[n % list.length]!)
      : []
  })
}

function makeVisit(
  diary: Diary,
  call: Call,
  startMs: number,
  dayStart: number,
  id: string,
  chance: Chance,
): SyntheticVisit {
  const { row, village } = diary.persons[call.person]!
  const visitor = diary.visitors[call.visitor]!
  const month = new Date(dayStart + 8 * 3_600_000).getUTCMonth() + 1
  const method = drawMethod(visitor, chance)
  const { result, reason } = drawResult(diary, call, method, month, chance)
  const isMet = result === 'met'
  const lasting = diary.lasting[call.person]!
  // 0.6 % of all calls end with "needs help today".
  const needsHelp = isMet && method !== 'remote' && chance.happens(0.0066)
  const start = Math.round(startMs / 1000) * 1000
  const end = start + drawSeconds(visitor, method, isMet, needsHelp, chance) * 1000
  const wishes = isMet && method !== 'remote' && lasting.needs.length > 0 && chance.happens(0.35)
  return {
    id,
    elderId: row.id,
    visitorId: visitor.id,
    regionCode: row.regionCode,
    method,
    result,
    notReachedReason: reason,
    startedAt: new Date(start).toISOString(),
    endedAt: new Date(end).toISOString(),
    receivedAt: new Date(end + drawDelay(village.hasSignal, chance)).toISOString(),
    ...drawPlace(diary, call, method, chance),
    answers: isMet ? drawAnswers(lasting, method, month, needsHelp, chance) : unasked,
    needs: wishes ? [...lasting.needs] : [],
  }
}

function drawMethod({ oddPattern }: SyntheticVisitor, chance: Chance): VisitMethod {
  const draw = chance.share()
  if (oddPattern !== null || draw < 0.82) return 'home'
  return draw < 0.96 ? 'phone' : draw < 0.99 ? 'video' : 'remote'
}

/** 91 % met, 5 % not at home, 2 % in hospital or with children, 1 % refused, 0.6 % met and in need. */
function drawResult(
  { span, ignoresPhone }: Diary,
  { person, day }: Call,
  method: VisitMethod,
  month: number,
  chance: Chance,
): { result: VisitResult; reason: NotReachedReason | null } {
  const missed = (reason: NotReachedReason) => ({ result: 'notReached' as const, reason })
  const where = span[person]
  const isIn = where !== undefined && day >= where.from && day <= where.to
  if (isIn && where.kind === 'ended') return missed('movedOrDied')
  if (isIn && where.kind === 'hospital') return missed('hospital')
  if (isIn && where.kind === 'away') return missed('withChildren')
  const isCall = method === 'phone' || method === 'video'
  if (isCall && ignoresPhone[person] && chance.happens(0.7)) return missed('phoneUnanswered')
  if (method === 'remote') return { result: 'met', reason: null }
  const draw = chance.share()
  if (draw < 0.046) return missed(isCall ? 'phoneUnanswered' : 'notHome')
  if (draw < 0.049) return missed('hospital')
  if (draw < 0.049 + 0.007 * seasons.childrenHome[month - 1]!) return missed('withChildren')
  return draw >= 0.99 ? { result: 'refused', reason: null } : { result: 'met', reason: null }
}

/** Median 18 minutes at the door; shorter by phone, before a locked door, and for those who only pretend. */
function drawSeconds(
  { oddPattern }: SyntheticVisitor,
  method: VisitMethod,
  isMet: boolean,
  needsHelp: boolean,
  chance: Chance,
): number {
  if (oddPattern === 'manyInOneDay') return chance.between(90, 240)
  if (!isMet) return chance.between(60, 300)
  const median = method === 'home' ? 18 : method === 'remote' ? 2 : 7
  const minutes = chance.logNormal(needsHelp ? median * 1.8 : median, 0.45)
  return Math.round(Math.min(120, Math.max(1.5, minutes)) * 60)
}

/** Milliseconds until the server has it: minutes with a signal, a day's end or a village without one takes longer. */
function drawDelay(hasSignal: boolean, chance: Chance): number {
  const draw = chance.share()
  if (!hasSignal) return chance.between(180, 1800) * minuteMs
  if (draw < 0.85) return chance.between(5, 1200) * 1000
  return draw < 0.97 ? chance.between(20, 360) * minuteMs : chance.between(1440, 4320) * minuteMs
}

type Place = Pick<SyntheticVisit, 'lon' | 'lat' | 'accuracyMeters'>

const fiveDecimals = (degrees: number) => Math.round(degrees * 100_000) / 100_000

/** At the home, as well as a phone tells; 4 % without a fix. */
function drawPlace(
  { persons, visitors, home }: Diary,
  call: Call,
  method: VisitMethod,
  chance: Chance,
): Place {
  const { village } = persons[call.person]!
  if (method !== 'home') return { lon: null, lat: null, accuracyMeters: null }
  if (visitors[call.visitor]!.oddPattern === 'oneSpot')
    return { lon: fiveDecimals(village.lon), lat: fiveDecimals(village.lat), accuracyMeters: 12 }
  if (chance.happens(0.04)) return { lon: null, lat: null, accuracyMeters: null }
  const { lon, lat } = home[call.person]!
  // Some 20 m either way.
  return {
    lon: fiveDecimals(lon + (chance.share() - 0.5) * 0.0005),
    lat: fiveDecimals(lat + (chance.share() - 0.5) * 0.0004),
    accuracyMeters: chance.between(4, 45),
  }
}
