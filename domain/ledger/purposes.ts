// What a transfer is for.
import { choice, type KeyOf } from '../kernel/choice.ts'

export const ledgerPurposes = choice({
  topUp: '餐费充值',
  refund: '退还余额',
  careTopUp: '服务账户充值',
  careRefund: '服务账户退款',
  mealOwn: '餐费个人负担',
  mealSubsidy: '餐费财政补贴',
  mealCollective: '餐费村集体补助',
  mealEnterprise: '餐费企业补助',
  mealCharity: '餐费慈善补助',
  mealDonation: '餐费捐赠补助',
  mealPortions: '供餐份数',
  mealOperating: '助餐运营补贴',
  workRecorded: '登记劳动',
  workForMeals: '劳动换餐',
  canteenFunding: '助餐点收入',
  canteenSpending: '助餐点支出',
  canteenMonth: '助餐点月末结转',
  stayFee: '计入住费',
  stayReceipt: '收退入住费',
  stationFunding: '互助站收入',
  stationSpending: '互助站支出',
  stationLabour: '登记互助劳动',
  contractFunding: '合同资金到账',
  contractReturn: '合同资金退回',
  serviceClaim: '服务费用确认',
  servicePayment: '服务费用支付',
  serviceOwn: '服务费用个人负担',
  serviceFee: '空跑和临时取消费',
  serviceReturn: '服务费用退回',
  serviceTime: '服务时间记入',
  adaptationClaim: '居家改造费用确认',
  adaptationPayment: '居家改造费用支付',
  fundPlan: '资金列入计划',
  fundIssue: '资金下达',
  fundSplit: '资金分配到县',
  fundAssign: '资金落实到项目',
  fundPay: '专项资金支付',
  fundRelease: '项目结余退回',
  fundReturn: '结余资金上交',
  betweenCounties: '县际结转',
} as const)
export type LedgerPurpose = KeyOf<typeof ledgerPurposes>

/** Purposes whose records live elsewhere, and the screen: reversed there, so that record and account keep saying the same. */
export const correctedElsewhere: Readonly<Partial<Record<LedgerPurpose, string>>> = {
  topUp: '老人餐费账户',
  refund: '老人餐费账户',
  careTopUp: '老人服务账户',
  careRefund: '老人服务账户',
  mealOwn: '助餐账',
  mealSubsidy: '助餐账',
  mealOperating: '助餐账',
  mealCollective: '助餐账',
  mealEnterprise: '助餐账',
  mealCharity: '助餐账',
  canteenFunding: '助餐账',
  canteenSpending: '助餐账',
  workRecorded: '助餐账',
  workForMeals: '助餐账',
  contractFunding: '购买服务合同',
  contractReturn: '购买服务合同',
  serviceClaim: '服务账单',
  servicePayment: '服务账单',
  serviceOwn: '服务账单',
  serviceFee: '服务账单',
  serviceReturn: '投诉和退款',
  serviceTime: '服务账单',
  adaptationClaim: '居家改造',
  adaptationPayment: '居家改造',
  betweenCounties: '老人档案',
  fundPlan: '专项资金',
  fundIssue: '专项资金',
  fundSplit: '专项资金',
  fundAssign: '专项资金',
  fundPay: '专项资金',
  fundRelease: '专项资金',
  fundReturn: '专项资金',
  stayFee: '入住费',
  stayReceipt: '入住费',
  stationFunding: '互助站公开账',
  stationSpending: '互助站公开账',
  stationLabour: '互助站',
}

/** Why a transfer of that purpose is not taken back on the screen of the ledger; null when it is. */
export function whyNotHere(purpose: LedgerPurpose): string | null {
  const screen = correctedElsewhere[purpose]
  return screen === undefined
    ? null
    : `“${ledgerPurposes.words[purpose]}”请在“${screen}”里更正，账目会随之冲正。`
}

/** What a transfer is about, so that the record behind it can be opened. */
export const ledgerSubjects = choice({
  elder: '老年人',
  serving: '用餐记录',
  canteen: '助餐点',
  claim: '服务费用申报',
  contract: '购买服务合同',
  order: '服务订单',
  homeCare: '居家改造和家庭床位',
  appropriation: '资金安排',
  fundShare: '到县资金',
  fundProject: '资金项目',
  lodging: '住人的机构',
  stay: '入住档案',
} as const)
export type LedgerSubject = KeyOf<typeof ledgerSubjects>
