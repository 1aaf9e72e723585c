// The sums of the reply letter as a first ledger: which programme, which years, how much. The letter names no source
// but the province's; a sum that may be part of another stands in a programme of its own kind, so nothing is added twice.
import type { Day } from '../kernel/day.ts'
import { yuanWords } from '../kernel/money.ts'
import type { FundKind } from './fund.ts'
import { letterFigures } from './letter.ts'

export interface LetterProgramme {
  title: string
  says: string
  isFrame: boolean
  sums: readonly LetterSum[]
}

export interface LetterSum {
  figure: string
  kind: FundKind
  yearFrom: number | null
  yearTo: number | null
  scope: string | null
  amountFen: number
  /** The last day it can have been planned: the end of its years, or the day of the letter. */
  plannedOn: Day
}

export const letterDay: Day = '2023-06-05'
export const letterNumber = '吉民议字〔2023〕22号'

function fenOf(figure: string): number {
  const found = letterFigures.find(({ id }) => id === figure)
  if (typeof found?.value !== 'number') throw new Error(`${figure} is no sum`)
  return found.value * 100
}

/** Of a figure of the letter as it stands there. */
function sum(figure: string, kind: FundKind, scope: string | null = null): LetterSum {
  const found = letterFigures.find(({ id }) => id === figure)
  const yearTo = found?.yearTo ?? null
  return {
    ...{ figure, kind, scope, amountFen: fenOf(figure), yearFrom: found?.yearFrom ?? null, yearTo },
    plannedOn: yearTo !== null && yearTo < 2023 ? `${yearTo}-12-31` : letterDay,
  }
}

/** 2.1 of 2023 are 0.4 more than the year before, which is the last of the eleven: so two sums make 24.6. */
const before = fenOf('F029') - fenOf('F030')
const elevenYears: readonly LetterSum[] = [
  { ...sum('F028', 'careSubsidy'), yearTo: 2021, amountFen: fenOf('F028') - before, plannedOn: '2021-12-31' },
  { ...sum('F028', 'careSubsidy'), yearFrom: 2022, amountFen: before },
]

export const letterProgrammes: readonly LetterProgramme[] = [
  {
    title: '省级养老服务补助资金',
    says: `来信第二部分。总盘子：下面的专项可能有一部分从这里出，合计时不重复计算。2022 年的 ${yuanWords(before / 1e8)} 亿元由 2023 年的数和增加额推出。`,
    isFrame: true,
    sums: [...elevenYears, sum('F029', 'careSubsidy')],
  },
  {
    title: '农村福利服务中心提升计划',
    says: '来信 1.1。2018 年起，整合改造农村福利服务中心 136 所；没有写到哪一年为止。',
    isFrame: false,
    sums: [sum('F004', 'townshipWelfareCentre')],
  },
  {
    title: '边境县特困供养机构维修改造和养老大院',
    says: '来信 1.2。省级支持十个边境县；各县得多少来信没有写。',
    isFrame: false,
    sums: [sum('F007', 'borderSupport', '十个边境县')],
  },
  {
    title: '居家和社区基本养老服务提升试点',
    says: '来信 1.2。白山市试点；来源以下达文件为准。',
    isFrame: false,
    sums: [sum('F009', 'homeCommunityCare', '白山市')],
  },
  {
    title: '农村助浴项目',
    says: '来信 1.2。连续三年，为农村福利中心和互助站点配助浴设备。',
    isFrame: false,
    sums: [sum('F012', 'bathingHelp')],
  },
  {
    title: '村级互助站点建设',
    says: '来信 1.3。建成 135 个；没有写年份，按答复之日记。',
    isFrame: false,
    sums: [sum('F013', 'mutualAidStation')],
  },
  {
    title: '购买巡访关爱服务',
    says: '来信 1.4。',
    isFrame: false,
    sums: [sum('F019', 'visitPurchase')],
  },
  {
    title: '边疆地区养老服务设施建设',
    says: '来信 3.1。延边、通化、白山等地，答复时待批复。',
    isFrame: false,
    sums: [
      sum('F032', 'embeddedCentre', '延边、通化、白山等地'),
      sum('F033', 'canteen', '延边、通化、白山等地'),
      sum('F034', 'elderCourtyard', '延边、通化、白山等地'),
    ],
  },
]
