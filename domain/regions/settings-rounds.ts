// Days, minutes and limits of a month's rounds: judgement of a county, never of the planner.
import * as z from 'zod/mini'
import { days, define, smaller } from './setting-definition.ts'

const monthDay = z.int().check(z.gte(101), z.lte(1231))
const someMinutes = z.int().check(z.gte(0), z.lte(720))

export const roundSettings = {
  'rounds.planned': define({
    means: '月底自动编排下月巡访计划并发给探访员',
    unit: '',
    schema: z.boolean(),
    fallback: true,
    source: '[J] domain §1.3',
  }),
  'rounds.minutesDay': define({
    means: '一名探访员一天用于探访的时间',
    unit: '分钟',
    schema: z.int().check(z.gte(30), z.lte(720)),
    fallback: 240,
    source: '[J] domain §14',
  }),
  'rounds.homeMinutes': define({
    means: '上门探访一户用时（含路上）',
    unit: '分钟',
    schema: someMinutes,
    fallback: 35,
    source: '[J] domain §14',
  }),
  'rounds.memberMinutes': define({
    means: '同户每多一位老人加多少时间',
    unit: '分钟',
    schema: someMinutes,
    fallback: 10,
    source: '[J] domain §14',
  }),
  'rounds.phoneMinutes': define({
    means: '电话、视频探访一位老人用时',
    unit: '分钟',
    schema: someMinutes,
    fallback: 10,
    source: '[J] domain §14',
  }),
  'rounds.otherVillageMinutes': define({
    means: '当天再去另一个村加多少路上时间',
    unit: '分钟',
    schema: someMinutes,
    fallback: 30,
    source: '[J] domain §14',
  }),
  'rounds.dutyMinutes': define({
    means: '休息日、节假日每名探访员最多安排多少时间（只给再不去就超期的老人）',
    unit: '分钟',
    schema: someMinutes,
    fallback: 80,
    source: '[J] domain §1.3',
  }),
  'rounds.homeEveryDays': define({
    means: '愿意电话或视频探访的老人，至少多少天上门一次',
    unit: '天',
    schema: days(366),
    fallback: 91,
    source: '[J] domain §1.3',
    stricter: smaller,
  }),
  'rounds.catchUpDays': define({
    means: '已经超期的老人在计划开始后几天内补上',
    unit: '天',
    schema: days(31),
    fallback: 7,
    source: '[J] domain §1.3',
    stricter: smaller,
  }),
  'rounds.eldersMost': define({
    means: '一名探访员负责多少位老人以上提示负担过重',
    unit: '人',
    schema: z.int().check(z.gte(1), z.lte(500)),
    fallback: 25,
    source: '[J] domain §1.7',
  }),
  'rounds.hardFrom': define({
    means: '难度几分起算“难走的户”（风险、路程、未了的问题相加）',
    unit: '分',
    schema: z.int().check(z.gte(1), z.lte(10)),
    fallback: 4,
    source: '[J] domain §14',
  }),
  'rounds.sowingFrom': define({
    means: '春耕从几月几日起（420 表示 4 月 20 日）',
    unit: '',
    schema: monthDay,
    fallback: 420,
    source: '[G] domain §13',
  }),
  'rounds.sowingTo': define({
    means: '春耕到几月几日止（531 表示 5 月 31 日）',
    unit: '',
    schema: monthDay,
    fallback: 531,
    source: '[G] domain §13',
  }),
  'rounds.harvestFrom': define({
    means: '秋收从几月几日起（920 表示 9 月 20 日）',
    unit: '',
    schema: monthDay,
    fallback: 920,
    source: '[G] domain §13',
  }),
  'rounds.harvestTo': define({
    means: '秋收到几月几日止（1015 表示 10 月 15 日）',
    unit: '',
    schema: monthDay,
    fallback: 1015,
    source: '[G] domain §13',
  }),
  'rounds.seasonPercent': define({
    means: '农忙时探访时间剩下几成',
    unit: '%',
    schema: z.int().check(z.gte(10), z.lte(100)),
    fallback: 60,
    source: '[J] domain §13',
  }),
}
