// Family far away: who may look, in which language and time zone, and what she is told. domain.md §14.13.
import * as z from 'zod/mini'
import { Login, languages, Password } from '../accounts/account.ts'
import { meals } from '../canteens/canteen.ts'
import type { ConsentAnswer } from '../consents/consent.ts'
import { kinships } from '../elders/kin.ts'
import { choice, type KeyOf } from '../kernel/choice.ts'
import type { Day } from '../kernel/day.ts'
import { Refused } from '../kernel/refusal.ts'
import { Count, DayText, Id, Instant, text } from '../kernel/shapes.ts'
import { priceUnits, serviceKinds } from '../service-orders/catalogue.ts'
import { needStates } from '../service-orders/need.ts'
import { orderStages } from '../service-orders/order.ts'
import { visitMethods } from '../visits/visit.ts'

/** Where families of Jilin's villages live; the name says the place, so that nobody looks for a difference in hours. */
export const timeZones = choice({
  beijing: '中国（北京时间）',
  seoul: '韩国（首尔）',
  tokyo: '日本（东京）',
  vladivostok: '俄罗斯（海参崴）',
  moscow: '俄罗斯（莫斯科）',
  london: '英国（伦敦）',
  berlin: '德国（柏林）',
  newYork: '美国东部（纽约）',
  chicago: '美国中部（芝加哥）',
  losAngeles: '美国西部（洛杉矶）',
  sydney: '澳大利亚（悉尼）',
})
export type TimeZone = KeyOf<typeof timeZones>

/** Their names in the time zone database (IANA), for the clock that the page shows beside Beijing's. */
export const ianaZones: Readonly<Record<TimeZone, string>> = {
  beijing: 'Asia/Shanghai',
  seoul: 'Asia/Seoul',
  tokyo: 'Asia/Tokyo',
  vladivostok: 'Asia/Vladivostok',
  moscow: 'Europe/Moscow',
  london: 'Europe/London',
  berlin: 'Europe/Berlin',
  newYork: 'America/New_York',
  chicago: 'America/Chicago',
  losAngeles: 'America/Los_Angeles',
  sydney: 'Australia/Sydney',
}

export const familyLinkStates = choice({
  invited: '已邀请，还没开通',
  inviteLapsed: '邀请过期',
  linked: '已开通',
  paused: '老人已撤回同意',
  ended: '已结束',
})
export type FamilyLinkState = KeyOf<typeof familyLinkStates>

export const familyPaymentWays = choice({
  byTransfer: '银行转账',
  mobilePayment: '手机支付',
  throughRelative: '托人带到',
})

export const familyPaymentStates = choice({
  moneyReported: '等待核对',
  moneyArrived: '已到账',
  moneyMissing: '没有到账',
})

/** Accounts of the elder's that a family may pay into, by their names in the ledger. */
export const familyAccounts = ['elderMeals', 'elderCare'] as const
export type FamilyAccount = (typeof familyAccounts)[number]

const countyCode = z.string().check(z.regex(/^\d{6}$/))

export const FamilyInvitation = z.strictObject({
  countyCode,
  id: Id,
  elderId: Id,
  name: text(40),
  kinship: kinships.schema,
  /** Whether the elder lets her order services, beside looking. */
  mayOrder: z._default(z.boolean(), true),
})

export const FamilyLink = z.object({
  id: Id,
  name: z.string(),
  kinship: kinships.schema,
  mayOrder: z.boolean(),
  state: familyLinkStates.schema,
  login: z.nullable(z.string()),
  timeZone: z.nullable(timeZones.schema),
  invitedBy: z.nullable(z.string()),
  invitedAt: Instant,
  codeUntil: Instant,
  acceptedAt: z.nullable(Instant),
  endedAt: z.nullable(Instant),
  endReason: z.nullable(z.string()),
})
export type FamilyLink = z.output<typeof FamilyLink>

export const Joining = z.strictObject({
  code: text(20),
  login: Login,
  password: Password,
  language: languages.schema,
  timeZone: timeZones.schema,
})

/** One of the elders she may look at. */
export const FamilyElder = z.object({
  linkId: Id,
  countyCode: z.string(),
  name: z.string(),
  village: z.string(),
  kinship: kinships.schema,
  /** False when the elder has withdrawn her consent: then nothing else is told. */
  open: z.boolean(),
})
export type FamilyElder = z.output<typeof FamilyElder>

export const visitSummaries = choice({
  well: '情况正常',
  lookedAfter: '有需要留意的事，村里在跟进',
  elderNotMet: '没有见到本人',
})

/** What the visit was, never what was found: findings are health and stay with the office. */
export const FamilyVisit = z.object({
  day: DayText,
  endedAt: Instant,
  method: visitMethods.schema,
  summary: visitSummaries.schema,
})

/** A meal she ate: where it was eaten or brought. */
export const FamilyMeal = z.object({
  day: DayText,
  meal: meals.schema,
  delivered: z.boolean(),
  place: z.string(),
})

/** What came in is plus, what was eaten or done minus. */
export const FamilyAccountLine = z.object({ id: Id, day: DayText, fen: z.int(), purpose: z.string() })

