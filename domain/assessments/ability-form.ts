// Parts A.1–A.5 of the form of GB/T 42195-2022: reason, person, informant, diseases and medicines, health problems.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { text } from '../kernel/shapes.ts'

export const abilityReasons = choice({
  firstTime: '首次评估',
  routine: '常规评估',
  immediate: '即时评估',
  reassessment: '因对评估结果有疑问进行的复评',
  otherCause: '其他评估原因',
})
export type AbilityReason = KeyOf<typeof abilityReasons>

/** The standard a result was made by. Results of different standards are never converted into each other. */
export const abilityStandards = choice({
  gbt42195: 'GB/T 42195-2022 老年人能力评估规范',
  mzt039: 'MZ/T 039-2013 老年人能力评估',
  otherStandard: '其他评估标准',
})
export type AbilityStandard = KeyOf<typeof abilityStandards>

export const careRisks = choice({
  fall: '跌倒',
  wandering: '走失',
  choking: '噎食',
  selfHarm: '自杀或自伤',
  otherRisk: '其他照护风险事件',
})
export type CareRisk = KeyOf<typeof careRisks>

export const educations = choice({
  noSchool: '文盲',
  primarySchool: '小学',
  juniorSchool: '初中',
  seniorSchool: '高中、技校或中专',
  college: '大学专科及以上',
  educationUnknown: '学历不详',
})

/**
 * As the informant says it on the day; it moves nothing. Who lives alone or in an empty nest stands in the
 * memberships of the ledger, which is the one source for the groups.
 */
export const livingSituations = choice({
  livesAlone: '独居',
  livesWithSpouse: '与配偶居住',
  livesWithChildren: '与子女居住',
  livesWithParents: '与父母居住',
  livesWithSiblings: '与兄弟姐妹居住',
  livesWithRelatives: '与其他亲属居住',
  livesWithOthers: '与非亲属关系的人居住',
  livesInCareHome: '住在养老机构',
})

export const marriages = choice({
  unmarried: '未婚',
  married: '已婚',
  widowed: '丧偶',
  divorced: '离婚',
  marriageUnknown: '婚姻未说明',
})

export const medicalPayments = choice({
  employeeInsurance: '城镇职工基本医疗保险',
  residentInsurance: '城乡居民基本医疗保险',
  medicalAid: '医疗救助',
  commercialInsurance: '商业医疗保险',
  publicMedicalCare: '公费医疗',
  paysAlone: '全自费',
  otherPayment: '其他医疗费用支付方式',
})

export const incomeSources = choice({
  pension: '退休金或养老金',
  childrenSupport: '子女补贴',
  relativesSupport: '亲友资助',
  stateAllowance: '国家普惠型补贴',
  socialAid: '社会救助金',
  savings: '个人储蓄',
  otherIncome: '其他补贴或收入',
})

export const pressureInjuries = choice({
  noPressureInjury: '无压力性损伤',
  pressureStage1: '压力性损伤Ⅰ期',
  pressureStage2: '压力性损伤Ⅱ期',
  pressureStage3: '压力性损伤Ⅲ期',
  pressureStage4: '压力性损伤Ⅳ期',
  pressureUnstageable: '压力性损伤不可分期',
})

export const jointMobilities = choice({
  jointsFree: '关节活动不影响日常生活',
  jointsLimited: '关节活动受限，影响日常生活',
  jointsUnknown: '关节活动无法判断',
})

export const wounds = choice({
  abrasion: '擦伤',
  burn: '烧烫伤',
  surgicalWound: '术后伤口',
  diabeticUlcer: '糖尿病足溃疡',
  vascularUlcer: '血管性溃疡',
  otherWound: '其他伤口',
})

export const specialNursings = choice({
  gastricTube: '胃管',
  urinaryCatheter: '尿管',
  tracheotomy: '气管切开',
  stoma: '胃、肠或膀胱造瘘',
  ventilator: '无创呼吸机',
  dialysis: '透析',
  otherNursing: '其他特殊护理',
})

