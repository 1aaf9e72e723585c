// What each county of the synthetic province must add up to; whole numbers shared out over all 60 at once.
import { type RecordedGroup, recordedGroups } from '../../domain/elders/elder.ts'
import { readCsv } from '../regions/reference.ts'
import { largestRemainder } from './chance.ts'

/** Sums printed in the reply letter 吉民议字〔2023〕22号, and the recipe's shares of them. */
export const provinceTotals = {
  elders: 466_500,
  households: 413_600,
  visitors: 28_700,
  homesOfTwo: 51_700,
  homesOfThree: 600,
  paidVisitors: 6_000,
  veryOld: 48_050,
  memberships: 225_700,
  groups: {
    livesAlone: 52_248,
    emptyNest: 62_045,
    leftBehind: 29_856,
    tekun: 10_263,
    careDependent: 12_129,
    severeDisability: 8_864,
    specialFamily: 2_245,
  } satisfies Record<RecordedGroup, number>,
}

/** One census band of one sex, as [from age, to age below]. */
export interface AgeCell {
  sex: 'male' | 'female'
  fromAge: number
  toAge: number
  count: number
}

export interface CountyPlan {
  code: string
  name: string
  /** 2299NN. */
  areaCode: string
  elders: number
  households: number
  homesOfTwo: number
  homesOfThree: number
  visitors: number
  paidVisitors: number
  oddVisitors: number
  koreanOnlyVisitors: number
  veryOld: number
  ageCells: AgeCell[]
  groups: Record<RecordedGroup, number>
  /** Rows with one missing or contradictory field, and rows that enter a person a second time. */
  dirty: number
  duplicates: number
  koreanShare: number
  homeBathingShare: number
}

type Row = Record<string, string>
const bands = ['60_64', '65_69', '70_74', '75_79', '80_84', '85plus']
/** 85+ is one band in the census; the split is the recipe's assumption. */
const oldest = [
  { fromAge: 85, toAge: 90, share: 0.72 },
  { fromAge: 90, toAge: 95, share: 0.22 },
  { fromAge: 95, toAge: 100, share: 0.054 },
  { fromAge: 100, toAge: 104, share: 0.006 },
]

/** Persons of each band and sex in the county and in the statistical zones it hosts. */
export function censusOf(
  countyCode: string,
  population: Row[],
): { sex: 'male' | 'female'; persons: number[] }[] {
  const rows = population.filter(row => row.map_county === countyCode)
  const count = (column: string) => rows.reduce((sum, row) => sum + Number(row[column]), 0)
  return [
    { sex: 'male', persons: bands.map(band => count(`m_${band}`)) },
    { sex: 'female', persons: bands.map(band => count(`f_${band}`)) },
  ]
}

/**
 * Ages hold on the reference day: the census shares are moved to that day whole. (The recipe's "move everyone
 * 2–3 years up" and its own province check disagree; the check wins.)
 */
function ageCellsOf(elders: number, veryOld: number, census: ReturnType<typeof censusOf>): AgeCell[] {
  const younger = census.flatMap(({ sex, persons }) =>
    [60, 65, 70, 75].map((fromAge, at) => ({ sex, fromAge, toAge: fromAge + 5, weight: persons[at]! })),
  )
  const older = census.flatMap(({ sex, persons }) => [
    { sex, fromAge: 80, toAge: 85, weight: persons[4]! },
    ...oldest.map(({ fromAge, toAge, share }) => ({ sex, fromAge, toAge, weight: persons[5]! * share })),
  ])
  const shareOut = (total: number, cells: typeof younger) => {
    const counts = largestRemainder(
      total,
      cells.map(({ weight }) => weight),
    )
    return cells.map(({ sex, fromAge, toAge }, at) => ({ sex, fromAge, toAge, count: counts[at]! }))
  }
  return [...shareOut(elders - veryOld, younger), ...shareOut(veryOld, older)]
}

/** What makes a group commoner in one county than in another; synthetic-province §3.3. */
function groupWeights(quota: Row): Record<RecordedGroup, number> {
  const elders = Number(quota.elders)
  const rural =
    Number(quota.village_committees) / (Number(quota.village_committees) + Number(quota.residents_committees))
  const older = 0.6 + 0.4 * Number(quota.mult_80plus)
  return {
    livesAlone: elders * Number(quota.mult_living_alone),
    emptyNest: elders,
    leftBehind: elders * (1 + Number(quota.korean_share_assumed)),
    tekun: elders * (0.4 + 0.6 * rural),
    careDependent: elders * older,
    severeDisability: elders * older,
    specialFamily: elders,
  }
}

/** All 60 counties in the order of the quotas file. */
export function readPlan(): CountyPlan[] {
  const quotas = readCsv('jilin-demo-quotas.csv')
  const population = readCsv('jilin-population.csv').filter(row => row.map_county)
  const column = (name: string) => quotas.map(row => Number(row[name]))
  const elders = column('elders')
  const visitors = column('visitors')
  const committees = quotas.map(row => Number(row.village_committees) + Number(row.residents_committees))
  const share = (total: number, weights: number[]) => largestRemainder(total, weights)
  const threes = share(provinceTotals.homesOfThree, elders)
  const veryOld = share(
    provinceTotals.veryOld,
    quotas.map(row => Number(row.elders) * Number(row.mult_80plus)),
  )
  const weights = quotas.map(groupWeights)
  const groups = recordedGroups.keys.map(
    group =>
      [
        group,
        share(
          provinceTotals.groups[group],
          weights.map(weight => weight[group]),
        ),
      ] as const,
  )
  const paid = share(
    provinceTotals.paidVisitors,
    visitors.map((all, at) => all - committees[at]!),
  )
  // 0.3 % of the visitors look wrong on purpose, and no county is without one.
  const odd = share(Math.round(provinceTotals.visitors * 0.003) - 60, visitors).map(count => count + 1)
  const koreanOnly = koreanOnlyVisitors(quotas)
  const dirty = share(Math.round(provinceTotals.elders * 0.05), elders)
  const duplicates = share(Math.round(provinceTotals.elders * 0.007), elders)
  return quotas.map((row, at) => ({
    code: row.county_code!,
    name: row.name!,
    areaCode: row.demo_id_area_code!,
    elders: elders[at]!,
    households: Number(row.households),
    homesOfThree: threes[at]!,
    homesOfTwo: elders[at]! - Number(row.households) - 2 * threes[at]!,
    visitors: visitors[at]!,
    paidVisitors: paid[at]!,
    oddVisitors: odd[at]!,
    koreanOnlyVisitors: koreanOnly[at]!,
    veryOld: veryOld[at]!,
    ageCells: ageCellsOf(elders[at]!, veryOld[at]!, censusOf(row.county_code!, population)),
    groups: Object.fromEntries(groups.map(([group, counts]) => [group, counts[at]!])) as CountyPlan['groups'],
    dirty: dirty[at]!,
    duplicates: duplicates[at]!,
    koreanShare: Number(row.korean_share_assumed),
    homeBathingShare: Number(population.find(({ code }) => code === row.county_code)!.home_bathing_pct) / 100,
  }))
}

/** One visitor in eight in Yanbian reads only Korean comfortably, more where more Koreans live. */
function koreanOnlyVisitors(quotas: Row[]): number[] {
  const inYanbian = quotas.map(row => (row.county_code!.startsWith('2224') ? Number(row.visitors) : 0))
  const total = Math.round(inYanbian.reduce((sum, count) => sum + count, 0) / 8)
  return largestRemainder(
    total,
    quotas.map((row, at) => inYanbian[at]! * Number(row.korean_share_assumed)),
  )
}
