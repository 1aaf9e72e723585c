// A regular who does not come and has not said so: how many meals, when somebody asks, when it is a case.
import * as z from 'zod/mini'
import type { CanteenState, Meal, Opening } from '../canteens/canteen.ts'
import { meals } from '../canteens/canteen.ts'
import { type AbsenceFacts, isAbsent } from '../canteens/count.ts'
import { letterOn, openingOn, type Winter, waysOn } from '../canteens/week.ts'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { addDays, type Day, dayOf, monthDayText, startOfDay } from '../kernel/day.ts'
import { Count, DayText, Id, Instant, RegionCode } from '../kernel/shapes.ts'
import { type RiskLevel, riskLevels } from '../risk/level.ts'

/** Woken by incidents and by signs of life. */
export const safetyJob = 'canteenSafety.watch'

/** Further back nobody looks: whoever has not come for two weeks has long been a case, or eats elsewhere. */
export const lookBackDays = 14

export interface MealTime {
  day: Day
  meal: Meal
}
export const mealKey = ({ day, meal }: MealTime) => `${day} ${meal}`

export interface PlaceFacts {
  openings: readonly Opening[]
  closures: readonly { fromOn: Day; toOn: Day }[]
  winter: Winter
  /** Oldest first. */
  states: readonly { state: CanteenState; fromOn: Day }[]
  /** Meals of which anything at all was recorded: a kitchen whose phone is still silent says nothing of anybody. */
  held: ReadonlySet<string>
}

export interface RegularOfPlace {
  elderId: string
  lunch: string
  supper: string
  validFrom: Day
  validTo: Day | null
  absences: readonly AbsenceFacts[]
  /** In hospital, in an institution or away, as the record says. */
  away: readonly { from: Day; to: Day | null }[]
  /** Eaten, or refused at the door: whichever, she was asked. */
  answered: ReadonlySet<string>
  /** The last sign of life of whatever kind. */
  lastSignAt: string | null
  /** A person has asked after her and said so. */
  settledAt: string | null
}

function wasRunning(place: PlaceFacts, day: Day): boolean {
  const last = place.states.filter(one => one.fromOn <= day).at(-1)
  return last?.state === 'running'
}

/** When the meal stands on the table; null where there is none. */
export function tableTime(place: Pick<PlaceFacts, 'openings'>, { day, meal }: MealTime): Date | null {
  const opening = openingOn(place.openings, day)
  if (!opening) return null
  const minute = meal === 'lunch' ? opening.lunchAt : opening.supperAt
  return new Date(startOfDay(day).getTime() + minute * 60_000)
}

const isAway = (away: RegularOfPlace['away'], day: Day) =>
  away.some(one => one.from <= day && (one.to === null || one.to >= day))

/** Whether she was waited for: the place gave this meal and it was hers, and nobody had said she would not come. */
export function wasWaitedFor(place: PlaceFacts, regular: RegularOfPlace, at: MealTime): boolean {
  const { day, meal } = at
  return (
    wasRunning(place, day) &&
    waysOn(place, day, meal).length > 0 &&
    letterOn(regular[meal], day) !== '-' &&
    regular.validFrom <= day &&
    (regular.validTo === null || regular.validTo >= day) &&
    !isAbsent(regular.absences, regular.elderId, day, meal) &&
    !isAway(regular.away, day) &&
    place.held.has(mealKey(at))
  )
}

export interface Missed {
  /** Meals in a row. */
  count: number
  first: MealTime & { at: Date }
  last: MealTime & { at: Date }
}

/**
 * Meals missed in a row up to now; null when none. Counted backwards until she was served, heard of, or asked after.
 * A meal she was not waited for is neither missed nor taken.
 */
