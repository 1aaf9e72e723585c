// The acts on the books of canteens and on the meal accounts of elders.
import * as z from 'zod/mini'
import { canteenStates, meals } from '../canteens/canteen.ts'
import { command, query } from '../kernel/operation.ts'
import { Count, DayText, Id, Instant, MonthText, Nothing, Page, RegionCode, text } from '../kernel/shapes.ts'
import { KeptSplit } from './bill.ts'
import { entryKinds, MealEntry, mealCosts, OpenMonth, PublicGift, topUpKinds, topUpWays } from './book.ts'
import { DayLegs } from './day.ts'
import { mealSources } from './terms.ts'
import { PromiseCheck, ViabilityPlan, ViabilityResult } from './viability.ts'

const CountyCode = z.string().check(z.regex(/^\d{6}$/))
const OfCanteen = { countyCode: CountyCode, canteenId: Id }
const OfElder = { countyCode: CountyCode, elderId: Id }
const Fen = z.int()
const someFen = z
  .int()
  .check(z.gte(1, { error: '金额应大于零' }), z.lte(100_000_000, { error: '金额过大，请核对' }))
const orNothing = (most: number) => z._default(z.nullable(text(most)), null)
export const entryPhotoTypes = ['image/jpeg', 'image/png', 'image/webp'] as const
export const entryPhotoLimitBytes = 8_000_000

export const MealBookRow = z.object({
  countyCode: z.string(),
  canteenId: Id,
  name: z.string(),
  placeName: z.string(),
  state: canteenStates.schema,
  cashFen: Fen,
  inFen: Fen,
  outFen: Fen,
  servings: Count,
  /** The next month to close; null where nothing has happened. */
  toClose: z.nullable(MonthText),
  cashMonths: z.nullable(z.number()),
})
export type MealBookRow = z.output<typeof MealBookRow>

export const MealBook = z.object({
  countyCode: z.string(),
  canteenId: Id,
  regionCode: RegionCode,
  name: z.string(),
  placeName: z.string(),
  ruleTitle: z.nullable(z.string()),
  ruleId: z.nullable(Id),
  setFen: z.nullable(z.number()),
  priceFromFen: z.nullable(z.number()),
  priceToFen: z.nullable(z.number()),
  months: z.array(OpenMonth),
  closed: z.array(MonthText),
  toClose: z.nullable(MonthText),
  mayClose: z.boolean(),
  owed: z.array(z.object({ source: mealSources.schema, fen: Fen })),
  chargedAt: z.nullable(Instant),
  standing: z.object({
    costFenAMeal: z.nullable(z.number()),
    dinersAMeal: z.nullable(z.number()),
    monthlyFen: z.number(),
    cashMonths: z.nullable(z.number()),
    breakEvenDiners: z.nullable(z.number()),
  }),
  gifts: z.array(PublicGift),
})
export type MealBook = z.output<typeof MealBook>

/** Meals and portions of guests that were told after their month was closed; below zero: told too many before. */
export const LateMeals = z.object({
  forMonth: MonthText,
  /** Guests are known by the day, meals of people by their month. */
  day: z.nullable(DayText),
  meals: z.int(),
  guestPortions: z.int(),
  /** What the people themselves pay for them. */
  fen: Fen,
})
export type LateMeals = z.output<typeof LateMeals>

export const MealBillRow = z.object({
  elderId: Id,
  name: z.string(),
  servings: Count,
  priceFen: Fen,
  elderFen: Fen,
  counterFen: Fen,
  supportFen: Fen,
  collectedFen: Fen,
})

export const TopUp = z.object({
  id: Id,
  serial: z.number(),
  kind: topUpKinds.schema,
  way: topUpWays.schema,
  amountFen: Fen,
  day: DayText,
  payerName: z.nullable(z.string()),
  note: z.nullable(z.string()),
  recordedByName: z.nullable(z.string()),
  cancelReason: z.nullable(z.string()),
})
export type TopUp = z.output<typeof TopUp>

