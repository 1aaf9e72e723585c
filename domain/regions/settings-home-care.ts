// Who pays for a home made fit for old age, when it is looked at again; how often a bed at home is served.
import * as z from 'zod/mini'
import { define, smaller } from './setting-definition.ts'

const percent = z.int().check(z.gte(0), z.lte(100))
const yuan = z.int().check(z.gte(0), z.lte(1_000_000))
const larger = (one: number, other: number) => Math.max(one, other)

export const homeCareSettings = {
  'adaptation.basicPaidPercent': define({
    means: '居家改造基础项，政府为困难家庭出百分之几',
    unit: '%',
    schema: percent,
    fallback: 100,
    source: '[F:R1] domain §8',
  }),
  'adaptation.optionalPaidPercent': define({
    means: '居家改造可选项，政府为困难家庭出百分之几',
    unit: '%',
    schema: percent,
    fallback: 0,
    source: '[F:R1] domain §8',
  }),
  'adaptation.marginalCounts': define({
    means: '居家改造把低保边缘家庭也算作困难家庭',
    unit: '',
    schema: z.boolean(),
    fallback: true,
    source: '[U] domain §8',
  }),
  'adaptation.governmentLimitYuan': define({
    means: '居家改造每户政府补助最高多少元（0 为不限）',
    unit: '元',
    schema: yuan,
    fallback: 0,
    source: '[U] domain §8',
  }),
  'adaptation.countyApprovalYuan': define({
    means: '居家改造政府补助满多少元须由县级审批',
    unit: '元',
    schema: yuan,
    fallback: 5000,
    source: '[J] domain §8',
    stricter: smaller,
  }),
  'adaptation.waitDays': define({
    means: '居家改造一步办多少天还没办完算拖延',
    unit: '天',
    schema: z.int().check(z.gte(1), z.lte(365)),
    fallback: 14,
    source: '[J] domain §8',
    stricter: smaller,
  }),
  'adaptation.lookBackMonths': define({
    means: '居家改造验收后几个月回访摔倒情况',
    unit: '个月',
    schema: z.int().check(z.gte(3), z.lte(36)),
    fallback: 12,
    source: '[J] domain §8',
  }),
  'homeBed.visitsAMonth': define({
    means: '家庭养老床位每月至少上门几次',
    unit: '次',
    schema: z.int().check(z.gte(1), z.lte(31)),
    fallback: 3,
    source: '[U] domain §8',
    stricter: larger,
  }),
  'homeBed.visitMinutes': define({
    means: '家庭养老床位上门满几分钟才计一次',
    unit: '分钟',
    schema: z.int().check(z.gte(1), z.lte(240)),
    fallback: 30,
    source: '[J] domain §8',
    stricter: larger,
  }),
  'homeBed.visitsToCount': define({
    means: '家庭养老床位一个资金周期内上门满几次才算服务对象',
    unit: '次',
    schema: z.int().check(z.gte(1), z.lte(366)),
    fallback: 30,
    source: '[G] domain §8',
  }),
}
