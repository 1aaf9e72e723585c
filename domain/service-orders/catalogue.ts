// What a county offers old people at home: a service with its price, its proofs and its conditions, dated by version.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import type { Day } from '../kernel/day.ts'
import { Refused } from '../kernel/refusal.ts'
import { DayText, Id, Instant, text } from '../kernel/shapes.ts'
import type { VisitNeed } from '../visits/answers.ts'
import { checkShares, Fen, Shares } from './payers.ts'

/** domain.md §8; those a visitor asks about bear the key they have on the visit's form. */
export const serviceKinds = choice({
  meal: '助餐',
  bath: '助浴',
  doctor: '看病',
  escort: '陪诊陪同',
  shopping: '代购',
  clean: '保洁',
  repair: '维修',
  comfort: '精神慰藉',
  rehabilitation: '康复护理',
  personalCare: '生活照料',
  dayStay: '日间托养',
  longStay: '入住养老',
  transport: '出行',
  aidDevice: '辅助器具',
  errand: '代办',
})
export type ServiceKind = KeyOf<typeof serviceKinds>

/** Whatever a visitor may write down as wanted can be offered; the compiler holds it. */
export const kindOfVisitNeed: Readonly<Record<VisitNeed, ServiceKind>> = {
  meal: 'meal',
  bath: 'bath',
  clean: 'clean',
  doctor: 'doctor',
  transport: 'transport',
  shopping: 'shopping',
  repair: 'repair',
  aidDevice: 'aidDevice',
}

export const priceUnits = choice({
  perVisit: '每次',
  perHour: '每小时',
  perMeal: '每餐',
  perDay: '每天',
  perMonth: '每月',
})
export type PriceUnit = KeyOf<typeof priceUnits>

/** domain.md §8: what has to be there before an order is paid. */
export const serviceProofs = choice({
  signInOut: '签到签退的时间和位置',
  pictureBefore: '服务前照片',
  pictureAfter: '服务后照片',
  vitalSigns: '服务前测量血压等体征',
  elderSays: '老年人或家人确认',
})
export type ServiceProof = KeyOf<typeof serviceProofs>

/** Who confirms that it was done, and how; whoever cannot write presses a finger, speaks, or has a witness. */
export const confirmationWays = choice({
  elderSigned: '老年人签字',
  elderPressed: '老年人按手印',
  elderSpoke: '老年人口头确认',
  familyAgreed: '家人确认',
  villageWitnessed: '村里见证人确认',
  calledBack: '电话回访确认',
})
export type ConfirmationWay = KeyOf<typeof confirmationWays>

export const certificateKinds = choice({
  healthCertificate: '健康证',
  careSkill: '养老护理员证',
  nurseLicence: '护士执业证',
  rehabilitationSkill: '康复技能证',
  cookSkill: '厨师证',
  electricianLicence: '电工证',
  firstAidTraining: '急救培训证',
})
export type CertificateKind = KeyOf<typeof certificateKinds>

/** Measured before, and over a threshold the service does not begin; the thresholds are settings. */
export const haltRules = choice({ beforeBath: '助浴前血压、脉搏、体温超限即停' })
export type HaltRule = KeyOf<typeof haltRules>

export const ItemTerms = z.strictObject({
  kind: serviceKinds.schema,
  name: text(40),
  says: z._default(z.nullable(text(300)), null),
  unit: priceUnits.schema,
  priceFen: Fen,
  standardMinutes: z.int().check(z.gte(1), z.lte(1440)),
  shares: Shares,
  proofs: z
    .array(serviceProofs.schema)
    .check(z.minLength(1, { error: '至少选一种服务证明' }), z.maxLength(5)),
  confirmations: z
    .array(confirmationWays.schema)
    .check(z.minLength(1, { error: '至少选一种确认方式' }), z.maxLength(6)),
  certificates: z._default(z.array(certificateKinds.schema).check(z.maxLength(7)), []),
  haltRule: z._default(z.nullable(haltRules.schema), null),
})
export type ItemTerms = z.output<typeof ItemTerms>

export const ServiceItem = z.object({
  countyCode: z.string(),
  id: Id,
  code: z.string(),
  kind: serviceKinds.schema,
  name: z.string(),
  says: z.nullable(z.string()),
  unit: priceUnits.schema,
  priceFen: z.number(),
  standardMinutes: z.number(),
  shares: Shares,
  /** What time pays of it, by the settings of today. */
  timeMinutes: z.number(),
  proofs: z.array(serviceProofs.schema),
  confirmations: z.array(confirmationWays.schema),
  certificates: z.array(certificateKinds.schema),
  haltRule: z.nullable(haltRules.schema),
  validFrom: DayText,
  validTo: z.nullable(DayText),
  madeAt: Instant,
})
export type ServiceItem = z.output<typeof ServiceItem>

/** Never a picture of somebody bathing (domain.md §8); and what is measured before must be a proof. */
export function checkItem(terms: ItemTerms): void {
  checkShares(terms.priceFen, terms.shares)
  const pictures = terms.proofs.some(proof => proof === 'pictureBefore' || proof === 'pictureAfter')
  if (terms.kind === 'bath' && pictures)
    throw new Refused('rule_broken', '助浴不许拍照。请去掉照片，改用体征测量和老年人确认作证明。')
  if (terms.kind === 'bath' && terms.haltRule === null)
    throw new Refused('rule_broken', '助浴前必须测血压。请选上“超限即停”的规则。')
  if (terms.haltRule !== null && !terms.proofs.includes('vitalSigns'))
    throw new Refused('rule_broken', '选了超限即停，就要把“服务前测量血压等体征”列为证明。')
}

/** A new version begins the day it says; the one before ends the day before. */
export function checkVersion(newest: { validFrom: Day } | null, from: Day, today: Day): void {
  if (from < today)
    throw new Refused('rule_broken', '新版本不能从过去的日子开始。已经下的订单按当时的价格结算。')
  if (newest && from <= newest.validFrom)
    throw new Refused('conflict', `这项服务已有从 ${newest.validFrom} 开始的版本，新版本要更晚开始。`)
}
