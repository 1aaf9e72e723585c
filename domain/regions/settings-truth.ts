// What makes a month of visits look wrong, when somebody is spoken to about it, and how many elders are called back.
import * as z from 'zod/mini'
import { days, define } from './setting-definition.ts'

const whole = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most))
const source = '[J] domain §§1.3, 14'

export const truthSettings = {
  'visitTruth.coachBelow': define({
    means: '探访质量低于多少分时提醒探访员',
    unit: '分',
    schema: whole(1, 100),
    fallback: 80,
    source,
  }),
  'visitTruth.visitsADay': define({
    means: '一天上门超过多少次视为疑点',
    unit: '次',
    schema: whole(5, 100),
    fallback: 25,
    source,
  }),
  'visitTruth.speedKmPerHour': define({
    means: '两户之间每小时超过多少公里视为疑点',
    unit: '公里/小时',
    schema: whole(20, 200),
    fallback: 90,
    source,
  }),
  'visitTruth.shortMinutes': define({
    means: '上门见到老人却不到几分钟视为过短',
    unit: '分钟',
    schema: whole(1, 30),
    fallback: 4,
    source: '[J] domain §14',
  }),
  'visitTruth.spotMeters': define({
    means: '不同人家的定位相距多少米以内算同一点',
    unit: '米',
    schema: whole(5, 200),
    fallback: 20,
    source,
  }),
  'visitTruth.spotHomes': define({
    means: '几户人家的定位在同一点视为疑点（楼房不算）',
    unit: '户',
    schema: whole(3, 50),
    fallback: 5,
    source,
  }),
  'visitTruth.homeMeters': define({
    means: '离老人家多少米以外视为疑点',
    unit: '米',
    schema: whole(100, 20_000),
    fallback: 1_500,
    source,
  }),
  'visitTruth.villageMeters': define({
    means: '不知道老人家位置时，离所在村多少米以外视为疑点',
    unit: '米',
    schema: whole(1_000, 50_000),
    fallback: 8_000,
    source,
  }),
  'visitTruth.nightFromHour': define({
    means: '晚上几点以后算夜间探访',
    unit: '点',
    schema: whole(18, 24),
    fallback: 22,
    source,
  }),
  'visitTruth.nightToHour': define({
    means: '早上几点以前算夜间探访',
    unit: '点',
    schema: whole(0, 8),
    fallback: 5,
    source,
  }),
  'visitTruth.monthEndDays': define({
    means: '月末几天算集中补录',
    unit: '天',
    schema: days(10),
    fallback: 3,
    source,
  }),
  'indicator.childContactDays': define({
    means: '子女多少天没有联系计入看板',
    unit: '天',
    schema: days(366),
    fallback: 30,
    source: '[J] domain §1.7',
  }),
  'callBack.sharePercent': define({
    means: '每周探访按百分之几抽取电话回访',
    unit: '%',
    schema: whole(1, 100),
    fallback: 2,
    source,
  }),
  'callBack.triesAtMost': define({
    means: '电话回访打几次仍不通，按联系不上结束',
    unit: '次',
    schema: whole(1, 10),
    fallback: 3,
    source,
  }),
}
