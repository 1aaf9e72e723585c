// Every figure of the letter computed anew from the ledger and from lists, beside what is printed, with all that follows.

import { elderGroups } from '../elders/elder.ts'
import { facilityKinds, networkRungs } from '../facilities/facility.ts'
import { borderCounties } from '../regions/border.ts'
import { type LetterFigure, type LetterFigureShown, letterFigures } from './letter.ts'
import { sumWords } from './words.ts'

/** A planned sum as it stands in the ledger. */
export interface PlannedSum {
  figure: string
  yearFrom: number | null
  yearTo: number | null
  plannedFen: number
}

type Computed = Pick<LetterFigureShown, 'computed' | 'from' | 'follows'>
interface Facts {
  yuan(figure: string): number | null
  year(figure: string, year: number): number | null
  count(figure: string): number
  years(figure: string): number | null
}

const round = (value: number, places: number) => Math.round(value * 10 ** places) / 10 ** places

function factsOf(sums: readonly PlannedSum[]): Facts {
  const of = (figure: string) => sums.filter(one => one.figure === figure)
  const yuan = (list: readonly PlannedSum[]) =>
    list.length === 0 ? null : list.reduce((sum, one) => sum + one.plannedFen, 0) / 100
  const count = (figure: string) => {
    const value = letterFigures.find(({ id }) => id === figure)?.value
    if (typeof value !== 'number') throw new Error(`${figure} is no count`)
    return value
  }
  return {
    yuan: figure => yuan(of(figure)),
    year: (figure, year) => yuan(of(figure).filter(one => one.yearFrom === year && one.yearTo === year)),
    count,
    years(figure) {
      const known = of(figure).flatMap(({ yearFrom, yearTo }) => [yearFrom ?? [], yearTo ?? []].flat())
      return known.length === 0 ? null : Math.max(...known) - Math.min(...known) + 1
    },
  }
}

const yuanText = (yuan: number) => sumWords(Math.round(yuan) * 100)
const says = (sentence: string, value: number | null, expected: number) =>
  value === null ? [] : [{ says: sentence, holds: value === expected }]

const per = (whole: number | null, parts: number | null, places = 0) =>
  whole === null || parts === null || parts === 0 ? null : round(whole / parts, places)

const networkWords = networkRungs.map(kind => facilityKinds.words[kind])
const visitParts = ['巡访', '帮扶', '服务']
const libraryLevels = ['县', '乡', '村']
const homeServices = ['助餐', '助医', '助浴', '助行', '助购']

/** What is counted from a list the platform itself keeps. */
const listed: Readonly<Record<string, readonly string[]>> = {
  F008: borderCounties.map(({ name }) => name),
  F018: elderGroups.keys.map(key => elderGroups.words[key]),
  F024: visitParts,
  F037: libraryLevels,
  F039: networkWords,
  F040: homeServices,
}

const fromLedger = (value: number | null, follows: Computed['follows'] = []): Computed => ({
  ...{ computed: value, from: 'ledger', follows },
})

