// From how many beds a place is a care home by law, and after how many quiet days a courtyard counts as asleep.
import * as z from 'zod/mini'
import { days, define, smaller } from './setting-definition.ts'

const beds = z.int().check(z.gte(1), z.lte(100))

export const facilitySettings = {
  'facility.filingBeds': define({
    means: '提供全日住宿的设施，床位达到多少张须登记备案为养老机构',
    unit: '张',
    schema: beds,
    fallback: 10,
    source: '[G] domain §7，养老机构管理办法（民政部令第66号）',
    stricter: smaller,
  }),
  'facility.filingWarningBeds': define({
    means: '床位达到多少张起提前提醒，帮助登记备案',
    unit: '张',
    schema: beds,
    fallback: 8,
    source: '[J] domain §7',
    stricter: smaller,
  }),
  'facility.countyCentresAtLeast': define({
    means: '每个县（市、区）至少要有几所县级福利中心',
    unit: '所',
    schema: z.int().check(z.gte(0), z.lte(20)),
    fallback: 1,
    source: '吉民议字〔2023〕22号 §1.1',
  }),
  'facility.quietAmberDays': define({
    means: '开放的设施多少天没有动静亮黄灯（冬季不开的，冬季不算）',
    unit: '天',
    schema: days(400),
    fallback: 45,
    source: '[J] domain §7',
    stricter: smaller,
  }),
  'facility.quietRedDays': define({
    means: '开放的设施多少天没有动静亮红灯，要问村里怎么回事',
    unit: '天',
    schema: days(800),
    fallback: 120,
    source: '[J] domain §7',
    stricter: smaller,
  }),
  'facility.answerDays': define({
    means: '问村里设施为什么没有动静，多少天内应答复',
    unit: '天',
    schema: days(90),
    fallback: 14,
    source: '[J] domain §7',
  }),
  'facility.paperWarningDays': define({
    means: '设施证照和备案到期前多少天提醒',
    unit: '天',
    schema: days(366),
    fallback: 60,
    source: '[J] domain §7',
  }),
  'facility.winterFrom': define({
    means: '冬季不开的设施，从几月起算冬季',
    unit: '月',
    schema: z.int().check(z.gte(9), z.lte(12)),
    fallback: 11,
    source: '[J] domain §7',
  }),
  'facility.winterTo': define({
    means: '冬季不开的设施，到几月止算冬季',
    unit: '月',
    schema: z.int().check(z.gte(1), z.lte(5)),
    fallback: 3,
    source: '[J] domain §7',
  }),
}
