// Kinds of accounts, what their owner is, and which of them may go below zero.
import { choice, type KeyOf } from '../kernel/choice.ts'

/** What an account counts: money in fen, portions of food, minutes of time. */
export const ledgerUnits = choice({ fen: '钱', meals: '餐', minutes: '时间' })
export type LedgerUnit = KeyOf<typeof ledgerUnits>

export const ledgerAccountKinds = choice({
  elderMeals: '老人餐费账户',
  elderCare: '老人服务账户',
  elderCash: '老人现金缴费',
  familyOutside: '家属汇入',
  provinceSubsidy: '省级补贴资金',
  countySubsidy: '县级补贴资金',
  collective: '村集体',
  enterprise: '企业支持',
  charity: '慈善捐赠',
  donation: '村民捐款捐物',
  careCharity: '慈善助老资金',
  canteenCash: '助餐点资金',
  counterCash: '助餐点当面收款',
  dueGovernment: '应收财政助餐款',
  dueCollective: '应收村集体助餐款',
  dueFirm: '应收企业助餐款',
  dueCharity: '应收捐赠助餐款',
  canteenRent: '助餐点房租支出',
  workEarned: '老人劳动攒下的时间',
  workDone: '助餐点用工时间',
  canteenFood: '助餐点食材支出',
  canteenWages: '助餐点人工支出',
  canteenFuel: '助餐点水电燃料支出',
  canteenOther: '助餐点其他支出',
  contractBudget: '购买服务合同资金',
  providerPayable: '应付服务机构',
  providerPaid: '已付服务机构',
  supplier: '供货商',
  villageFund: '村集体改造出资',
  charityFund: '改造慈善资助',
  mealsServed: '已供餐',
  mealsEaten: '已用餐',
  fundCentral: '中央专项资金来源',
  fundProvince: '省级专项资金来源',
  fundPrefecture: '市（州）专项资金来源',
  fundCounty: '县级专项资金来源',
  fundLottery: '福彩公益金来源',
  fundCharity: '慈善专项资金来源',
  fundPlanned: '计划安排资金',
  fundAvailable: '待分配专项资金',
  fundShare: '到县资金',
  fundInProject: '项目资金',
  fundPaidOut: '项目已付款',
  stationCash: '互助站资金',
  stayFees: '入住费收入',
  stayDue: '应收老人入住费',
  stayDueGovernment: '应收财政供养费',
  stationCollective: '村集体给互助站',
  stationSubsidy: '财政给互助站',
  stationFirm: '企业给互助站',
  stationGift: '社会捐给互助站',
  stationFood: '互助站食材支出',
  stationWages: '互助站人工支出',
  stationFuel: '互助站水电燃料支出',
  stationRent: '互助站房租支出',
  stationOther: '互助站其他支出',
  stationWork: '互助站用工时间',
  stationPoints: '老人互助积分',
  timeFund: '时间银行发放的时间',
  workerTime: '服务人员攒下的时间',
  betweenCounties: '县际往来',
} as const)
export type LedgerAccountKind = KeyOf<typeof ledgerAccountKinds>

/** Whose an account of a kind is; words for a screen. A kind without an owner is there once a county. */
export const ledgerOwners = choice({
  elder: '老年人',
  canteen: '助餐点',
  provider: '服务机构',
  contract: '购买服务合同',
  organisation: '单位',
  appropriation: '资金安排',
  fundShare: '到县资金',
  fundProject: '资金项目',
  lodging: '住人的机构',
  stay: '入住档案',
  worker: '服务人员',
} as const)
export type LedgerOwner = KeyOf<typeof ledgerOwners>

interface KindRule {
  owner: LedgerOwner | null
  /** Money cannot be spent before it is there: the database refuses what would go below zero. */
  limited?: true
}

/** Sources outside the books go below zero: what they gave stands as a minus on their side. */
export const kindRules: Readonly<Record<LedgerAccountKind, KindRule>> = {
  elderMeals: { owner: 'elder', limited: true },
  elderCare: { owner: 'elder', limited: true },
  elderCash: { owner: 'elder' },
  familyOutside: { owner: 'elder' },
  provinceSubsidy: { owner: null },
  countySubsidy: { owner: null },
  collective: { owner: 'canteen' },
  enterprise: { owner: 'canteen' },
  charity: { owner: 'canteen' },
  donation: { owner: 'canteen' },
  careCharity: { owner: null },
  canteenCash: { owner: 'canteen' },
  counterCash: { owner: 'canteen' },
  dueGovernment: { owner: 'canteen' },
  dueCollective: { owner: 'canteen' },
  dueFirm: { owner: 'canteen' },
  dueCharity: { owner: 'canteen' },
  canteenRent: { owner: 'canteen' },
  workEarned: { owner: 'elder', limited: true },
  workDone: { owner: 'canteen' },
  canteenFood: { owner: 'canteen' },
  canteenWages: { owner: 'canteen' },
  canteenFuel: { owner: 'canteen' },
  canteenOther: { owner: 'canteen' },
  contractBudget: { owner: 'contract', limited: true },
  providerPayable: { owner: 'provider' },
  providerPaid: { owner: 'provider' },
  supplier: { owner: 'organisation' },
  villageFund: { owner: null },
  charityFund: { owner: null },
  mealsServed: { owner: 'canteen' },
  mealsEaten: { owner: 'elder' },
  fundCentral: { owner: null },
  fundProvince: { owner: null },
  fundPrefecture: { owner: null },
  fundCounty: { owner: null },
  fundLottery: { owner: null },
  fundCharity: { owner: null },
  fundPlanned: { owner: 'appropriation', limited: true },
  fundAvailable: { owner: 'appropriation', limited: true },
  fundShare: { owner: 'fundShare', limited: true },
  fundInProject: { owner: 'fundProject', limited: true },
  fundPaidOut: { owner: 'fundProject' },
  stationCash: { owner: 'lodging' },
  stayFees: { owner: 'lodging' },
  // Of one stay and not of the elder: whoever runs the home sees it, wherever the elder was at home before.
  stayDue: { owner: 'stay' },
  stayDueGovernment: { owner: 'lodging' },
  stationCollective: { owner: 'lodging' },
  stationSubsidy: { owner: 'lodging' },
  stationFirm: { owner: 'lodging' },
  stationGift: { owner: 'lodging' },
  stationFood: { owner: 'lodging' },
  stationWages: { owner: 'lodging' },
  stationFuel: { owner: 'lodging' },
  stationRent: { owner: 'lodging' },
  stationOther: { owner: 'lodging' },
  stationWork: { owner: 'lodging' },
  stationPoints: { owner: 'elder', limited: true },
  // What the county has issued stands as a minus: it must be honoured.
  timeFund: { owner: null },
  // A service that is taken back after its time was used leaves the worker owing, so there is no limit.
  workerTime: { owner: 'worker' },
  betweenCounties: { owner: null },
}

/** Which account: the county and the unit come with the posting. */
export interface AccountKey {
  kind: LedgerAccountKind
  ownerId: string | null
  /** Where the owner is; only what is below it is seen there. Kept from the first posting. */
  regionCode: string
}
