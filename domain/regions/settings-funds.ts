// When public money counts as late or lying idle, what stands out among like projects, how much is paid before acceptance.
import * as z from 'zod/mini'
import { days, define, smaller } from './setting-definition.ts'

export const fundSettings = {
  'fund.lateDays': define({
    means: '资金项目比计划晚多少天算延误',
    unit: '天',
    schema: days(365),
    fallback: 15,
    source: '[J] domain §7',
    stricter: smaller,
  }),
  'fund.idleDays': define({
    means: '资金到项目后多少天还没支付过一半算资金闲置',
    unit: '天',
    schema: days(1000),
    fallback: 180,
    source: '[J] domain §7',
    stricter: smaller,
  }),
  'fund.outlierPercent': define({
    means: '资金项目造价比同类中位数高或低百分之几算异常',
    unit: '%',
    schema: z.int().check(z.gte(5), z.lte(500)),
    fallback: 50,
    source: '[J] domain §7',
    stricter: smaller,
  }),
  'fund.outlierAtLeast': define({
    means: '同类资金项目至少有几个才比较造价',
    unit: '个',
    schema: z.int().check(z.gte(3), z.lte(100)),
    fallback: 4,
    source: '[J] domain §7',
  }),
  'fund.beforeAcceptancePercent': define({
    means: '资金项目验收前最多支付百分之几',
    unit: '%',
    schema: z.int().check(z.gte(0), z.lte(100)),
    fallback: 80,
    source: '[J] domain §7',
    stricter: smaller,
  }),
}
