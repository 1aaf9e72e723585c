// Why a line of a claim does not agree with order and proof: the reasons, their rule numbers, and the sentence for each.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { yuanFixed } from '../kernel/money.ts'

export const claimFaults = choice({
  noOrder: '没有对应的订单',
  orderNotDone: '订单没有做完',
  noProof: '没有上门凭证',
  unconfirmed: '老人或家属没有确认',
  itemDiffers: '服务项目和订单对不上',
  priceDiffers: '单价和订单对不上',
  quantityDiffers: '数量和订单对不上',
  sumDiffers: '金额算得不对',
  dayDiffers: '日期和上门记录对不上',
  claimedTwice: '重复申报',
  workerInTwoPlaces: '同一人同时在两家',
  timeCountedTwice: '同一段时间算了两次',
  travelTooFast: '路上快得不可能',
  serviceTooShort: '服务时间太短',
  elderInHospital: '老人当天在住院',
  movedBefore: '老人已经迁出',
  elderHadDied: '老人已经去世',
  elderLongAbsent: '老人长期不在家',
  secondLunch: '一天两份午餐',
  vitalsMissing: '没有量血压等体征',
  photoMissing: '没有要求的照片',
  confirmationWrong: '确认方式不符合要求',
  certificateExpired: '服务人员证件过期',
  priceFarOff: '价格明显偏离全县',
  complaintOpen: '投诉还没有办完',
  givenBack: '投诉后已全额退款',
  deniedOnCall: '回访时说没有人来服务',
  feeNotOwed: '没有可以收的费用',
  feeDiffers: '费用和订单对不上',
  cameAtOtherTime: '没有按约定时间上门',
})
export type ClaimFaultKey = KeyOf<typeof claimFaults>

/** Number in docs/three-way-match.md; printed beside the reason so that a provider can look the rule up. */
export const faultRules: Readonly<Record<ClaimFaultKey, number>> = {
  noOrder: 1,
  orderNotDone: 1,
  noProof: 2,
  unconfirmed: 3,
  itemDiffers: 4,
  priceDiffers: 4,
  quantityDiffers: 4,
  sumDiffers: 4,
  dayDiffers: 4,
  claimedTwice: 5,
  workerInTwoPlaces: 6,
  timeCountedTwice: 6,
  travelTooFast: 7,
  serviceTooShort: 8,
  elderInHospital: 9,
  movedBefore: 9,
  elderHadDied: 9,
  elderLongAbsent: 10,
  secondLunch: 11,
  vitalsMissing: 12,
  photoMissing: 12,
  confirmationWrong: 12,
  certificateExpired: 13,
  priceFarOff: 14,
  complaintOpen: 15,
  givenBack: 15,
  deniedOnCall: 15,
  feeNotOwed: 16,
  feeDiffers: 16,
  cameAtOtherTime: 16,
}

/** What was seen: small facts by name, so that the sentence can be written again and filtered on. */
export const ClaimFault = z.object({
  key: claimFaults.schema,
  seen: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type ClaimFault = z.output<typeof ClaimFault>

const yuan = (fen: unknown) => `${yuanFixed(Number(fen))} 元`

const sentences: Readonly<Record<ClaimFaultKey, (seen: ClaimFault['seen']) => string>> = {
  noOrder: ({ code }) => (code ? `没有编号为“${code}”的本机构订单。` : '没有写订单编号。'),
  orderNotDone: ({ state }) => `订单现在是“${state}”，还没有做完。`,
  noProof: ({ missing }) => `缺少${missing}。`,
  unconfirmed: () => '订单上没有老人、家属或见证人的确认。',
  itemDiffers: ({ claimed, ordered }) => `申报的是“${claimed}”，订单是“${ordered}”。`,
  priceDiffers: ({ claimed, ordered }) => `申报单价 ${yuan(claimed)}，订单单价 ${yuan(ordered)}。`,
  quantityDiffers: ({ claimed, ordered }) => `申报数量 ${claimed}，订单数量 ${ordered}。`,
  sumDiffers: ({ claimed, right }) => `申报 ${yuan(claimed)}，单价乘数量是 ${yuan(right)}。`,
  dayDiffers: ({ claimed, proved }) => `申报日期 ${claimed}，上门记录是 ${proved}。`,
  claimedTwice: ({ line, month }) => `同一订单已在 ${month} 申报的第 ${line} 行申报过。`,
  workerInTwoPlaces: ({ other, minutes }) => `和订单 ${other} 的时间重叠 ${minutes} 分钟。`,
  timeCountedTwice: ({ other, minutes }) => `同一位老人的订单 ${other} 已算了其中 ${minutes} 分钟。`,
  travelTooFast: ({ other, km, minutes, kmPerHour }) =>
    `和订单 ${other} 相距 ${km} 公里，中间只隔 ${minutes} 分钟，要每小时 ${kmPerHour} 公里。`,
  serviceTooShort: ({ minutes, standard, least }) =>
    `做了 ${minutes} 分钟，标准 ${standard} 分钟，至少应有 ${least} 分钟。`,
  elderInHospital: ({ from, to }) => `老人 ${from} 住院，${to ? `${to} 出院` : '还没有登记出院'}。`,
  movedBefore: ({ on }) => `老人 ${on} 已迁出。`,
  elderHadDied: ({ on }) => `老人 ${on} 已去世。`,
  elderLongAbsent: ({ from, days }) => `老人从 ${from} 起不在家，到服务当天已有 ${days} 天。`,
  secondLunch: ({ count }) => `同一天登记了 ${count} 份午餐。`,
  vitalsMissing: ({ need }) => `这项服务前要量${need}，没有记录。`,
  photoMissing: ({ need }) => `这项服务要有${need}，没有上传。`,
  confirmationWrong: ({ given, need }) => `确认方式是“${given}”，这项服务要求“${need}”。`,
  certificateExpired: ({ what, on }) => (on ? `${what}已于 ${on} 到期。` : `没有登记有效的${what}。`),
  priceFarOff: ({ price, median, count }) =>
    `单价 ${yuan(price)}，全县同项目 ${count} 单的中位数是 ${yuan(median)}。`,
  complaintOpen: ({ on }) => `${on} 有人投诉这次服务，还没有办完。`,
  givenBack: ({ on }) => `${on} 已把这次服务的钱全部退回，不能再付。`,
  feeNotOwed: ({ state }) => `订单现在是“${state}”，按规定没有可以向老人收的费用。`,
  feeDiffers: ({ claimed, owed }) => `申报 ${yuan(claimed)}，按订单应收 ${yuan(owed)}。`,
  cameAtOtherTime: ({ minutes, most }) => `上门比约定时间差 ${minutes} 分钟，超过 ${most} 分钟。`,
  deniedOnCall: ({ on }) => `${on} 电话回访时，接电话的人说没有人来服务。`,
}

export function sentenceOfFault({ key, seen }: ClaimFault): string {
  return sentences[key](seen)
}
