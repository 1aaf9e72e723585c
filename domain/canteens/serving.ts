// Who eats: regulars, absences, single meals, and the serving as a fact.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { DayText, Id, Instant, text } from '../kernel/shapes.ts'
import { meals, servingWays } from './canteen.ts'

/** Seven letters, Monday first: '-' does not eat here, D dines in, H is brought a box. */
export const MealWeek = z.string().check(z.regex(/^[-DH]{7}$/, { error: '应为七天的用餐安排' }))

export const mealAbsenceReasons = choice({
  eatsAtHome: '自己做饭',
  away: '外出',
  hospital: '住院',
  sick: '身体不适',
  familyVisits: '家里来人',
  other: '其他原因',
})
export type MealAbsenceReason = KeyOf<typeof mealAbsenceReasons>

export const absenceTold = choice({
  toldInPerson: '当面说的',
  toldByTelephone: '打电话说的',
  toldOnPaper: '纸条或登记本',
})
export const guestKinds = choice({
  guestOfElder: '老人的客人',
  villagerGuest: '本村其他村民',
  staffGuest: '工作餐',
})

/** How the person was known who holds no phone (never by biometrics). */
export const servingMarks = choice({
  byCard: '报餐卡号',
  byNameList: '大字名单点名',
  byTickList: '勾选名单',
  atTheDoor: '送到家门口',
  fromPaper: '按纸质登记录入',
})
export type ServingMark = KeyOf<typeof servingMarks>

export const handings = choice({
  toHerself: '交给本人',
  toFamily: '交给家人',
  toNeighbour: '交给邻居',
  leftAtDoor: '放在门口',
})
export type Handing = KeyOf<typeof handings>

export const missReasons = choice({
  nobodyIn: '家里没有人',
  boxRefused: '本人不要',
  wayBlocked: '路不通',
})
export type MissReason = KeyOf<typeof missReasons>

const countyCode = z.string().check(z.regex(/^\d{6}$/))
const Place = z.strictObject({
  lon: z.number().check(z.gte(-180), z.lte(180)),
  lat: z.number().check(z.gte(-90), z.lte(90)),
})

/** One meal eaten or handed over. `id` is chosen where it is recorded. */
export const ServingInput = z.strictObject({
  countyCode,
  id: Id,
  canteenId: Id,
  day: DayText,
  meal: meals.schema,
  /** Null: guests, counted by the entry that announced them. */
  elderId: z.nullable(Id),
  extraId: z._default(z.nullable(Id), null),
  portions: z._default(z.int().check(z.gte(1), z.lte(50)), 1),
  way: servingWays.schema,
  knownBy: servingMarks.schema,
  handedTo: z._default(z.nullable(handings.schema), null),
  servedAt: Instant,
  place: z._default(z.nullable(Place), null),
})
export type ServingInput = z.output<typeof ServingInput>

export const MissInput = z.strictObject({
  countyCode,
  id: Id,
  canteenId: Id,
  day: DayText,
  meal: meals.schema,
  elderId: Id,
  reason: missReasons.schema,
  note: z._default(z.nullable(text(200)), null),
  missedAt: Instant,
  place: z._default(z.nullable(Place), null),
})
export type MissInput = z.output<typeof MissInput>

export const AbsenceInput = z.strictObject({
  countyCode,
  id: Id,
  canteenId: Id,
  elderId: Id,
  fromOn: DayText,
  toOn: z._default(z.nullable(DayText), null),
  /** Null: neither meal. */
  meal: z._default(z.nullable(meals.schema), null),
  reason: mealAbsenceReasons.schema,
  toldWay: absenceTold.schema,
})
export type AbsenceInput = z.output<typeof AbsenceInput>

export const ExtraInput = z.strictObject({
  countyCode,
  id: Id,
  canteenId: Id,
  day: DayText,
  meal: meals.schema,
  elderId: z._default(z.nullable(Id), null),
  guestKind: z._default(z.nullable(guestKinds.schema), null),
  guestName: z._default(z.nullable(text(40)), null),
  portions: z._default(z.int().check(z.gte(1), z.lte(50)), 1),
  way: servingWays.schema,
})
export type ExtraInput = z.output<typeof ExtraInput>