export const MealAccount = z.object({
  ...OfElder,
  name: z.string(),
  openedOn: z.nullable(DayText),
  /** In the ledger; null until something has moved. */
  ledgerAccountId: z.nullable(Id),
  balanceFen: Fen,
  /** Eaten and not yet taken from the account. */
  pendingFen: Fen,
  availableFen: Fen,
  isLow: z.boolean(),
  owesMuch: z.boolean(),
  workMinutes: Fen,
  topUps: z.array(TopUp),
  /** What came along from another county, or went after her to one; newest first. */
  carried: z.array(z.object({ day: DayText, change: Fen, note: z.nullable(z.string()) })),
  months: z.array(
    z.object({
      month: MonthText,
      canteenId: Id,
      canteenName: z.string(),
      /** Less than nothing where a correction takes meals back. */
      servings: z.number(),
      priceFen: Fen,
      elderFen: Fen,
      counterFen: Fen,
      supportFen: Fen,
      collectedFen: Fen,
      isCorrection: z.boolean(),
      lines: z.array(z.object({ day: DayText, meal: meals.schema, split: KeptSplit })),
    }),
  ),
})
export type MealAccount = z.output<typeof MealAccount>

export const MealPromise = z.object({
  countyCode: z.string(),
  id: Id,
  canteenId: Id,
  plan: ViabilityPlan,
  result: ViabilityResult,
  promisedByName: z.nullable(z.string()),
  promisedAt: Instant,
  agreedByName: z.nullable(z.string()),
  agreedAt: z.nullable(Instant),
  agreeNote: z.nullable(z.string()),
  mayAgree: z.boolean(),
})
export type MealPromise = z.output<typeof MealPromise>