export function missedMeals(
  place: PlaceFacts,
  regular: RegularOfPlace,
  now: Date,
  afterMinutes: number,
): Missed | null {
  const heardAt = Math.max(
    regular.lastSignAt === null ? 0 : Date.parse(regular.lastSignAt),
    regular.settledAt === null ? 0 : Date.parse(regular.settledAt),
  )
  const found: Missed['last'][] = []
  for (let back = 0; back <= lookBackDays; back++) {
    const day = addDays(dayOf(now), -back)
    for (const meal of ['supper', 'lunch'] as const) {
      const at = tableTime(place, { day, meal })
      if (at === null || at.getTime() + afterMinutes * 60_000 > now.getTime()) continue
      if (at.getTime() <= heardAt || regular.answered.has(mealKey({ day, meal }))) return rowOf(found)
      if (!wasWaitedFor(place, regular, { day, meal })) continue
      found.push({ day, meal, at })
    }
  }
  return rowOf(found)
}

/** Newest first. */
function rowOf(found: readonly Missed['last'][]): Missed | null {
  const [last] = found
  const first = found.at(-1)
  return last && first ? { count: found.length, first, last } : null
}

export const absentEndings = choice({
  signSeen: '有了消息',
  accountedFor: '登记了住院、外出或入住机构',
  toldLater: '补说了不来吃饭',
  noLongerRegular: '已不是常客',
  noLongerListed: '已不在册',
  askedAfter: '工作人员已核实',
})
export type AbsentEnding = KeyOf<typeof absentEndings>

/** Why a standing sign is over; null while nobody has heard of her. The passing of time ends none. */
export function endingOf(
  regular: RegularOfPlace,
  standing: { lastMissed: MealTime; lastMissedAt: string },
  today: Day,
  isListed: boolean,
): AbsentEnding | null {
  if (!isListed) return 'noLongerListed'
  const { day, meal } = standing.lastMissed
  const since = Date.parse(standing.lastMissedAt)
  const isHeard = regular.lastSignAt !== null && Date.parse(regular.lastSignAt) >= since
  const isServed = [...regular.answered].some(key => key >= mealKey({ day, meal }))
  if (isHeard || isServed) return 'signSeen'
  if (isAway(regular.away, day) || isAway(regular.away, today)) return 'accountedFor'
  if (isAbsent(regular.absences, regular.elderId, day, meal)) return 'toldLater'
  if (regular.validTo !== null && regular.validTo < today) return 'noLongerRegular'
  return null
}

export interface AbsentSettings {
  /** Meals missed in a row until the visitor asks, and until it is a case; 0: never. */
  askAfter: Readonly<Record<RiskLevel, number>>
  caseAfter: Readonly<Record<RiskLevel, number>>
}

export type AbsentStep = 'nothing' | 'ask' | 'case'

export function absentStep(missed: number, risk: RiskLevel, settings: AbsentSettings): AbsentStep {
  const caseAfter = settings.caseAfter[risk]
  if (caseAfter > 0 && missed >= caseAfter) return 'case'
  const askAfter = settings.askAfter[risk]
  return askAfter > 0 && missed >= askAfter ? 'ask' : 'nothing'
}

/** “常来吃饭的，连续 2 餐没来（最后一次是 11月26日午餐）” */
export function absentTrouble(place: string, missed: number, { day, meal }: MealTime): string {
  const on = `${monthDayText(day)}${meals.words[meal]}`
  return `${place}的常客，连续 ${missed} 餐没来也没有说（最后一餐是${on}）`
}

export const AbsentRow = z.object({
  countyCode: z.string(),
  id: Id,
  regionCode: RegionCode,
  elderId: Id,
  elderName: z.string(),
  elderAge: z.nullable(Count),
  villageName: z.string(),
  canteenId: Id,
  canteenName: z.string(),
  visitorName: z.nullable(z.string()),
  risk: riskLevels.schema,
  missed: Count,
  lastDay: DayText,
  lastMeal: meals.schema,
  raisedAt: Instant,
  caseId: z.nullable(Id),
  endedAt: z.nullable(Instant),
  endedBy: z.nullable(absentEndings.schema),
  endNote: z.nullable(z.string()),
})
export type AbsentRow = z.output<typeof AbsentRow>
