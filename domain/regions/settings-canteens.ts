// When a canteen counts as cold, what stops it from serving, and what a village kitchen may not cook.
import * as z from 'zod/mini'
import { days, define, smaller } from './setting-definition.ts'

const people = z.int().check(z.gte(1), z.lte(500))
const either = (one: boolean, other: boolean) => one || other
const month = z.int().check(z.gte(1), z.lte(12))
const forbids = (what: string) =>
  define({
    means: `菜单里不准有${what}`,
    unit: '',
    schema: z.boolean(),
    fallback: true,
    source: '[G] domain §6.4',
    stricter: either,
  })

export const canteenSettings = {
  'canteen.coldAmberDays': define({
    means: '助餐点多少天没有开饭亮黄灯（公布的休息日不算）',
    unit: '天',
    schema: days(60),
    fallback: 7,
    source: '[J] domain §6.3',
    stricter: smaller,
  }),
  'canteen.coldRedDays': define({
    means: '助餐点多少天没有开饭亮红灯',
    unit: '天',
    schema: days(365),
    fallback: 30,
    source: '[J] domain §6.3',
    stricter: smaller,
  }),
  'canteen.paperWarningDays': define({
    means: '食品证照和健康证到期前多少天提醒',
    unit: '天',
    schema: days(366),
    fallback: 30,
    source: '[J] domain §6.4',
  }),
  'canteen.stopWithoutLicence': define({
    means: '食品证照过期后不能再记开饭',
    unit: '',
    schema: z.boolean(),
    fallback: true,
    source: '[J] domain §6.4',
    stricter: either,
  }),
  'canteen.stopWithoutHealthCheck': define({
    means: '厨师或帮厨健康证过期后不能再记开饭',
    unit: '',
    schema: z.boolean(),
    fallback: false,
    source: '[J] domain §6.4',
    stricter: either,
  }),
  'canteen.countByMinute': define({
    means: '当天点人数截止时间，从零点数起',
    unit: '分钟',
    schema: z.int().check(z.gte(300), z.lte(720)),
    fallback: 540,
    source: '[J] domain §14',
  }),
  'canteen.recordWithinDays': define({
    means: '开饭最迟多少天内补记',
    unit: '天',
    schema: days(60),
    fallback: 15,
    source: '[J] domain §6.3',
  }),
  'canteen.winterFromMonth': define({
    means: '助餐点从几月起按冬季安排（可改为只送餐）',
    unit: '月',
    schema: month,
    fallback: 12,
    source: '[J] domain §6.3',
  }),
  'canteen.winterToMonth': define({
    means: '助餐点冬季安排到几月为止',
    unit: '月',
    schema: month,
    fallback: 2,
    source: '[J] domain §6.3',
  }),
  'canteen.forbidColdDish': forbids('凉菜'),
  'canteen.forbidWildMushroom': forbids('野生蘑菇'),
  'canteen.forbidRawFish': forbids('生鱼生肉'),
  'canteen.canteenDiners': define({
    means: '老年食堂每餐至少能供多少人（提示）',
    unit: '人',
    schema: people,
    fallback: 50,
    source: '[U] domain §6.1',
  }),
  'canteen.canteenSquareMeters': define({
    means: '老年食堂用餐面积至少多大（提示）',
    unit: '平方米',
    schema: people,
    fallback: 50,
    source: '[U] domain §6.1',
  }),
  'canteen.pointDiners': define({
    means: '助餐点至少能同时坐多少人（提示）',
    unit: '人',
    schema: people,
    fallback: 10,
    source: '[U] domain §6.1',
  }),
  'canteen.pointSquareMeters': define({
    means: '助餐点用餐面积至少多大（提示）',
    unit: '平方米',
    schema: people,
    fallback: 20,
    source: '[U] domain §6.1',
  }),
}
