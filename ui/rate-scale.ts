// Five classes of a rate in one hue: the lower the rate, the deeper the colour, because that is where to look.

export interface RateClass {
  /** Rates from here up to the next class, in per cent. */
  from: number
  words: string
  color: string
}

/** Steps of one hue, told apart without colour sight and on a grey print-out. */
export const rateClasses: readonly RateClass[] = [
  { from: 0, words: '60% 以下', color: '#8f2d0c' },
  { from: 60, words: '60%–80%', color: '#c4562f' },
  { from: 80, words: '80%–90%', color: '#e08f68' },
  { from: 90, words: '90%–95%', color: '#f2c3a4' },
  { from: 95, words: '95% 以上', color: '#fbeade' },
]

/** No records, or nobody due, is not a low rate: it has a colour of its own. */
export const noRate = { words: '没有数据', color: '#e4e2e0' }

export function classOfRate(rate: number | null): RateClass | null {
  return rate === null ? null : (rateClasses.findLast(each => rate >= each.from) ?? null)
}

export function colorOfRate(rate: number | null): string {
  return classOfRate(rate)?.color ?? noRate.color
}
