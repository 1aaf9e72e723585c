// Living in a home: how long a wish may wait, what a station charges, how many hands are needed, when it must vote.
import * as z from 'zod/mini'
import { days, define, smaller } from './setting-definition.ts'

const yuan = z.int().check(z.gte(0), z.lte(100_000))
const many = z.int().check(z.gte(1), z.lte(100))

export const staySettings = {
  'stay.tekunWishDays': define({
    means: '特困老人和紧急的入住愿望，几天内要落实',
    unit: '天',
    schema: days(366),
    fallback: 15,
    source: '[J] domain §9',
    stricter: smaller,
  }),
  'stay.wishDays': define({
    means: '一般的入住愿望，几天内要落实',
    unit: '天',
    schema: days(1100),
    fallback: 60,
    source: '[J] domain §9',
    stricter: smaller,
  }),
  'stay.feeFromYuan': define({
    means: '互助站每月收费一般不低于',
    unit: '元',
    schema: yuan,
    fallback: 300,
    source: '[S] F015',
  }),
  'stay.feeToYuan': define({
    means: '互助站每月收费一般不高于',
    unit: '元',
    schema: yuan,
    fallback: 400,
    source: '[S] F016',
  }),
  'stay.ratioAble': define({
    means: '护理人员与能自理特困老人的配备比例 1:',
    unit: '人',
    schema: many,
    fallback: 10,
    source: '[G] domain §7',
    stricter: smaller,
  }),
  'stay.ratioHalf': define({
    means: '护理人员与半失能特困老人的配备比例 1:',
    unit: '人',
    schema: many,
    fallback: 6,
    source: '[G] domain §7',
    stricter: smaller,
  }),
  'stay.ratioFull': define({
    means: '护理人员与全失能特困老人的配备比例 1:',
    unit: '人',
    schema: many,
    fallback: 3,
    source: '[G] domain §7',
    stricter: smaller,
  }),
  'stay.leaveDays': define({
    means: '请假外出几天没回来要去问一问',
    unit: '天',
    schema: days(366),
    fallback: 15,
    source: '[J] domain §7',
    stricter: smaller,
  }),
  'station.electionDays': define({
    means: '管委会任期届满前几天提醒换届',
    unit: '天',
    schema: days(366),
    fallback: 60,
    source: '[J] domain §7',
  }),
  'station.noticeDay': define({
    means: '每月几日前要公示上月账目',
    unit: '日',
    schema: z.int().check(z.gte(1), z.lte(28)),
    fallback: 10,
    source: '[J] domain §7',
    stricter: smaller,
  }),
  'station.complaintDays': define({
    means: '意见箱里的意见几天内要答复',
    unit: '天',
    schema: days(366),
    fallback: 7,
    source: '[J] domain §7',
    stricter: smaller,
  }),
  'asset.coolingDays': define({
    means: '以房、以地养老合同签字后的冷静期',
    unit: '天',
    schema: days(366),
    fallback: 30,
    source: '[J] domain §10',
    stricter: (one: number, other: number) => Math.max(one, other),
  }),
}