export const mealBookApi = {
  'mealBook.list': query({
    input: z.strictObject({ regionCode: RegionCode, ...Page }),
    output: z.object({ rows: z.array(MealBookRow), next: z.nullable(z.string()) }),
    may: 'ledger:read',
    says: '查看各助餐点的账',
  }),
  'mealBook.get': query({
    input: z.strictObject({ ...OfCanteen, toMonth: z.optional(MonthText) }),
    output: MealBook,
    may: 'ledger:read',
    says: '查看助餐点的账',
  }),
  'mealBook.days': query({
    input: z.strictObject({ ...OfCanteen, month: MonthText }),
    output: z.object({
      rows: z.array(
        z.object({ day: DayText, servings: Count, guestPortions: Count, legs: DayLegs, version: Count }),
      ),
      /** What came to light about months closed before and is carried in this one. */
      late: z.array(LateMeals),
    }),
    may: 'ledger:read',
    says: '查看助餐点每天的账',
  }),
  'mealBook.bills': query({
    input: z.strictObject({ ...OfCanteen, month: MonthText, ...Page }),
    output: z.object({ rows: z.array(MealBillRow), next: z.nullable(z.string()) }),
    may: 'canteenAccount:keep',
    says: '查看老年人餐费账单',
    personal: true,
  }),
  'mealBook.charge': command({
    input: z.strictObject(OfCanteen),
    output: z.object({ people: Count, bills: Count, days: Count, corrections: Count, hasRule: z.boolean() }),
    may: 'canteenAccount:keep',
    says: '把供餐记到账上',
  }),
  'mealBook.close': command({
    input: z.strictObject({ ...OfCanteen, month: MonthText }),
    output: OpenMonth,
    may: 'canteenAccount:keep',
    says: '助餐点月末结账',
  }),
  'mealBook.export': query({
    input: z.strictObject({ ...OfCanteen, month: MonthText }),
    output: Nothing,
    may: 'canteenAccount:keep',
    says: '导出助餐点账',
    personal: true,
    bytes: 'out',
  }),

  'mealEntry.list': query({
    input: z.strictObject({ ...OfCanteen, month: z.optional(MonthText), ...Page }),
    output: z.object({ rows: z.array(MealEntry), next: z.nullable(z.string()) }),
    may: 'ledger:read',
    says: '查看助餐点收支',
  }),
  'mealEntry.record': command({
    input: z.strictObject({
      ...OfCanteen,
      id: Id,
      kind: entryKinds.schema,
      source: z._default(z.nullable(mealSources.schema), null),
      cost: z._default(z.nullable(mealCosts.schema), null),
      amountFen: z.int().check(z.gte(0), z.lte(100_000_000, { error: '金额过大，请核对' })),
      day: DayText,
      party: orNothing(60),
      isAnonymous: z._default(z.boolean(), false),
      note: orNothing(200),
      /** Of the kitchen's list of purchases, where the spending was proposed from it. */
      purchaseId: z._default(z.nullable(Id), null),
    }),
    output: MealEntry,
    may: 'canteenAccount:keep',
    says: '登记助餐点收支',
  }),
  'mealEntry.proposals': query({
    input: z.strictObject(OfCanteen),
    output: z.object({
      rows: z.array(
        z.object({
          purchaseId: Id,
          day: DayText,
          goods: z.string(),
          amount: z.string(),
          supplier: z.string(),
          costFen: Fen,
          byName: z.nullable(z.string()),
        }),
      ),
    }),
    may: 'canteenAccount:keep',
    says: '查看待记账的采购',
  }),
  'mealEntry.passPurchase': command({
    input: z.strictObject({ ...OfCanteen, purchaseId: Id }),
    output: Nothing,
    may: 'canteenAccount:keep',
    says: '标明采购已经记过账',
  }),
  'mealEntry.cancel': command({
    input: z.strictObject({ countyCode: CountyCode, id: Id, reason: text(200) }),
    output: Nothing,
    may: 'canteenAccount:keep',
    says: '作废助餐点收支',
  }),
  'mealEntry.addPhoto': command({
    input: z.strictObject({
      countyCode: CountyCode,
      id: Id,
      photoId: Id,
      contentType: z.enum(entryPhotoTypes),
    }),
    output: Nothing,
    may: 'canteenAccount:keep',
    says: '上传助餐点票据照片',
    bytes: 'in',
  }),
  'mealEntry.photo': query({
    input: z.strictObject({ countyCode: CountyCode, id: Id, photoId: Id }),
    output: Nothing,
    may: 'ledger:read',
    says: '查看助餐点票据照片',
    bytes: 'out',
  }),

  'mealAccount.list': query({
    input: z.strictObject({ ...OfCanteen, lowOnly: z._default(z.boolean(), false), ...Page }),
    output: z.object({
      rows: z.array(
        z.object({
          elderId: Id,
          name: z.string(),
          villageName: z.string(),
          openedOn: DayText,
          balanceFen: Fen,
          pendingFen: Fen,
          availableFen: Fen,
          isLow: z.boolean(),
        }),
      ),
      next: z.nullable(z.string()),
    }),
    may: 'canteenAccount:keep',
    says: '查看老年人餐费余额',
    personal: true,
  }),
  'mealAccount.get': query({
    input: z.strictObject(OfElder),
    output: MealAccount,
    may: 'canteenAccount:keep',
    says: '查看老年人餐费账户',
    personal: true,
  }),
  'mealAccount.topUp': command({
    input: z.strictObject({
      ...OfElder,
      id: Id,
      canteenId: z._default(z.nullable(Id), null),
      kind: z._default(topUpKinds.schema, 'paidIn'),
      way: topUpWays.schema,
      amountFen: someFen,
      day: DayText,
      payerName: orNothing(40),
      note: orNothing(200),
    }),
    output: TopUp,
    may: 'canteenAccount:keep',
    says: '登记老年人餐费充值或退款',
    personal: true,
  }),
  'mealAccount.cancelTopUp': command({
    input: z.strictObject({ countyCode: CountyCode, id: Id, reason: text(200) }),
    output: Nothing,
    may: 'canteenAccount:keep',
    says: '作废老年人餐费充值',
    personal: true,
  }),
  'mealWork.record': command({
    input: z.strictObject({
      ...OfCanteen,
      id: Id,
      elderId: Id,
      day: DayText,
      minutes: z.int().check(z.gte(1), z.lte(1440)),
      deed: text(60),
    }),
    output: Nothing,
    may: 'canteenAccount:keep',
    says: '登记老年人为助餐点劳动',
    personal: true,
  }),

  'mealPromise.get': query({
    input: z.strictObject(OfCanteen),
    output: z.object({
      name: z.string(),
      promises: z.array(MealPromise),
      /** The last six months that are over, against the promise in force. */
      checks: z.array(PromiseCheck),
      rules: z.object({ cashMonths: z.number(), dinersAtLeast: z.number(), shortPercent: z.number() }),
    }),
    may: 'canteen:read',
    says: '查看助餐点可行性测算',
  }),
  'mealPromise.save': command({
    input: z.strictObject({ ...OfCanteen, id: Id, plan: ViabilityPlan }),
    output: MealPromise,
    may: 'canteen:manage',
    says: '提交助餐点可行性测算',
  }),
  /** By a second person: the site is approved on this promise. */
  'mealPromise.agree': command({
    input: z.strictObject({ countyCode: CountyCode, id: Id, note: text(200) }),
    output: MealPromise,
    may: 'canteen:manage',
    says: '同意助餐点可行性测算',
  }),
}
