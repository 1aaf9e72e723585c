// Food safety of canteens: samples, records, incidents, and regulars who do not come.
import * as z from 'zod/mini'
import { days, define, minutes, smaller } from './setting-definition.ts'

const either = (one: boolean, other: boolean) => one || other
const larger = (one: number, other: number) => Math.max(one, other)
const count = z.int().check(z.gte(0), z.lte(60))
const bound = (who: string, fallback: boolean, source: string) =>
  define({
    means: `${who}必须留样（否则为建议）`,
    unit: '',
    schema: z.boolean(),
    fallback,
    source,
    stricter: either,
  })
const missed = (who: string, what: string, fallback: number) =>
  define({
    means: `${who}老年人连续几餐没来也没说，${what}（0 为不提）`,
    unit: '餐',
    schema: count,
    fallback,
    source: '[J] domain §6.3',
  })

export const canteenSafetySettings = {
  'foodSample.grams': define({
    means: '每样留样至少多少克',
    unit: '克',
    schema: z.int().check(z.gte(50), z.lte(500)),
    fallback: 125,
    source: '[F] domain §6.4',
    stricter: larger,
  }),
  'foodSample.hours': define({
    means: '留样冷藏至少多少小时',
    unit: '小时',
    schema: z.int().check(z.gte(24), z.lte(168)),
    fallback: 48,
    source: '[F] domain §6.4',
    stricter: larger,
  }),
  'foodSample.boundCareHome': bound('设在养老机构内的助餐点', true, '[G] domain §6.4'),
  'foodSample.boundCanteen': bound('老年食堂', false, '[J] domain §6.4'),
  'foodSample.boundTable': bound('老年餐桌', false, '[J] domain §6.4'),
  'foodSample.boundPoint': bound('自己做饭的助餐点', false, '[J] domain §6.4'),
  'foodSample.boundAbove': define({
    means: '每餐最多供餐超过多少份的必须留样',
    unit: '份',
    schema: z.int().check(z.gte(1), z.lte(1000)),
    fallback: 100,
    source: '[G] domain §6.4',
    stricter: smaller,
  }),
  'foodSafety.recordWithinDays': define({
    means: '食品安全台账最迟多少天内补记',
    unit: '天',
    schema: days(31),
    fallback: 7,
    source: '[J] domain §6.4',
  }),
  'foodSafety.illAtLeast': define({
    means: '几个人吃后不适就停餐',
    unit: '人',
    schema: z.int().check(z.gte(1), z.lte(10)),
    fallback: 2,
    source: '[G] domain §6.4',
    stricter: smaller,
  }),
  'foodSafety.reportHours': define({
    means: '停餐后几小时内报告市场监管和卫生健康部门',
    unit: '小时',
    schema: z.int().check(z.gte(1), z.lte(24)),
    fallback: 2,
    source: '[G] domain §6.4',
    stricter: smaller,
  }),
  'foodSafety.dinerDays': define({
    means: '食品安全事件追查最近几天用餐的人',
    unit: '天',
    schema: days(14),
    fallback: 3,
    source: '[J] domain §6.4',
    stricter: larger,
  }),
  'absentRegular.afterMinutes': define({
    means: '开饭多久后还没来，算这一餐没来',
    unit: '分钟',
    schema: minutes,
    fallback: 120,
    source: '[J] domain §6.3',
  }),
  'absentRegular.askRed': missed('红色', '请探访员去看', 1),
  'absentRegular.askOrange': missed('橙色', '请探访员去看', 1),
  'absentRegular.askYellow': missed('黄色', '请探访员去看', 2),
  'absentRegular.askGreen': missed('绿色', '请探访员去看', 3),
  'absentRegular.caseRed': missed('红色', '立个案', 3),
  'absentRegular.caseOrange': missed('橙色', '立个案', 4),
  'absentRegular.caseYellow': missed('黄色', '立个案', 6),
  'absentRegular.caseGreen': missed('绿色', '立个案', 10),
}
