// How long a notice waits before it climbs, and when people are left in peace.
import * as z from 'zod/mini'
import { define, minutes, smaller } from './setting-definition.ts'

const hour = z.int().check(z.gte(0), z.lte(23))

export const noticeSettings = {
  'notice.p0StepMinutes': define({
    means: '生命危险的通知几分钟无人接手就换下一种方式、再换下一人',
    unit: '分钟',
    schema: minutes,
    fallback: 2,
    source: '[J] domain §1.5',
    stricter: smaller,
  }),
  'notice.urgentStepMinutes': define({
    means: '加急通知几分钟没人看就换下一种方式',
    unit: '分钟',
    schema: minutes,
    fallback: 30,
    source: '[J] domain §1.5',
    stricter: smaller,
  }),
  'notice.normalStepMinutes': define({
    means: '平常通知几分钟没人看就改发短信',
    unit: '分钟',
    schema: minutes,
    fallback: 1440,
    source: '[J] domain §1.5',
  }),
  'surge.feedDeclaresFrom': define({
    means: '气象预警达到几级自动发布应急看望（1 蓝 2 黄 3 橙 4 红，0 由人决定）',
    unit: '级',
    schema: z.int().check(z.gte(0), z.lte(4)),
    fallback: 0,
    source: '[J] domain §1.5',
  }),
  'notice.quietFromHour': define({
    means: '晚上几点起不发短信、不打电话（生命危险除外）',
    unit: '点',
    schema: hour,
    fallback: 21,
    source: '[J] domain §14',
  }),
  'notice.quietUntilHour': define({
    means: '早上几点以后可以发短信、打电话',
    unit: '点',
    schema: hour,
    fallback: 7,
    source: '[J] domain §14',
  }),
}
