// What a canteen or station costs to set up and to run, and how many come: the figures a plan of sites starts from.
import * as z from 'zod/mini'
import { define } from './setting-definition.ts'

const yuan = z.int().check(z.gte(0), z.lte(10_000_000))
const percent = z.int().check(z.gte(0), z.lte(100))
const fen = z.int().check(z.gte(0), z.lte(100_000))
const cost = (what: string, fallback: number, source: string) =>
  define({ means: `布点规划：${what}`, unit: '元', schema: yuan, fallback, source })
const meal = (what: string, fallback: number) =>
  define({ means: `布点规划：${what}`, unit: '分', schema: fen, fallback, source: '[J] domain §6.3' })

const kitchen = (host: string, fallback: number) =>
  define({
    means: `布点规划：${host}的厨房一餐最多做多少人的饭`,
    unit: '人',
    schema: z.int().check(z.gte(1), z.lte(2_000)),
    fallback,
    source: '[J] 按两三位厨师、每位一餐做 25 人的饭估计；domain §6.3 只记有一个村：两位厨师一天约 35 人',
  })

export const sitingSettings = {
  'siting.courtyardKitchen': kitchen('养老大院', 75),
  'siting.practiceKitchen': kitchen('新时代文明实践站', 50),
  'siting.roomsKitchen': kitchen('村委会用房', 50),
  'siting.courtyardYuan': cost('在养老大院里设一个助餐点要多少钱', 30_000, '[J] domain §6.3'),
  'siting.practiceYuan': cost('在新时代文明实践站里设一个助餐点要多少钱', 35_000, '[J] domain §6.3'),
  'siting.roomsYuan': cost('用村委会的房子新设一个助餐点要多少钱', 60_000, '[J] domain §6.3'),
  'siting.stationCourtyardYuan': cost('把养老大院改成互助站点要多少钱', 122_222, '[D] domain §15 F013/F014'),
  'siting.stationRoomsYuan': cost('新设一个互助站点要多少钱', 180_000, '[J] domain §15'),
  'siting.dinersPercentSummer': define({
    means: '布点规划：家门口有饭时，夏天百分之几的老年人来吃',
    unit: '%',
    schema: percent,
    fallback: 22,
    source: '[F] domain §6.3，22.1% 的老年人需要助餐',
  }),
  'siting.dinersPercentWinter': define({
    means: '布点规划：家门口有饭时，冬天百分之几的老年人来吃',
    unit: '%',
    schema: percent,
    fallback: 15,
    source: '[J] domain §6.3',
  }),
  'siting.carriedPercent': define({
    means: '布点规划：走不到的老年人里百分之几订送餐',
    unit: '%',
    schema: percent,
    fallback: 8,
    source: '[J] domain §6.3',
  }),
  'siting.atLimitPercent': define({
    means: '布点规划：走满规定分钟的老年人，来的比例是家门口的百分之几',
    unit: '%',
    schema: percent,
    fallback: 50,
    source: '[J] domain §6.3',
  }),
  'siting.dinersACook': define({
    means: '布点规划：一位厨师每餐做多少人的饭',
    unit: '人',
    schema: z.int().check(z.gte(1), z.lte(200)),
    fallback: 25,
    source: '[J] domain §6.3',
  }),
  'siting.cookYuan': cost('一位厨师每月工资', 1_800, '[F] domain §6.3'),
  'siting.carrierYuan': cost('有送餐的，送餐员每月补助', 1_000, '[F] domain §6.3'),
  'siting.fuelYuan': cost('每月水电煤气', 500, '[J] domain §6.3'),
  'siting.otherYuan': cost('每月其他开支', 200, '[J] domain §6.3'),
  'siting.supportYuan': cost('村集体和捐助每月固定给多少', 1_500, '[J] domain §6.3'),
  'siting.foodFen': meal('一餐的食材', 600),
  'siting.elderFen': meal('老年人一餐付多少', 500),
  'siting.aidFen': meal('政府每餐补多少', 300),
  'siting.openDays': define({
    means: '布点规划：每月开多少天',
    unit: '天',
    schema: z.int().check(z.gte(1), z.lte(31)),
    fallback: 30,
    source: '[J] domain §6.3',
  }),
  'siting.mealsADay': define({
    means: '布点规划：每天开几餐',
    unit: '餐',
    schema: z.int().check(z.gte(1), z.lte(2)),
    fallback: 2,
    source: '[F] domain §6.3，午晚两餐',
  }),
}
