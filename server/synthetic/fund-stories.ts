// What became of the demonstration's public money, as a table: who got how much, how far each project has come.
import type { FundKind } from '../../domain/funds/fund.ts'

/** How far a project has come; each stands on the ones before it. */
export const fundWays = [
  'asked',
  'agreed',
  'begun',
  'built',
  'signedOnce',
  'accepted',
  'opened',
  'settled',
] as const
export type FundWay = (typeof fundWays)[number]

export interface FundStory {
  name: string
  kind: FundKind
  /** In wan. */
  cost: number
  way: FundWay
  /** Of the cost, in hundredths. */
  paid: number
  /** Days from drawing up to the promised opening; short ones are late by now. */
  promised: number
  people?: number
}

const canteen = (name: string, cost: number, way: FundWay, paid: number, promised = 150): FundStory => ({
  ...{ name, kind: 'canteen', cost, way, paid, promised, people: 30 + Math.round(cost % 7) * 3 },
})

/** From the county's own money: the canteens that are there, one dear, one waiting, one turned down. */
export const ownStories: readonly FundStory[] = [
  canteen('助餐点开办补助（一）', 6, 'settled', 95),
  canteen('助餐点开办补助（二）', 6.5, 'opened', 100),
  canteen('助餐点开办补助（三）', 5.8, 'opened', 100),
  canteen('助餐点开办补助（四）', 14, 'opened', 100),
  canteen('助餐点开办补助（五）', 6.2, 'signedOnce', 60),
  canteen('助餐点开办补助（六）', 5.5, 'asked', 0, 400),
]

/** From the province's sums, in the county of the demonstration. */
export const tumenStories: Readonly<
  Record<'borderSupport' | 'elderCourtyard' | 'embeddedCentre', readonly FundStory[]>
> = {
  borderSupport: [
    {
      ...{ name: '特困供养机构维修改造', kind: 'countyWelfareCentre', cost: 68, way: 'settled', paid: 96 },
      promised: 200,
    },
    {
      ...{
        name: '乡镇福利服务中心供暖改造',
        kind: 'townshipWelfareCentre',
        cost: 42,
        way: 'accepted',
        paid: 80,
      },
      promised: 190,
    },
    {
      ...{ name: '养老大院取暖和厕所改造', kind: 'elderCourtyard', cost: 11.6, way: 'begun', paid: 20 },
      promised: 160,
    },
  ],
  elderCourtyard: [
    { name: '养老大院改造', kind: 'elderCourtyard', cost: 12, way: 'opened', paid: 100, promised: 180 },
    { name: '养老大院改造（二）', kind: 'elderCourtyard', cost: 11.5, way: 'built', paid: 70, promised: 230 },
  ],
  embeddedCentre: [
    {
      ...{ name: '综合嵌入式养老服务中心新建', kind: 'embeddedCentre', cost: 90, way: 'begun', paid: 30 },
      ...{ promised: 210, people: 45 },
    },
  ],
}

/** In the other border counties, one after the other. */
export const borderWays: readonly Pick<FundStory, 'way' | 'paid' | 'promised' | 'cost'>[] = [
  { way: 'opened', paid: 100, promised: 180, cost: 11.8 },
  { way: 'accepted', paid: 85, promised: 200, cost: 12.6 },
  { way: 'begun', paid: 40, promised: 170, cost: 12.2 },
  { way: 'agreed', paid: 0, promised: 380, cost: 13 },
  { way: 'opened', paid: 100, promised: 190, cost: 21.5 },
  { way: 'built', paid: 75, promised: 240, cost: 12.4 },
  { way: 'opened', paid: 98, promised: 200, cost: 11.4 },
  { way: 'begun', paid: 15, promised: 150, cost: 12.9 },
  { way: 'accepted', paid: 80, promised: 210, cost: 12.1 },
]