const FamilyAccountStanding = z.object({ balanceFen: z.int(), lines: z.array(FamilyAccountLine) })
export type FamilyAccountStanding = z.output<typeof FamilyAccountStanding>

/** Something the county offers at home, with what would be left for the elder to pay. */
export const FamilyOffer = z.object({
  kind: serviceKinds.schema,
  name: z.string(),
  unit: priceUnits.schema,
  priceFen: Count,
  elderFen: Count,
})

export const FamilyNeed = z.object({
  id: Id,
  kind: serviceKinds.schema,
  state: needStates.schema,
  raisedOn: DayText,
})

export const FamilyOrder = z.object({
  id: Id,
  kind: serviceKinds.schema,
  plannedFrom: Instant,
  stage: orderStages.schema,
  /** Done, and nobody at the door could confirm it: she may. */
  toConfirm: z.boolean(),
})

export const FamilyWish = z.strictObject({
  countyCode,
  linkId: Id,
  id: Id,
  kind: serviceKinds.schema,
  wantedBy: z._default(z.nullable(DayText), null),
  note: z._default(z.nullable(text(300)), null),
})

export const FamilyConfirmation = z.strictObject({
  countyCode,
  linkId: Id,
  orderId: Id,
  rating: z._default(z.nullable(z.int().check(z.gte(1), z.lte(5))), null),
  says: z._default(z.nullable(text(300)), null),
})

export const FamilyPayment = z.object({
  id: Id,
  account: z.enum(familyAccounts),
  fen: Count,
  way: familyPaymentWays.schema,
  paidOn: DayText,
  reference: z.nullable(z.string()),
  state: familyPaymentStates.schema,
  answer: z.nullable(z.string()),
  /** Printed on the receipt for what arrived. */
  receiptSerial: z.nullable(z.number()),
  /** Why the slip was written off afterwards. */
  cancelReason: z.nullable(z.string()),
})

export type FamilyPayment = z.output<typeof FamilyPayment>

/** What the desk prints for money that has arrived. */
export const FamilyReceipt = z.object({
  id: Id,
  serial: z.number(),
  day: DayText,
  amountFen: Count,
  payerName: z.nullable(z.string()),
  recordedByName: z.nullable(z.string()),
})

export const FamilyView = z.object({
  elder: FamilyElder,
  mayOrder: z.boolean(),
  timeZone: timeZones.schema,
  visits: z.array(FamilyVisit),
  /** Worries in hand, without what they are about. */
  openCases: Count,
  /** The last month, newest first. */
  meals: z.array(FamilyMeal),
  mealAccount: FamilyAccountStanding,
  careAccount: FamilyAccountStanding,
  offers: z.array(FamilyOffer),
  needs: z.array(FamilyNeed),
  orders: z.array(FamilyOrder),
  payments: z.array(FamilyPayment),
})
export type FamilyView = z.output<typeof FamilyView>

/** 《个人信息保护法》第十五条: withdrawing works at once and takes no more than saying so. */
export function linkStateOf(
  link: { acceptedAt: string | null; endedAt: string | null; codeUntil: string },
  consent: ConsentAnswer | null,
  now: string,
): FamilyLinkState {
  if (link.endedAt !== null) return 'ended'
  if (link.acceptedAt === null) return link.codeUntil > now ? 'invited' : 'inviteLapsed'
  return consent === 'agrees' ? 'linked' : 'paused'
}

/** An elder who has not agreed is not looked at from afar, whoever asks. */
export function checkInvitation(
  consent: ConsentAnswer | null,
  endedOn: Day | null,
  standing: number,
  most: number,
): void {
  if (endedOn !== null) throw new Refused('rule_broken', '这位老人的档案已经结束，不能再为家人开通。')
  if (consent !== 'agrees')
    throw new Refused(
      'rule_broken',
      '老人还没有同意“让子女在网上看到近况”。请先当面征求本人意见，在档案的“意愿”里记录后再开通。',
    )
  if (standing >= most)
    throw new Refused(
      'rule_broken',
      `这位老人已经开通或邀请了 ${most} 位家人。请先结束不再需要的，再邀请新的。`,
    )
}

/** Long enough that nobody guesses it, without letters that look like figures. */
export const codeAlphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
export const codeLength = 10

/** As typed from a slip of paper: small letters, spaces and dashes are forgiven. Null when it cannot be one. */
export function codeFrom(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[^0-9A-Z]/g, '')
  return code.length === codeLength && [...code].every(letter => codeAlphabet.includes(letter)) ? code : null
}

export function codeShown(code: string): string {
  return `${code.slice(0, 5)}-${code.slice(5)}`
}

export const FamilyPaymentReport = z.strictObject({
  countyCode,
  linkId: Id,
  id: Id,
  account: z._default(z.enum(familyAccounts), 'elderMeals'),
  fen: z.int().check(z.gte(100, { error: '至少 1 元' }), z.lte(1_000_000, { error: '一次最多 10000 元' })),
  way: familyPaymentWays.schema,
  paidOn: DayText,
  /** Number of the bank's slip, or who brings it. */
  reference: z._default(z.nullable(text(60)), null),
})

export function checkPayment(paidOn: Day, today: Day): void {
  if (paidOn > today) throw new Refused('rule_broken', '付款日期还没有到，请填写实际付款的日期。')
}
