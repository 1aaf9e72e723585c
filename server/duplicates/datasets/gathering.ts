// Brings together records that share a whole number or date, or short forms of any two fields; never all with all.
import { BlockIndex } from '../blocks.ts'
import type { Field } from './fields.ts'
import type { Value } from './values.ts'

export type Row = readonly (Value | null)[]

/** The larger the data set, the fewer and the more telling the keys must be. */
interface Plan {
  mostInBlock: number
  mostPairsOfFields: number
}

function planFor(rows: number): Plan {
  if (rows <= 20_000) return { mostInBlock: 80, mostPairsOfFields: 200 }
  if (rows <= 120_000) return { mostInBlock: 40, mostPairsOfFields: 28 }
  return { mostInBlock: 20, mostPairsOfFields: 15 }
}

export function gather(rows: readonly Row[], fields: readonly Field[]): BlockIndex {
  const plan = planFor(rows.length)
  const index = new BlockIndex([plan.mostInBlock])
  const pairs = tellingPairs(rows, fields.length).slice(0, plan.mostPairsOfFields)
  const names = fields.flatMap(({ kind }, field) => (kind === 'name' ? [field] : []))
  rows.forEach((row, place) => {
    row.forEach((value, field) => {
      if (value !== null) index.add(place, 0, `${field} ${value.plain}`)
    })
    for (const [one, other] of pairs) {
      const [first, second] = [row[one], row[other]]
      if (!first || !second) continue
      for (const short of first.shorts)
        for (const otherShort of second.shorts) index.add(place, 0, `${one} ${short} ${other} ${otherShort}`)
    }
    const inAnyOrder = names.map(field => row[field]?.shorts[0] ?? '').sort()
    if (names.length > 1) index.add(place, 0, `names ${inAnyOrder.join(' ')}`)
  })
  return index
}

const sampled = 5_000

/** Pairs of fields, those with the most different pairs of short forms first. */
function tellingPairs(rows: readonly Row[], fields: number): [number, number][] {
  const step = Math.max(1, Math.floor(rows.length / sampled))
  const sample = rows.filter((_, at) => at % step === 0)
  const pairs: { pair: [number, number]; different: number }[] = []
  for (let one = 0; one < fields; one++)
    for (let other = one + 1; other < fields; other++) {
      const seen = new Set<string>()
      for (const row of sample) {
        const [first, second] = [row[one], row[other]]
        if (first && second) seen.add(`${first.shorts[0]} ${second.shorts[0]}`)
      }
      pairs.push({ pair: [one, other], different: seen.size })
    }
  return pairs.sort((one, other) => other.different - one.different).map(({ pair }) => pair)
}
