// When little money is left: of a person's meal account, and of a canteen that is to live.
import * as z from 'zod/mini'
import { define } from './setting-definition.ts'

const fen = z.int().check(z.gte(0), z.lte(1_000_000))

export const mealSettings = {
  'meals.lowBalanceFen': define({
    means: '老人餐费账户可用余额低于多少提醒充值',
    unit: '分',
    schema: fen,
    fallback: 3_000,
    source: '[J] domain §6.3',
  }),
  'meals.oweAtMostFen': define({
    means: '老人餐费欠到多少要由村里上门问明（不因此停餐）',
    unit: '分',
    schema: fen,
    fallback: 10_000,
    source: '[J] domain §6.3',
  }),
  'meals.cashMonths': define({
    means: '助餐点亏损时账上的钱至少要够几个月',
    unit: '个月',
    schema: z.int().check(z.gte(0), z.lte(36)),
    fallback: 6,
    source: '[J] domain §6.3',
  }),
  'meals.dinersAtLeast': define({
    means: '开办助餐点时每餐预计至少多少人',
    unit: '人',
    schema: z.int().check(z.gte(1), z.lte(500)),
    fallback: 10,
    source: '[F:M3] domain §6.1（安徽助餐点）',
  }),
  'meals.promiseShortPercent': define({
    means: '实际比开办时的预计差多少算没有做到',
    unit: '%',
    schema: z.int().check(z.gte(0), z.lte(100)),
    fallback: 20,
    source: '[J] domain §6.3',
  }),
}
