// When a claim is put to a reviewer, who must agree with her, how long a contract runs, and how many are called back.
import * as z from 'zod/mini'
import { days, define, smaller } from './setting-definition.ts'

const whole = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most))
const source = '[J] domain §8'

export const settlementSettings = {
  'settlement.speedKmPerHour': define({
    means: '服务人员两家之间每小时超过多少公里列为待核',
    unit: '公里/小时',
    schema: whole(20, 200),
    fallback: 80,
    source,
    stricter: smaller,
  }),
  'settlement.durationPercent': define({
    means: '服务时间不到标准的百分之几列为待核',
    unit: '%',
    schema: whole(1, 100),
    fallback: 70,
    source,
  }),
  'settlement.absentDays': define({
    means: '老人连续不在家多少天起列为待核',
    unit: '天',
    schema: days(366),
    fallback: 15,
    source,
    stricter: smaller,
  }),
  'settlement.overlapMinutes': define({
    means: '同一服务人员两单重叠超过几分钟列为待核',
    unit: '分钟',
    schema: whole(0, 60),
    fallback: 1,
    source,
    stricter: smaller,
  }),
  'settlement.inVainMinutes': define({
    means: '空跑要收费，上门和约定时间最多差几分钟',
    unit: '分钟',
    schema: whole(0, 240),
    fallback: 30,
    source,
    stricter: smaller,
  }),
  'settlement.priceDeviations': define({
    means: '单价偏离全县中位数几个稳健标准差列为待核',
    unit: '倍',
    schema: z.number().check(z.gte(1), z.lte(20)),
    fallback: 3.5,
    source,
    stricter: smaller,
  }),
  'settlement.priceOrders': define({
    means: '同项目至少有几单才比较价格',
    unit: '单',
    schema: whole(5, 10_000),
    fallback: 20,
    source,
  }),
  'settlement.secondPersonFen': define({
    means: '待核申报认可金额达到多少时须由第二人同意',
    unit: '分',
    schema: whole(0, 100_000_000),
    fallback: 50_000,
    source,
    stricter: smaller,
  }),
  'settlement.claimDays': define({
    means: '服务做完多少天以内可以申报',
    unit: '天',
    schema: days(366),
    fallback: 92,
    source,
  }),
  'contract.monthsOrdinary': define({
    means: '购买服务合同一般不超过几个月',
    unit: '个月',
    schema: whole(1, 36),
    fallback: 12,
    source: '[G] 政府购买服务管理办法（财政部令第102号）',
    stricter: smaller,
  }),
  'contract.monthsAtMost': define({
    means: '购买服务合同写明理由后最长几个月',
    unit: '个月',
    schema: whole(1, 60),
    fallback: 36,
    source: '[G] 政府购买服务管理办法（财政部令第102号）',
    stricter: smaller,
  }),
  'complaint.answerWorkingDays': define({
    means: '服务投诉几个工作日内由机构答复',
    unit: '工作日',
    schema: whole(1, 30),
    fallback: 3,
    source,
    stricter: smaller,
  }),
  'complaint.settleWorkingDays': define({
    means: '服务投诉几个工作日内办结',
    unit: '工作日',
    schema: whole(1, 60),
    fallback: 10,
    source,
    stricter: smaller,
  }),
  'serviceCall.sharePercent': define({
    means: '每月服务订单按百分之几抽取电话回访',
    unit: '%',
    schema: whole(5, 100),
    fallback: 5,
    source: '[J] domain §8，不低于 5%',
  }),
  'serviceCall.triesAtMost': define({
    means: '服务回访打几次仍不通，按联系不上结束',
    unit: '次',
    schema: whole(1, 10),
    fallback: 3,
    source,
  }),
}
