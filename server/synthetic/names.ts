// Names drawn from the shipped pools only, so no name was copied from a person.
import { readCsv } from '../regions/reference.ts'
import { type Chance, WeightedPool } from './chance.ts'

export const ethnicities = { han: '01', mongol: '02', hui: '03', korean: '10', manchu: '11' } as const
export type EthnicGroup = keyof typeof ethnicities
export type Sex = 'male' | 'female'

const pools = new Map<string, WeightedPool<string>>()

function poolOf(kind: string, group: EthnicGroup, sex: Sex | '' = '', years = ''): WeightedPool<string> {
  if (pools.size === 0) fillPools()
  return pools.get(`${kind}|${group}|${sex}|${years}`)!
}

function fillPools(): void {
  const gathered = new Map<string, { texts: string[]; weights: number[] }>()
  const add = (key: string, text: string, weight: number) => {
    const pool = gathered.get(key) ?? { texts: [], weights: [] }
    pool.texts.push(text)
    pool.weights.push(weight)
    gathered.set(key, pool)
  }
  for (const row of readCsv('jilin-demo-names.csv')) {
    const sex = row.sex === 'm' ? 'male' : row.sex === 'f' ? 'female' : ''
    const weight = Number(row.weight)
    add(`${row.kind}|${row.ethnic_group}|${sex}|${row.birth_years}`, row.text!, weight)
  }
  for (const [key, { texts, weights }] of gathered) pools.set(key, new WeightedPool(texts, weights))
}

export function drawSurname(group: EthnicGroup, chance: Chance): string {
  return poolOf('surname', group).draw(chance)
}

/** About 8 in 100 carry one character only (synthetic-province §3.4). */
export function drawGivenName(group: EthnicGroup, sex: Sex, bornYear: number, chance: Chance): string {
  if (group === 'korean' || group === 'mongol')
    return poolOf('given-full', group, sex, '1920-1969').draw(chance)
  const isShort = chance.happens(0.08)
  if (isShort) return poolOf('given-second', 'han', sex, '1920-1949').draw(chance)
  if (bornYear >= 1950) return poolOf('given-full', 'han', sex, '1950-1969').draw(chance)
  const first = poolOf('given-first', 'han', sex, '1920-1949').draw(chance)
  for (;;) {
    const second = poolOf('given-second', 'han', sex, '1920-1949').draw(chance)
    if (second !== first) return first + second
  }
}

/** Manchu 伊通 30 %, 吉林, 通化 and 四平 6 %, elsewhere 2 %; Mongol 前郭 8 %, three neighbours 2 %; Hui 0.5 %. */
export function ethnicMixOf(countyCode: string, koreanShare: number): WeightedPool<EthnicGroup> {
  const prefecture = countyCode.slice(0, 4)
  const manchu = countyCode === '220323' ? 0.3 : ['2202', '2203', '2205'].includes(prefecture) ? 0.06 : 0.02
  const mongol =
    countyCode === '220721' ? 0.08 : ['220821', '220822', '220882'].includes(countyCode) ? 0.02 : 0
  const shares = { korean: koreanShare, manchu, mongol, hui: 0.005 }
  const han = 1 - Object.values(shares).reduce((all, share) => all + share, 0)
  return new WeightedPool<EthnicGroup>(
    ['korean', 'manchu', 'mongol', 'hui', 'han'],
    [...Object.values(shares), han],
  )
}
