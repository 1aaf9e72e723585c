// How risk is reckoned and which extra rounds there are: thresholds, seasons, festivals (domain.md §1.3).
import * as z from 'zod/mini'
import { days, define } from './setting-definition.ts'

const points = z.int().check(z.gte(1), z.lte(60))
const month = z.int().check(z.gte(1), z.lte(12))
const changedAt = '风险规则试算'

export const riskSettings = {
  'risk.ruleVersion': define({
    means: '风险等级按第几版规则计算',
    unit: '版',
    schema: z.int().check(z.gte(1), z.lte(2)),
    fallback: 1,
    source: '[J] domain §1.3，先试算、再由第二人同意启用',
    changedAt,
  }),
  'risk.redFrom': define({
    means: '风险多少分起为红色',
    unit: '分',
    schema: points,
    fallback: 7,
    source: '[J] domain §1.3',
    changedAt,
  }),
  'risk.orangeFrom': define({
    means: '风险多少分起为橙色',
    unit: '分',
    schema: points,
    fallback: 4,
    source: '[J] domain §1.3',
    changedAt,
  }),
  'risk.yellowFrom': define({
    means: '风险多少分起为黄色',
    unit: '分',
    schema: points,
    fallback: 3,
    source: '[J] domain §1.3',
    changedAt,
  }),
  'risk.silentDays': define({
    means: '亲属多少天没有联系算“很久没有联系”',
    unit: '天',
    schema: days(366),
    fallback: 30,
    source: '[J] domain §1.7',
  }),
  'risk.recentDays': define({
    means: '出院、同住老人去世多少天内计入风险',
    unit: '天',
    schema: days(366),
    fallback: 60,
    source: '[J] domain §1.3',
  }),
  'risk.coldFromMonth': define({
    means: '冬季风险从几月起计',
    unit: '月',
    schema: month,
    fallback: 10,
    source: '[G] 采暖期，domain §13',
  }),
  'risk.coldToMonth': define({
    means: '冬季风险计到几月底',
    unit: '月',
    schema: month,
    fallback: 4,
    source: '[G] 采暖期，domain §13',
  }),
  'risk.overruleMostDays': define({
    means: '人工调整风险等级最长多少天',
    unit: '天',
    schema: days(366),
    fallback: 90,
    source: '[J] domain §1.3',
  }),
  'visit.festivalDays': define({
    means: '春节、中秋、重阳前多少天内走访一轮（0 为不加访）',
    unit: '天',
    schema: z.int().check(z.gte(0), z.lte(31)),
    fallback: 7,
    source: '[F:P5] domain §1.3',
  }),
}