/** How each sum is found in the ledger, and what the letter's own figures make of it. */
const reckoned: Readonly<Record<string, (facts: Facts) => Computed>> = {
  F004: ({ yuan }) => fromLedger(yuan('F004')),
  F007({ yuan, count }) {
    const each = per(yuan('F007'), count('F008'))
    return fromLedger(yuan('F007'), says(`平均每个边境县 ${yuanText(each ?? 0)}`, each, 1_585_000))
  },
  F009: ({ yuan }) => fromLedger(yuan('F009')),
  F011: ({ years }) => fromLedger(years('F012'), says('2019 年至 2021 年，首尾都算', years('F012'), 3)),
  F012({ yuan, years }) {
    const each = per(yuan('F012'), years('F012'))
    return fromLedger(yuan('F012'), says(`平均每年 ${yuanText(each ?? 0)}`, each, 7_000_000))
  },
  F013: ({ yuan }) => fromLedger(yuan('F013')),
  F019({ yuan, count }) {
    const each = per(yuan('F019'), count('F022'))
    return fromLedger(yuan('F019'), says(`每人次约 ${each ?? 0} 元（两个数的时间不同，只作参考）`, each, 22))
  },
  F028({ yuan, years }) {
    const each = per(yuan('F028'), years('F028'))
    return fromLedger(yuan('F028'), [
      ...says(`2012 年至 2022 年共 ${years('F028') ?? 0} 年`, years('F028'), 11),
      ...says(`平均每年 ${(each ?? 0).toLocaleString('zh-CN')} 元`, each, 223_636_364),
    ])
  },
  F029: ({ yuan }) => fromLedger(yuan('F029')),
  F030({ yuan, year }) {
    const last = year('F028', 2022)
    const planned = yuan('F029')
    const more = last === null || planned === null ? null : planned - last
    return fromLedger(more, says(`2022 年为 ${yuanText(last ?? 0)}`, last, 170_000_000))
  },
  F031({ yuan, year }) {
    const last = year('F028', 2022)
    const planned = yuan('F029')
    const rate = last === null || planned === null ? null : round(((planned - last) / last) * 100, 3)
    return fromLedger(
      rate === null ? null : round(rate, 1),
      says(`0.4 ÷ 1.7 = ${rate ?? 0}%，四舍五入为 23.5%`, rate, 23.529),
    )
  },
  F032: ({ yuan }) => fromLedger(yuan('F032')),
  F033({ yuan }) {
    const whole = three(yuan)
    const share = per(yuan('F033') === null ? null : (yuan('F033') ?? 0) * 100, whole, 1)
    return fromLedger(yuan('F033'), says(`占三项合计的 ${share ?? 0}%`, share, 14.7))
  },
  F034: ({ yuan }) => fromLedger(yuan('F034')),
  F035({ yuan }) {
    const whole = three(yuan)
    const share = per(whole === null ? null : whole * 100, yuan('F029'), 2)
    return fromLedger(whole, [
      ...says('923 + 200 + 239 = 1362（万元）', whole, 13_620_000),
      ...says(`占 2023 年计划 2.1 亿元的 ${share ?? 0}%`, share, 6.49),
    ])
  },
}

function three(yuan: Facts['yuan']): number | null {
  const parts = ['F032', 'F033', 'F034'].map(yuan)
  return parts.some(part => part === null) ? null : parts.reduce<number>((sum, part) => sum + (part ?? 0), 0)
}

/** What follows from two counts, or from a sum and a count. */
const follows: Readonly<Record<string, (facts: Facts) => Computed['follows']>> = {
  F005({ yuan, count }) {
    const each = per(yuan('F004'), count('F005'))
    return says(`平均每所 ${(each ?? 0).toLocaleString('zh-CN')} 元`, each, 1_029_412)
  },
  F014({ yuan, count }) {
    const each = per(yuan('F013'), count('F014'))
    return says(`平均每个 ${(each ?? 0).toLocaleString('zh-CN')} 元`, each, 122_222)
  },
  F016: ({ count }) => [{ says: '最低不高于最高', holds: count('F015') <= count('F016') }],
  F021({ count }) {
    const each = per(count('F021'), count('F020'), 3)
    return says(`平均每户 ${each ?? 0} 人`, each, 1.128)
  },
  F023({ count }) {
    const elders = per(count('F021'), count('F023'), 2)
    const visits = per(count('F022'), count('F023'), 2)
    return [
      ...says(`每名巡访人员平均联系 ${elders ?? 0} 位老人`, elders, 16.25),
      ...says(`每名巡访人员平均巡访重点人群 ${visits ?? 0} 人次`, visits, 7.86),
    ]
  },
}

function computedOf(figure: LetterFigure, facts: Facts): Computed {
  const money = reckoned[figure.id]
  if (money) return money(facts)
  const list = listed[figure.id]
  if (list) return { computed: list.length, from: 'list', follows: [{ says: list.join('、'), holds: true }] }
  return { computed: figure.value, from: 'letter', follows: follows[figure.id]?.(facts) ?? [] }
}

/** All forty in their order; a sum that is not entered yet is neither right nor wrong. */
export function letterAgainst(sums: readonly PlannedSum[]): Omit<LetterFigureShown, 'today' | 'todaySays'>[] {
  const facts = factsOf(sums)
  return letterFigures.map(figure => {
    const found = computedOf(figure, facts)
    return {
      ...figure,
      ...found,
      agrees: found.computed === null ? null : found.computed === figure.value,
    }
  })
}
