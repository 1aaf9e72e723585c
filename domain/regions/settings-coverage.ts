// How far an old person walks in a quarter of an hour, and how many sites a place is to get in which year.
import * as z from 'zod/mini'
import { define } from './setting-definition.ts'

const perMinute = z.int().check(z.gte(10), z.lte(120))
const factor = z.int().check(z.gte(100), z.lte(300))
const sites = z.int().check(z.gte(0), z.lte(20))

export const coverageSettings = {
  'coverage.minutes': define({
    means: '步行多少分钟以内算“够得着”',
    unit: '分钟',
    schema: z.int().check(z.gte(5), z.lte(60)),
    fallback: 15,
    source: '[F] domain §6.1',
  }),
  'coverage.metersAMinuteSummer': define({
    means: '老年人夏天每分钟走多远',
    unit: '米',
    schema: perMinute,
    fallback: 60,
    source: '[J] domain §6.1',
  }),
  'coverage.metersAMinuteWinter': define({
    means: '老年人冬天冰雪路面每分钟走多远',
    unit: '米',
    schema: perMinute,
    fallback: 40,
    source: '[J] domain §6.1',
  }),
  'coverage.roadPercentSummer': define({
    means: '夏天的路程是直线距离的百分之几',
    unit: '%',
    schema: factor,
    fallback: 130,
    source: '[J] domain §6.1',
  }),
  'coverage.roadPercentWinter': define({
    means: '冬天的路程是直线距离的百分之几（小路封冻要绕行）',
    unit: '%',
    schema: factor,
    fallback: 145,
    source: '[J] domain §6.1',
  }),
  'coverage.ownVillageMeters': define({
    means: '站点就在本村的，路程最多按多少米算（村的位置只有一个点）',
    unit: '米',
    schema: z.int().check(z.gte(0), z.lte(5000)),
    fallback: 500,
    source: '[J] domain §6.1',
  }),
  'coverage.deliveryKm': define({
    means: '能送餐的助餐点按路程送多远',
    unit: '公里',
    schema: z.int().check(z.gte(0), z.lte(50)),
    fallback: 3,
    source: '[J] domain §6.3',
  }),
  'coverage.border': define({
    means: '是否按边境地区统计：0 按来信的十个边境县市，1 是，2 不是',
    unit: '',
    schema: z.int().check(z.gte(0), z.lte(2)),
    fallback: 0,
    source: '[S] domain §13',
  }),
  'coverage.street2024': define({
    means: '2024 年每个街道至少新建几个助餐点',
    unit: '个',
    schema: sites,
    fallback: 2,
    source: '[F] domain §6.1',
  }),
  'coverage.township2024': define({
    means: '2024 年每个乡镇至少新建几个助餐点',
    unit: '个',
    schema: sites,
    fallback: 1,
    source: '[F] domain §6.1',
  }),
  'coverage.each2025': define({
    means: '2025 年每个街道和乡镇至少再建几个助餐点',
    unit: '个',
    schema: sites,
    fallback: 3,
    source: '[F] domain §6.1',
  }),
  'coverage.villageElders': define({
    means: '2026 年起，在册老年人达到多少人的村应有助餐点',
    unit: '人',
    schema: z.int().check(z.gte(1), z.lte(1000)),
    fallback: 50,
    source: '[J] domain §6.1',
  }),
}
