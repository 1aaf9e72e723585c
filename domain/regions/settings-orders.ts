// When a service at home must not begin, what a late cancellation costs, and how far ahead orders are made.
import * as z from 'zod/mini'
import { days, define, smaller } from './setting-definition.ts'

const whole = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most))
const larger = (one: number, other: number) => Math.max(one, other)
const source = '[J] domain §8'

export const orderSettings = {
  'vitals.systolicMost': define({
    means: '助浴前收缩压高于多少不开始',
    unit: 'mmHg',
    schema: whole(120, 220),
    fallback: 160,
    source,
    stricter: smaller,
  }),
  'vitals.systolicLeast': define({
    means: '助浴前收缩压低于多少不开始',
    unit: 'mmHg',
    schema: whole(60, 120),
    fallback: 90,
    source,
    stricter: larger,
  }),
  'vitals.diastolicMost': define({
    means: '助浴前舒张压高于多少不开始',
    unit: 'mmHg',
    schema: whole(70, 140),
    fallback: 100,
    source,
    stricter: smaller,
  }),
  'vitals.pulseMost': define({
    means: '助浴前脉搏高于多少不开始',
    unit: '次/分',
    schema: whole(80, 180),
    fallback: 110,
    source,
    stricter: smaller,
  }),
  'vitals.pulseLeast': define({
    means: '助浴前脉搏低于多少不开始',
    unit: '次/分',
    schema: whole(30, 70),
    fallback: 50,
    source,
    stricter: larger,
  }),
  'vitals.temperatureMostTenths': define({
    means: '助浴前体温高于多少不开始（0.1℃）',
    unit: '0.1℃',
    schema: whole(370, 390),
    fallback: 375,
    source,
    stricter: smaller,
  }),
  'order.leastMinutesPercent': define({
    means: '服务时长达到标准时长的百分之几才算完整',
    unit: '%',
    schema: whole(1, 100),
    fallback: 70,
    source: '[G] domain §8',
    stricter: larger,
  }),
  'order.aheadDays': define({
    means: '固定服务提前多少天生成订单',
    unit: '天',
    schema: days(60),
    fallback: 14,
    source,
  }),
  'order.freeCancelHours': define({
    means: '提前多少小时取消服务不收费',
    unit: '小时',
    schema: whole(0, 168),
    fallback: 24,
    source,
  }),
  'order.cancelFeePercent': define({
    means: '临时取消服务收百分之几的费用',
    unit: '%',
    schema: whole(0, 100),
    fallback: 0,
    source: '[U] domain §8',
  }),
  'order.nobodyHomeFeePercent': define({
    means: '上门未遇收百分之几的费用',
    unit: '%',
    schema: whole(0, 100),
    fallback: 20,
    source: '[U] domain §8',
  }),
  'worker.certificateWarningDays': define({
    means: '服务人员证照到期前多少天提醒',
    unit: '天',
    schema: days(180),
    fallback: 30,
    source,
  }),
  'need.answerDays': define({
    means: '服务需求多少天内要匹配',
    unit: '天',
    schema: days(60),
    fallback: 7,
    source,
    stricter: smaller,
  }),
  'timeBank.roundMinutes': define({
    means: '时间银行按多少分钟取整',
    unit: '分钟',
    schema: whole(1, 60),
    fallback: 15,
    source: '[J] domain §5',
  }),
  'timeBank.leastMinutes': define({
    means: '时间银行一次服务最少记多少分钟',
    unit: '分钟',
    schema: whole(0, 240),
    fallback: 30,
    source: '[J] domain §5',
  }),
}
