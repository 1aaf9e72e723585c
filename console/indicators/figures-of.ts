// From counts to what the board shows: rates, who was left out, rows of the table of parts.
import { type Indicator, monthlyVisitRate, rateOf } from '../../domain/indicators/indicators.ts'

export type Counts = Partial<Record<Indicator, number>> | Record<string, number>

export function countOf(counts: Counts, indicator: Indicator): number {
  return (counts as Record<string, number>)[indicator] ?? 0
}

export interface VisitRate {
  rate: number | null
  numerator: number
  denominator: number
  unvisited: number
  excluded: number
}

export function visitRateOf(counts: Counts): VisitRate {
  const numerator = countOf(counts, monthlyVisitRate.numerator)
  const denominator = countOf(counts, monthlyVisitRate.denominator)
  const excluded = monthlyVisitRate.exclusions.reduce((sum, each) => sum + countOf(counts, each), 0)
  return {
    rate: rateOf(numerator, denominator),
    numerator,
    denominator,
    unvisited: denominator - numerator,
    excluded,
  }
}

export interface PartRow extends VisitRate {
  code: string
  name: string
  statisticalOnly: boolean
  elders: number
  danger: number
  casesOpen: number
  missed: number
}

export function partRow(part: {
  code: string
  name: string
  statisticalOnly: boolean
  values: Record<string, number>
}): PartRow {
  return {
    code: part.code,
    name: part.name,
    statisticalOnly: part.statisticalOnly,
    ...visitRateOf(part.values),
    elders: countOf(part.values, 'eldersOnRecord'),
    danger: countOf(part.values, 'eldersWithDanger'),
    casesOpen: countOf(part.values, 'aidCasesOpen'),
    missed: countOf(part.values, 'eldersMissed'),
  }
}

/** Lowest rate first, where there is work to do; places with nobody to count last. */
export function byRate(one: { rate: number | null }, other: { rate: number | null }): number {
  return (one.rate ?? 101) - (other.rate ?? 101)
}