export const pains = choice({
  painFree: '无疼痛',
  painMild: '轻度疼痛',
  painModerate: '中度疼痛（尚可忍受）',
  painSevere: '重度疼痛（无法忍受）',
  painUnknown: '疼痛无法判断',
})

export const toothLosses = choice({
  teethWhole: '牙齿无缺损',
  teethDamaged: '牙体缺损',
  teethSomeLost: '牙列缺损',
  teethAllLost: '牙列缺失',
})

export const dentures = choice({
  noDenture: '无义齿',
  fixedDenture: '固定义齿',
  partialDenture: '可摘局部义齿',
  fullDenture: '可摘全口或半口义齿',
})

export const swallowingSigns = choice({
  painfulSwallow: '吞咽困难或吞咽时疼痛',
  coughsSwallowing: '吃东西或喝水时咳嗽呛咳',
  foodStays: '用餐后嘴里仍含着食物',
  leaksFood: '吃喝时食物从嘴角流出',
  drools: '有流口水',
})

const shortText = (most: number) => z._default(z.string().check(z.trim(), z.maxLength(most)), '')
const many = <Schema extends z.ZodMiniType>(schema: Schema) =>
  z._default(z.array(schema).check(z.maxLength(20)), [])
const maybe = <Schema extends z.ZodMiniType>(schema: Schema) => z._default(z.nullable(schema), null)
const events = z._default(z.int().check(z.gte(0), z.lte(99)), 0)

export const Disease = z.strictObject({ code: shortText(10), name: text(60) })
export const Medicine = z.strictObject({
  name: text(60),
  way: shortText(20),
  dose: shortText(30),
  frequency: shortText(30),
})

/** Everything may be left open but the three facts that move the level; a default stands for “not recorded”. */
export const AbilityForm = z.strictObject({
  heightCm: maybe(z.int().check(z.gte(80), z.lte(230))),
  weightKg: maybe(z.number().check(z.gte(20), z.lte(200))),
  religion: shortText(30),
  education: maybe(educations.schema),
  living: maybe(livingSituations.schema),
  marriage: maybe(marriages.schema),
  medicalPayments: many(medicalPayments.schema),
  incomeSources: many(incomeSources.schema),
  /** Events of the last 30 days, by kind; two or more together move the level (R3). */
  risks: z._default(
    z.strictObject({
      fall: events,
      wandering: events,
      choking: events,
      selfHarm: events,
      otherRisk: events,
    }),
    { fall: 0, wandering: 0, choking: 0, selfHarm: 0, otherRisk: 0 },
  ),
  informantName: shortText(40),
  informantRelation: shortText(20),
  informantPhone: shortText(40),
  diseases: many(Disease),
  medicines: many(Medicine),
  /** Diagnosed dementia (F00–F03), or another disorder diagnosed by a psychiatric specialist (F04–F99): R2. */
  diagnosed: z._default(z.boolean(), false),
  diagnosis: shortText(200),
  pressureInjury: maybe(pressureInjuries.schema),
  joints: maybe(jointMobilities.schema),
  wounds: many(wounds.schema),
  specialNursing: many(specialNursings.schema),
  pain: maybe(pains.schema),
  toothLoss: maybe(toothLosses.schema),
  dentures: many(dentures.schema),
  swallowing: many(swallowingSigns.schema),
  airwayIneffective: z._default(z.boolean(), false),
  /** R1. */
  coma: z._default(z.boolean(), false),
  note: shortText(1000),
})
export type AbilityForm = z.output<typeof AbilityForm>

export function riskEventsOf(form: AbilityForm): number {
  return careRisks.keys.reduce((all, risk) => all + form.risks[risk], 0)
}

/** Under 18.5 counts as malnourished in the form. */
const leastBodyMass = 18.5

/** Null when height or weight was not taken. */
export function isMalnourished({ heightCm, weightKg }: AbilityForm): boolean | null {
  if (heightCm === null || weightKg === null) return null
  return weightKg / (heightCm / 100) ** 2 < leastBodyMass
}
