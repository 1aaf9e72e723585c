// When the season's questions are asked, and how long a child's silence is too long.
import * as z from 'zod/mini'
import { days, define, smaller } from './setting-definition.ts'

const month = z.int().check(z.gte(1), z.lte(12))

export const visitSettings = {
  'season.winterFromMonth': define({
    means: '探访从几月起加问取暖、一氧化碳和结冰',
    unit: '月',
    schema: month,
    fallback: 10,
    source: '[J] domain §1.4',
  }),
  'season.winterToMonth': define({
    means: '探访加问取暖、一氧化碳和结冰到几月为止',
    unit: '月',
    schema: month,
    fallback: 4,
    source: '[J] domain §1.4',
  }),
  'season.summerFromMonth': define({
    means: '探访从几月起加问高温和防汛',
    unit: '月',
    schema: month,
    fallback: 6,
    source: '[J] domain §1.3',
  }),
  'season.summerToMonth': define({
    means: '探访加问高温和防汛到几月为止',
    unit: '月',
    schema: month,
    fallback: 9,
    source: '[J] domain §1.3',
  }),
  'visit.contactDays': define({
    means: '子女多少天没有联系，提醒探访员劝一劝',
    unit: '天',
    schema: days(366),
    fallback: 30,
    source: '[J] domain §1.7',
    stricter: smaller,
  }),
}
