// A place where elders eat: what it is, who runs it, when it is open, and the words for all of it.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { Count, DayText, Id, Instant, RegionCode, text } from '../kernel/shapes.ts'

/** 民发〔2023〕58号 names these three. */
export const canteenKinds = choice({
  seniorCanteen: '老年食堂',
  seniorTable: '老年餐桌',
  mealPoint: '老年助餐点',
})
export type CanteenKind = KeyOf<typeof canteenKinds>

/** Cooks itself, or is brought what another cooked (the two tiers of Tianjin, domain.md §6.1). */
export const canteenTiers = choice({ cooksHere: '现做（一级）', broughtIn: '配餐（二级）' })
export type CanteenTier = KeyOf<typeof canteenTiers>
/** The letter of 2023 puts a canteen first into an elder courtyard or a practice station. */
export const canteenHosts = choice({
  elderCourtyard: '养老大院',
  practiceStation: '新时代文明实践站',
  mutualAidStation: '村级互助站点',
  committeeRooms: '村委会用房',
  townshipWelfareCentre: '乡镇福利服务中心',
  careHomeRooms: '养老机构内',
  restaurant: '社会餐馆',
  villagerHome: '村民家中',
})
export const canteenOperators = choice({
  committeeItself: '村委会自办',
  elderAssociation: '老年协会',
  mutualAidTeam: '互助小组',
  careHomeOperator: '养老机构运营方',
  cateringFirm: '餐饮企业',
  charityRuns: '慈善组织运营',
})

export const canteenStates = choice({
  beingPrepared: '筹建中',
  running: '正常开放',
  onPause: '暂停开放',
  shutDown: '已停办',
})
export type CanteenState = KeyOf<typeof canteenStates>

/** Why it stands still, for good or for some days; the province asks for these words (domain.md §6.3). */
export const closingReasons = choice({
  festival: '节日休息',
  cookAway: '厨师请假',
  noMoney: '缺少资金',
  noCook: '缺少人手',
  fewDiners: '用餐的人少',
  powerOrWaterCut: '停水停电',
  roughWeather: '大雪大雨',
  repairs: '房屋设备维修',
  paperRunOut: '证照到期',
  foodIncident: '食品安全事件',
  winterRest: '冬季歇业',
  operatorLeft: '运营方退出',
  other: '其他原因',
})
export type ClosingReason = KeyOf<typeof closingReasons>

export const winterModes = choice({
  asUsual: '冬季照常',
  deliverOnly: '冬季只送餐',
  restsInWinter: '冬季不开',
})
export type WinterMode = KeyOf<typeof winterModes>

export const meals = choice({ lunch: '午餐', supper: '晚餐' })
export type Meal = KeyOf<typeof meals>
export const servingWays = choice({ dineIn: '堂食', delivered: '送餐' })
export type ServingWay = KeyOf<typeof servingWays>

export const canteenPaperKinds = choice({
  foodLicence: '食品经营许可证',
  smallCanteenRecord: '小食堂备案',
})
export type CanteenPaperKind = KeyOf<typeof canteenPaperKinds>

export const staffDuties = choice({
  canteenHead: '助餐点管事人',
  cook: '厨师',
  carrier: '送餐员',
  canteenHelper: '帮厨',
})
export type StaffDuty = KeyOf<typeof staffDuties>

/** Seven letters, Monday first. */
export const OpeningWeek = z.string().check(z.regex(/^[-DHB]{7}$/, { error: '应为七天的开放安排' }))

const minuteOfDay = (from: number, to: number) => z.int().check(z.gte(from), z.lte(to))

/** From a day on; '-' closed, D dine in, H delivered home, B both. */
export const Opening = z.strictObject({
  validFrom: DayText,
  lunch: OpeningWeek,
  supper: OpeningWeek,
  winter: winterModes.schema,
  lunchAt: minuteOfDay(540, 900),
  supperAt: minuteOfDay(900, 1260),
})
export type Opening = z.output<typeof Opening>

/** What may be written of a place and changed later. */
export const canteenFields = {
  name: text(40),
  kind: canteenKinds.schema,
  tier: canteenTiers.schema,
  host: canteenHosts.schema,
  operator: canteenOperators.schema,
  operatorName: z._default(z.nullable(text(60)), null),
  address: text(100),
  lon: z._default(z.nullable(z.number().check(z.gte(73), z.lte(136))), null),
  lat: z._default(z.nullable(z.number().check(z.gte(3), z.lte(54))), null),
  seats: z.int().check(z.gte(0), z.lte(500)),
  mealsAtMost: z.int().check(z.gte(1), z.lte(1000)),
  areaSquareMeters: z._default(z.nullable(z.int().check(z.gte(1), z.lte(5000))), null),
  onGroundFloor: z.boolean(),
  fireChecked: z.boolean(),
}

/** How a list or a board marks a place; the worst that holds. */
export const canteenLights = choice({
  standsStill: '有红灯',
  needsLook: '要留意',
  runsWell: '正常运转',
  notRunning: '没有开办',
})
export type CanteenLight = KeyOf<typeof canteenLights>

/** Why a light is not green; each is a number on the card and a list behind it. */
export const canteenTroubles = choice({
  coldRed: '太久没有开饭',
  coldAmber: '好几天没有开饭',
  noLicence: '没有食品经营证照',
  licenceExpired: '食品证照已过期',
  licenceExpiring: '食品证照快到期',
  healthExpired: '健康证已过期',
  healthExpiring: '健康证快到期',
  noCookOnStaff: '没有登记厨师',
})
export type CanteenTrouble = KeyOf<typeof canteenTroubles>

export const CanteenRow = z.object({
  countyCode: z.string(),
  id: Id,
  regionCode: RegionCode,
  villageName: z.string(),
  townshipName: z.string(),
  name: z.string(),
  kind: canteenKinds.schema,
  tier: canteenTiers.schema,
  state: canteenStates.schema,
  stateSince: DayText,
  lon: z.nullable(z.number()),
  lat: z.nullable(z.number()),
  light: canteenLights.schema,
  troubles: z.array(canteenTroubles.schema),
  lastServedOn: z.nullable(DayText),
  regulars: Count,
  /** Servings of the last full thirty days. */
  servedThirtyDays: Count,
  seats: Count,
})
export type CanteenRow = z.output<typeof CanteenRow>

export const CanteenPaper = z.object({
  id: Id,
  kind: canteenPaperKinds.schema,
  number: z.string(),
  issuer: z.string(),
  issuedOn: DayText,
  expiresOn: z.nullable(DayText),
})
export type CanteenPaper = z.output<typeof CanteenPaper>

export const StaffMember = z.object({
  id: Id,
  name: z.string(),
  duty: staffDuties.schema,
  accountId: z.nullable(Id),
  accountName: z.nullable(z.string()),
  healthCertificate: z.nullable(z.string()),
  healthCheckedOn: z.nullable(DayText),
  healthExpiresOn: z.nullable(DayText),
  validFrom: DayText,
})
export type StaffMember = z.output<typeof StaffMember>

export const CanteenClosure = z.object({
  id: Id,
  fromOn: DayText,
  toOn: DayText,
  reason: closingReasons.schema,
  note: z.nullable(z.string()),
  saidByName: z.nullable(z.string()),
  saidAt: Instant,
})
export type CanteenClosure = z.output<typeof CanteenClosure>
